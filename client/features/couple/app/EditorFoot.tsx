import type { ReactNode } from 'react'
import styles from './EditorFoot.module.css'

interface EditorFootProps {
  /** Said beside the buttons where there is a keyboard and room. */
  readonly hint: ReactNode
  readonly children: ReactNode
}

/** The buttons of an editor: always in sight at its lower end. */
export const EditorFoot = ({ hint, children }: EditorFootProps) => (
  <div className={styles.foot}>
    <p className={styles.hint}>{hint}</p>
    {children}
  </div>
)
