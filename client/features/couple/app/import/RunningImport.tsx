import { useTranslations } from 'use-intl'
import type { ImportView } from '../../../../../shared/couple-import.ts'
import { Section } from '../../../../ui/app/Page.tsx'
import styles from './Import.module.css'
import { Progress } from './Progress.tsx'
import { useNewFocus } from './useNewFocus.ts'

/** An import that the house works on, whether or not somebody looks. */
export function RunningImport({ view: { state, done, total } }: { view: ImportView }) {
  const t = useTranslations()
  const focused = useNewFocus()
  const isCounted = state === 'running' && total > 0
  const title = t(isCounted ? 'coupleImport.page.running' : 'coupleImport.page.waiting')
  return (
    <Section title={t('coupleImport.page.running')} text={t('coupleImport.page.runningText')}>
      <div ref={focused} tabIndex={-1} className={styles.stage} data-stage="running">
        <Progress
          label={title}
          share={isCounted ? done / total : null}
          words={isCounted ? t('coupleImport.page.runningCount', { done, total }) : title}
        />
      </div>
    </Section>
  )
}
