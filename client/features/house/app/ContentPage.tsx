import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Notice } from '../../../ui/app/Notice.tsx'
import { FormFoot, Page, Section } from '../../../ui/app/Page.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { useConfirm } from '../../../ui/app/useConfirm.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { useErrorWords } from '../../../ui/services.tsx'

/** `/admin/content`: example content in and out. */
export function Component() {
  const t = useTranslations()
  const confirm = useConfirm()
  const errorWords = useErrorWords()
  const procedures = useProcedures()
  const insert = useMutation(procedures.house.insertDemo.mutationOptions())
  const remove = useMutation(procedures.house.removeDemo.mutationOptions())
  const busy = insert.isPending || remove.isPending

  const start = async (act: 'insert' | 'remove') => {
    const sure = await confirm({
      title: t(`house.page.content.${act}Title`),
      text: t(`house.page.content.${act}Confirm`),
      confirm: t(`house.page.content.${act}`),
      destructive: act === 'remove',
    })
    if (!sure) return
    const [wanted, other] = act === 'insert' ? [insert, remove] : [remove, insert]
    other.reset()
    wanted.mutate()
  }

  return (
    <Page title={t('house.page.content.title')} text={t('house.page.content.text')}>
      <Section title={t('house.page.content.insert')} text={t('house.page.content.insertText')}>
        {insert.isPending && <Notice tone="info">{t('house.page.content.inserting')}</Notice>}
        {insert.isError && <Notice tone="error">{errorWords(insert.error)}</Notice>}
        {insert.isSuccess && (
          <Notice
            tone="ok"
            action={
              <ButtonLink to="/" look="outline" size="small">
                {t('house.page.content.look')}
              </ButtonLink>
            }
          >
            {t('house.page.content.inserted')}
          </Notice>
        )}
        <FormFoot>
          <Button size="small" busy={busy} onClick={() => void start('insert')}>
            {t('house.page.content.insert')}
          </Button>
        </FormFoot>
      </Section>
      <Section title={t('house.page.content.remove')} text={t('house.page.content.removeText')}>
        {remove.isError && <Notice tone="error">{errorWords(remove.error)}</Notice>}
        {remove.isSuccess && <Notice tone="ok">{t('house.page.content.removed')}</Notice>}
        <FormFoot>
          <Button look="outline" size="small" busy={busy} onClick={() => void start('remove')}>
            {t('house.page.content.remove')}
          </Button>
        </FormFoot>
      </Section>
    </Page>
  )
}
