import type { ReactNode } from 'react'
import styles from './Badge.module.css'

/** A state in one word; the colour only repeats it. */
export const Badge = ({ tone, children }: { tone: 'ok' | 'warn' | 'error' | 'plain'; children: ReactNode }) => (
  <span className={styles.badge} data-tone={tone}>
    {children}
  </span>
)
