import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { Notice } from '../../../ui/app/Notice.tsx'
import { FormFoot, Page, Section } from '../../../ui/app/Page.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { useConfirm } from '../../../ui/app/useConfirm.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { useErrorWords } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'

/** `/admin/content`: whether example content is in, and how it comes and goes. */
export function Component() {
  const t = useTranslations()
  const procedures = useProcedures()
  const demo = useQuery(procedures.house.demo.queryOptions())
  return (
    <Page title={t('house.page.content.title')} text={t('house.page.content.text')}>
      <Loaded query={demo} lines={3}>
        {({ isIn, isWhole }) => (
          <>
            {isIn && <State text={t('house.page.content.inserted')} to="/" action={t('house.page.content.look')} />}
            {!isIn && isWhole && (
              <State text={t('house.page.content.none')} to="/admin/modules" action={t('house.page.content.modules')} />
            )}
            {!isWhole && <Move act="insert" />}
            {isIn && <Move act="remove" />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function State({ text, to, action }: { text: string; to: string; action: string }) {
  return (
    <Notice
      tone="info"
      action={
        <ButtonLink to={to} look="outline" size="small">
          {action}
        </ButtonLink>
      }
    >
      {text}
    </Notice>
  )
}

function Move({ act }: { act: 'insert' | 'remove' }) {
  const t = useTranslations()
  const confirm = useConfirm()
  const errorWords = useErrorWords()
  const procedures = useProcedures()
  const queries = useQueryClient()
  const toasts = useToasts()
  const onSuccess = async () => {
    toasts.show({ text: t(act === 'insert' ? 'house.page.content.inserted' : 'house.page.content.removed') })
    await queries.invalidateQueries(procedures.house.demo.queryFilter())
    // The button that was pressed is gone.
    document.getElementById('content')?.focus()
  }
  const { insertDemo, removeDemo } = procedures.house
  const move = useMutation((act === 'insert' ? insertDemo : removeDemo).mutationOptions({ onSuccess }))

  const start = async () => {
    const sure = await confirm({
      title: t(`house.page.content.${act}Title`),
      text: t(`house.page.content.${act}Confirm`),
      confirm: t(`house.page.content.${act}`),
      destructive: act === 'remove',
    })
    if (sure) move.mutate()
  }

  return (
    <Section title={t(`house.page.content.${act}`)} text={t(`house.page.content.${act}Text`)}>
      {act === 'insert' && move.isPending && <Notice tone="info">{t('house.page.content.inserting')}</Notice>}
      {move.isError && <Notice tone="error">{errorWords(move.error)}</Notice>}
      <FormFoot>
        <Button
          look={act === 'insert' ? 'filled' : 'outline'}
          size="small"
          busy={move.isPending}
          onClick={() => void start()}
        >
          {t(`house.page.content.${act}`)}
        </Button>
      </FormFoot>
    </Section>
  )
}
