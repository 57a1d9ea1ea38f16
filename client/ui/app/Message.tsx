import type { ReactNode } from 'react'
import { Empty } from '../Empty.tsx'
import styles from './Message.module.css'

/** Stands in place of what cannot be shown: why, and what to do. */
export const Message = ({ title, text, children }: { title: string; text: string; children: ReactNode }) => (
  <Empty
    icon="door"
    title={<h1 className={styles.title}>{title}</h1>}
    action={<div className={styles.actions}>{children}</div>}
  >
    {text}
  </Empty>
)
