import type { ReactNode } from 'react'
import styles from './Panel.module.css'

interface PanelProps {
  readonly id?: string
  readonly title: ReactNode
  readonly action?: ReactNode
  readonly wide?: boolean
  readonly children: ReactNode
}

/** One matter at a glance. */
export const Panel = ({ id, title, action, wide = false, children }: PanelProps) => (
  <section id={id} className={styles.panel} data-wide={wide || undefined}>
    <header className={styles.header}>
      <h2 className={styles.title}>{title}</h2>
      {action}
    </header>
    {children}
  </section>
)
