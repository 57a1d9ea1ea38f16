import { useTranslations } from 'use-intl'
import type { ImportReport } from '../../../../../shared/couple-import.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { FormFoot, Section } from '../../../../ui/app/Page.tsx'
import { useAct } from '../../../../ui/app/useAct.ts'
import { useConfirm } from '../../../../ui/app/useConfirm.ts'
import { Button } from '../../../../ui/Button.tsx'
import { useApi } from '../../../../ui/services.tsx'
import { DiscardButton } from './DiscardButton.tsx'
import styles from './Import.module.css'
import { Report } from './Report.tsx'
import { useNewFocus } from './useNewFocus.ts'

interface LookedSiteProps {
  readonly importId: string
  readonly report: ImportReport
  readonly onStarted: () => Promise<unknown>
  readonly onDiscarded: () => void
}

/** What an import would do, and the word that starts it. */
export function LookedSite({ importId, report, onStarted, onDiscarded }: LookedSiteProps) {
  const t = useTranslations()
  const api = useApi()
  const confirm = useConfirm()
  const { run, busy, failure } = useAct()
  const focused = useNewFocus()

  const start = async () => {
    const isSure = await confirm({
      title: t('coupleImport.page.startTitle'),
      text: t('coupleImport.page.startText'),
      confirm: t('coupleImport.page.start'),
    })
    if (!isSure) return
    run(async () => {
      await api.couple.startImport.mutate({ importId })
      await onStarted()
    })
  }
  return (
    <Section title={t('coupleImport.page.looked')}>
      <div ref={focused} tabIndex={-1} className={styles.stage} data-stage="looked">
        <Report report={report} isLook />
        {failure !== null && <Notice tone="error">{failure}</Notice>}
        <FormFoot>
          <Button size="small" busy={busy} onClick={() => void start()}>
            {t('coupleImport.page.start')}
          </Button>
          <DiscardButton importId={importId} onDiscarded={onDiscarded} />
        </FormFoot>
      </div>
    </Section>
  )
}
