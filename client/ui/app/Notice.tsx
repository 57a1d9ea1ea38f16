import type { ReactNode } from 'react'
import { type AnyIcon, Icon } from '../Icon.tsx'
import styles from './Notice.module.css'

export type NoticeTone = 'ok' | 'warn' | 'error' | 'info'

interface NoticeProps {
  readonly tone: NoticeTone
  readonly title?: ReactNode
  readonly children?: ReactNode
  readonly action?: ReactNode
}

const icons: Readonly<Record<NoticeTone, AnyIcon>> = { ok: 'check', warn: 'warning', error: 'warning', info: 'info' }

/** A few words that stay on the page: what went wrong or well, and what to do. Errors are read out at once. */
export const Notice = ({ tone, title, children, action }: NoticeProps) => (
  <div className={styles.notice} data-tone={tone} role={tone === 'error' ? 'alert' : 'status'}>
    <span className={styles.icon}>
      <Icon name={icons[tone]} size={18} />
    </span>
    <div className={styles.words}>
      {title && <p className={styles.title}>{title}</p>}
      {children && <div>{children}</div>}
    </div>
    {action && <div className={styles.action}>{action}</div>}
  </div>
)
