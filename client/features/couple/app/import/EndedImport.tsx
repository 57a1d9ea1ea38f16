import { useTranslations } from 'use-intl'
import type { ImportView } from '../../../../../shared/couple-import.ts'
import { coupleMe } from '../../../../../shared/couple-me.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { FormFoot, Section } from '../../../../ui/app/Page.tsx'
import { Button, ButtonLink } from '../../../../ui/Button.tsx'
import { useErrorWords, useMe } from '../../../../ui/services.tsx'
import { Report } from './Report.tsx'
import { useNewFocus } from './useNewFocus.ts'

/** What became of an import. */
export function EndedImport({ view: { state, report, error }, onAgain }: { view: ImportView; onAgain: () => void }) {
  const t = useTranslations()
  const errorWords = useErrorWords()
  const focused = useNewFocus()
  const isDone = state === 'done'
  const { open } = coupleMe.of(useMe())
  return (
    <Section title={t(isDone ? 'coupleImport.page.done' : 'coupleImport.page.failed')}>
      <div ref={focused} tabIndex={-1} data-stage={state} />
      {isDone ? (
        <Notice tone="ok">{t('coupleImport.page.done')}</Notice>
      ) : (
        <Notice tone="error" title={error ? errorWords(error) : t('coupleImport.page.failed')}>
          {t('coupleImport.page.failedText')}
        </Notice>
      )}
      {report && <Report report={report} isLook={false} />}
      <FormFoot>
        {isDone && open && (
          <ButtonLink to="/couple/memories" size="small">
            {t('coupleImport.page.memories')}
          </ButtonLink>
        )}
        <Button look="outline" size="small" onClick={onAgain}>
          {t('coupleImport.page.again')}
        </Button>
      </FormFoot>
    </Section>
  )
}
