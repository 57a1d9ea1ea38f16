import type { ReactNode } from 'react'
import styles from './Empty.module.css'
import { type AnyIcon, Icon } from './Icon.tsx'

interface EmptyProps {
  readonly icon?: AnyIcon
  readonly title: ReactNode
  /** What to do about it. */
  readonly children?: ReactNode
  readonly action?: ReactNode
}

/** Says that a list holds nothing, and what to do. */
export const Empty = ({ icon, title, children, action }: EmptyProps) => (
  <div className={styles.empty}>
    {icon && (
      <span className={styles.icon}>
        <Icon name={icon} size={28} />
      </span>
    )}
    <div className={styles.title}>{title}</div>
    {children && <p className={styles.text}>{children}</p>}
    {action}
  </div>
)
