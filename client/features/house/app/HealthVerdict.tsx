import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { useFormats } from '../../../ui/services.tsx'
import styles from './HealthVerdict.module.css'
import type { Health } from './useHealth.ts'

const signs = { unknown: 'gauge', ok: 'check', attention: 'info', red: 'warning' } as const

function stateOf({ data }: Health): keyof typeof signs {
  if (data === undefined) return 'unknown'
  if (data.lines.some(({ state }) => state === 'red')) return 'red'
  return data.lines.some(({ state }) => state === 'attention') ? 'attention' : 'ok'
}

/** The health of the house in one sentence, when it was looked at, and a button that looks again. */
export function HealthVerdict({ of, children }: { of: Health; children: ReactNode }) {
  const t = useTranslations()
  const formats = useFormats()
  const state = stateOf(of)
  const count = (of.data?.lines ?? []).filter((line) => line.state === 'red' || line.state === 'attention').length
  return (
    <section className={styles.health} aria-labelledby="health-title" data-state={state}>
      <header className={styles.header}>
        <span className={styles.sign} aria-hidden="true">
          <Icon name={signs[state]} size={22} />
        </span>
        <div className={styles.verdict}>
          <h2 id="health-title" className={styles.title}>
            {state === 'unknown' && t('house.page.overview.health')}
            {state === 'ok' && t('house.page.overview.well')}
            {count > 0 && t('house.page.overview.unwell', { count })}
          </h2>
          {of.data && (
            <p className={styles.checked}>
              {t('house.page.overview.checked', { time: formats.time(of.data.lookedAt) })}
              {' · '}
              {of.data.watchedAt === null
                ? t('house.page.health.never')
                : t('house.page.health.watched', { when: formats.relative(of.data.watchedAt, Date.now()) })}
            </p>
          )}
        </div>
        <Button look="outline" size="small" busy={of.isFetching} onClick={() => void of.refetch()}>
          <Icon name="refresh" size={16} />
          {t('house.page.health.now')}
        </Button>
      </header>
      {children}
    </section>
  )
}
