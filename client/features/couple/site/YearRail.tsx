import { useEffect, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useFormats } from '../../../ui/services.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import type { TimelineRow } from '../timelineRows.ts'
import styles from './YearRail.module.css'

interface YearRailProps {
  readonly rows: readonly TimelineRow[]
  /** Index of the first row in the window. */
  readonly current: number
  readonly goTo: (index: number) => void
}

interface Year {
  readonly year: string
  count: number
  /** Index of its first heading. */
  readonly first: number
}

function yearsOf(rows: readonly TimelineRow[]): Year[] {
  const years: Year[] = []
  for (const [index, row] of rows.entries()) {
    if (row.kind !== 'month') continue
    const year = row.month.slice(0, 4)
    const last = years.at(-1)
    if (last?.year === year) last.count += row.count
    else years.push({ year, count: row.count, first: index })
  }
  return years
}

/** The years with what each holds; the one that is read is marked, the others are a step away. */
export function YearRail({ rows, current, goTo }: YearRailProps) {
  const t = useTranslations()
  const { number } = useFormats()
  const strip = useRef<HTMLUListElement>(null)
  const years = useMemo(() => yearsOf(rows), [rows])
  const read = rows[current]?.month.slice(0, 4)

  useEffect(() => {
    const button = strip.current?.querySelector<HTMLElement>(`[data-year="${read}"]`)
    const list = strip.current
    if (!button || !list || list.scrollWidth <= list.clientWidth) return
    list.scrollTo({ left: button.offsetLeft - (list.clientWidth - button.offsetWidth) / 2 })
  }, [read])

  return (
    <nav className={styles.rail} aria-label={t('couple.timeline.years')}>
      <ul ref={strip} className={styles.years}>
        {years.map(({ year, count, first }) => (
          <li key={year}>
            <button
              type="button"
              data-year={year}
              className={styles.year}
              aria-current={year === read ? 'true' : undefined}
              onClick={() => goTo(first)}
            >
              <span>{year}</span> <span className={styles.count}>{number(count)}</span>
              <VisuallyHidden> {t('couple.timeline.unit', { count })}</VisuallyHidden>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
