import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useConfirm } from '../../../../ui/app/useConfirm.ts'
import { Button } from '../../../../ui/Button.tsx'
import { useErrorWords } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'

/** Throws away what was sent, once it was asked. */
export function DiscardButton({ importId, onDiscarded }: { importId: string; onDiscarded: () => void }) {
  const t = useTranslations()
  const procedures = useProcedures()
  const confirm = useConfirm()
  const toasts = useToasts()
  const errorWords = useErrorWords()
  const discard = useMutation(
    procedures.couple.discardImport.mutationOptions({
      onSuccess: () => {
        toasts.show({ text: t('coupleImport.page.discarded') })
        onDiscarded()
      },
      onError: (error) => toasts.show({ text: errorWords(error) }),
    }),
  )
  const ask = async () => {
    const isSure = await confirm({
      title: t('coupleImport.page.discardTitle'),
      text: t('coupleImport.page.discardText'),
      confirm: t('coupleImport.page.discard'),
      destructive: true,
    })
    if (isSure) discard.mutate({ importId })
  }
  return (
    <Button look="outline" size="small" busy={discard.isPending} onClick={() => void ask()}>
      {t('coupleImport.page.discard')}
    </Button>
  )
}
