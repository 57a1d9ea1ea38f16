import type { ReactNode } from 'react'
import styles from './People.module.css'

/** The first letter of a name, drawn. */
export const PersonMark = ({ name }: { name: string }) => (
  <span className={styles.mark} aria-hidden="true">
    {[...name][0]?.toUpperCase()}
  </span>
)

/** A role or a state in a word. */
export const Tag = ({ tone, children }: { tone: 'plain' | 'accent' | 'warn'; children: ReactNode }) => (
  <span className={styles.tag} data-tone={tone}>
    {children}
  </span>
)
