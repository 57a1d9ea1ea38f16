import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Page } from '../../../ui/app/Page.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { useHashTarget } from '../../../ui/app/useHashTarget.ts'
import { Link } from '../../../ui/Link.tsx'
import { DeadJobs } from './DeadJobs.tsx'
import { Health } from './Health.tsx'
import { LatestActs } from './LatestActs.tsx'
import styles from './OverviewPage.module.css'
import { Panel } from './Panel.tsx'
import { UnfinishedSetup } from './UnfinishedSetup.tsx'
import { WaitingMail } from './WaitingMail.tsx'

/** `/admin`: whether the house is well, what waits, what was done lately. */
export function Component() {
  const t = useTranslations()
  const procedures = useProcedures()
  const jobs = useQuery(procedures.house.deadJobs.queryOptions())
  useHashTarget(jobs.data !== undefined)
  return (
    <Page title={t('house.page.overview.title')}>
      <UnfinishedSetup />
      <Health />
      <div className={styles.panels}>
        <Panel title={t('house.page.overview.mail')}>
          <WaitingMail />
        </Panel>
        <Panel id="jobs" title={t('house.page.overview.jobs')}>
          <DeadJobs jobs={jobs} />
        </Panel>
        <Panel
          wide
          title={t('house.page.overview.recent')}
          action={<Link to="/admin/audit">{t('house.page.overview.allActs')}</Link>}
        >
          <LatestActs />
        </Panel>
      </div>
    </Page>
  )
}
