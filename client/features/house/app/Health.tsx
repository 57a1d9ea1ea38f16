import { useTranslations } from 'use-intl'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { Link } from '../../../ui/Link.tsx'
import { byState, HealthLines } from './HealthLines.tsx'
import { HealthVerdict } from './HealthVerdict.tsx'
import { useHealth } from './useHealth.ts'

/** How the house is, on the overview: what is not well, and the way to every line. */
export function Health() {
  const t = useTranslations()
  const health = useHealth()
  return (
    <HealthVerdict of={health}>
      <Loaded query={health} lines={2}>
        {({ lines }) => {
          const ill = lines.filter(({ state }) => state === 'red' || state === 'attention')
          return ill.length > 0 && <HealthLines lines={ill.sort(byState)} />
        }}
      </Loaded>
      <p>
        <Link to="/admin/health">{t('house.page.health.all')}</Link>
      </p>
    </HealthVerdict>
  )
}
