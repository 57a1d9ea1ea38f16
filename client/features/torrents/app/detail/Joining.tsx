import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useProcedures } from '../../../../ui/app/query.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { useErrorWords } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'

/** Makes whoever looks one more owner of a torrent that is others'. */
export function Joining({ id }: { readonly id: number }) {
  const t = useTranslations()
  const toasts = useToasts()
  const errorWords = useErrorWords()
  const procedures = useProcedures()
  const queries = useQueryClient()
  const join = useMutation(
    procedures.torrents.join.mutationOptions({
      onSuccess: async () => {
        toasts.show({ text: t('torrentPages.detail.joined') })
        await queries.invalidateQueries({ queryKey: ['torrents', 'detail', id] })
        await queries.invalidateQueries(procedures.torrents.files.queryFilter({ id }))
      },
      onError: (thrown) => toasts.show({ text: errorWords(thrown), tone: 'error' }),
    }),
  )
  return (
    <Button look="outline" size="small" busy={join.isPending} onClick={() => join.mutate({ id })}>
      <Icon name="plus" size={16} />
      {t('torrentPages.detail.join')}
    </Button>
  )
}
