import { useTranslations } from 'use-intl'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { Page } from '../../../ui/app/Page.tsx'
import { byState, HealthLines } from './HealthLines.tsx'
import { HealthVerdict } from './HealthVerdict.tsx'
import { useHealth } from './useHealth.ts'

/** `/admin/health`: everything that the house watches over itself, since when it is so, and what to do. */
export function Component() {
  const t = useTranslations()
  const health = useHealth()
  return (
    <Page title={t('house.page.health.title')} text={t('house.page.health.text')}>
      <HealthVerdict of={health}>
        <Loaded query={health} lines={5}>
          {({ lines }) => <HealthLines lines={lines.toSorted(byState)} dated />}
        </Loaded>
      </HealthVerdict>
    </Page>
  )
}
