import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { HealthLine } from '../../../../shared/house.ts'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { useFormats } from '../../../ui/services.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import styles from './Health.module.css'
import { useAnyWords } from './useAnyWords.ts'

const signs = { unknown: 'gauge', well: 'check', ill: 'warning' } as const

/** How the house is, line by line; each red line leads to its cure. */
export function Health() {
  const t = useTranslations()
  const formats = useFormats()
  const procedures = useProcedures()
  const health = useQuery({ ...procedures.house.health.queryOptions(), refetchInterval: 60_000 })
  const ill = (health.data ?? []).filter(({ ok }) => !ok).length
  const state = health.data === undefined ? 'unknown' : ill === 0 ? 'well' : 'ill'
  return (
    <section className={styles.health} aria-labelledby="health-title" data-state={state}>
      <header className={styles.header}>
        <span className={styles.sign} aria-hidden="true">
          <Icon name={signs[state]} size={22} />
        </span>
        <div className={styles.verdict}>
          <h2 id="health-title" className={styles.title}>
            {state === 'unknown' && t('house.page.overview.health')}
            {state === 'well' && t('house.page.overview.well')}
            {state === 'ill' && t('house.page.overview.unwell', { count: ill })}
          </h2>
          {health.dataUpdatedAt > 0 && (
            <p className={styles.checked}>
              {t('house.page.overview.checked', { time: formats.time(new Date(health.dataUpdatedAt).toISOString()) })}
            </p>
          )}
        </div>
        <Button look="outline" size="small" busy={health.isFetching} onClick={() => void health.refetch()}>
          <Icon name="refresh" size={16} />
          {t('house.page.overview.check')}
        </Button>
      </header>
      <Loaded query={health} lines={4}>
        {(lines) => (
          <ul className={styles.lines ?? ''}>
            {[...lines].sort(illFirst).map((line) => (
              <Line key={line.name} line={line} />
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  )
}

const illFirst = (one: HealthLine, other: HealthLine) => Number(one.ok) - Number(other.ok)

function Line({ line: { name, ok, message, args, cure } }: { line: HealthLine }) {
  const t = useTranslations()
  const words = useAnyWords()
  return (
    <li className={styles.line} data-ok={ok || undefined}>
      <span className={styles.mark}>
        <Icon name={ok ? 'check' : 'warning'} size={16} />
        <VisuallyHidden>{t(ok ? 'house.page.overview.fine' : 'house.page.overview.ill')}</VisuallyHidden>
      </span>
      <span className={styles.name}>{words(name)}</span>
      <span className={styles.message}>{words(message, args)}</span>
      {cure !== null && (
        <ButtonLink
          to={cure}
          look="outline"
          size="small"
          aria-label={`${t('house.page.overview.cure')} — ${words(name)}`}
        >
          {t('house.page.overview.cure')}
        </ButtonLink>
      )}
    </li>
  )
}
