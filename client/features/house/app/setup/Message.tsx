import type { ReactNode } from 'react'
import { Empty } from '../../../../ui/Empty.tsx'
import styles from './Message.module.css'

/** Says why there is no step to show. */
export const Message = ({ title, text, children }: { title: string; text: string; children: ReactNode }) => (
  <Empty
    icon="door"
    title={<h1 className={styles.title}>{title}</h1>}
    action={<div className={styles.actions}>{children}</div>}
  >
    {text}
  </Empty>
)
