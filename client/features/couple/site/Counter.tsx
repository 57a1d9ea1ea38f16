import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Start, Together } from '../../../../shared/counter.ts'
import { useFormats } from '../../../ui/services.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import { useTogether } from '../hooks.ts'
import styles from './Counter.module.css'

const units = ['years', 'months', 'days', 'hours'] as const

/** The time together, counting. A screen reader finds it as a sentence and is not told of each change. */
export function Counter({ start, drawn }: { start: Start; drawn: Together }) {
  const t = useTranslations()
  const { list } = useFormats()
  const now = useTogether(start, drawn)
  const parts = units
    .filter((unit) => now[unit] > 0)
    .map((unit) => t(`couple.page.counter.${unit}Long`, { count: now[unit] }))
  const span = list(parts.length > 0 ? parts : [t('couple.page.counter.hoursLong', { count: 0 })])
  return (
    <div className={styles.counter} role="timer" aria-live="off" data-past={now.past}>
      <VisuallyHidden>
        {t(now.past ? 'couple.page.counter.past' : 'couple.page.counter.future', { span })}
      </VisuallyHidden>
      <div className={styles.cells} aria-hidden="true">
        {units.map((unit) => (
          <div key={unit} className={styles.cell}>
            <Digits value={now[unit]} />
            <span className={styles.unit}>{t(`couple.page.counter.${unit}`, { count: now[unit] })}</span>
          </div>
        ))}
      </div>
      <p className={styles.total}>
        {now.past
          ? t('couple.page.counter.total', { count: now.totalDays })
          : t('couple.page.counter.totalAhead', { count: now.nextMilestone.inDays })}
      </p>
    </div>
  )
}

/** Each digit stands in a place of its own: the face has no digits of one width. */
function Digits({ value }: { value: number }) {
  const digits = [...String(value)]
  return (
    <span className={styles.digits}>
      {digits.map((digit, index) => {
        // A digit keeps its place from the right: the tens stay the tens.
        const place = digits.length - index
        return <Digit key={place} digit={digit} />
      })}
    </span>
  )
}

/** Stands still when the page opens, and rolls in when it changes. */
function Digit({ digit }: { digit: string }) {
  const [drawn] = useState(digit)
  const [rolls, setRolls] = useState(false)
  if (!rolls && digit !== drawn) setRolls(true)
  return (
    <span key={digit} className={rolls ? styles.rolling : styles.digit}>
      {digit}
    </span>
  )
}
