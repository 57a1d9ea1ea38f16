import { useTranslations } from 'use-intl'
import type { ImportView } from '../../../../../shared/couple-import.ts'
import { coupleMe } from '../../../../../shared/couple-me.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { FormFoot, Section } from '../../../../ui/app/Page.tsx'
import { Button, ButtonLink } from '../../../../ui/Button.tsx'
import { useErrorWords, useMe } from '../../../../ui/services.tsx'
import styles from './Import.module.css'
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
    <Section title={t('coupleImport.page.choose')}>
      <div ref={focused} tabIndex={-1} className={styles.stage} data-stage={state}>
        {isDone ? (
          <Notice tone="ok">{t('coupleImport.page.done')}</Notice>
        ) : (
          <Notice tone="error" title={t('coupleImport.page.failed')}>
            {error && <p>{errorWords(error)}</p>}
            <p>{t('coupleImport.page.failedText')}</p>
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
      </div>
    </Section>
  )
}
