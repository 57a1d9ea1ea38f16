import type { QuotaPart } from '../../../../../shared/torrents.ts'
import styles from './Dashboard.module.css'

interface MeterProps {
  readonly name: string
  readonly quota: QuotaPart
  /** What is used, in words. */
  readonly value: string
  readonly most: string
  readonly text: string
}

/** @param share of a limit that is used */
export function toneOf(share: number): 'ok' | 'warn' | 'error' {
  if (share >= 1) return 'error'
  return share >= 0.85 ? 'warn' : 'ok'
}

/** How much of a limit is used, as a figure over a bar. */
export function Meter({ name, quota: { used, most: limit }, value, most, text }: MeterProps) {
  const share = limit > 0 ? Math.min(1, used / limit) : 1
  return (
    <div className={styles.figure} data-tone={toneOf(share)}>
      <span className={styles.name}>{name}</span>
      <span className={styles.amount}>
        <span className={styles.value}>{value}</span>
        <span className={styles.most}>{most}</span>
      </span>
      <span className={styles.bar} aria-hidden="true">
        <span className={styles.used} style={{ inlineSize: `${share * 100}%` }} />
      </span>
      <span className={styles.text}>{text}</span>
    </div>
  )
}
