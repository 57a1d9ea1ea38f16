import { type ReactNode, useId } from 'react'
import { Icon } from '../Icon.tsx'
import { Link } from '../Link.tsx'
import styles from './Page.module.css'

interface PageProps {
  readonly title: ReactNode
  readonly text?: ReactNode
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** A page of the workshop: its name, what it is for, its sections. */
export const Page = ({ title, text, action, children }: PageProps) => (
  <div className={styles.page}>
    <header className={styles.header}>
      <div className={styles.words}>
        <h1 className={styles.title}>{title}</h1>
        {text && <p className={styles.text}>{text}</p>}
      </div>
      {action}
    </header>
    {children}
  </div>
)

/** Leads from one thing to the list that it stands in. */
export const BackLink = ({ to, children }: { to: string; children: ReactNode }) => (
  <Link to={to} className={styles.back ?? ''}>
    <Icon name="back" size={16} />
    {children}
  </Link>
)

interface SectionProps extends PageProps {
  /** Makes `#id` lead here. */
  readonly id?: string
}

/** One matter of a page: said on the left, settled on the right. */
export function Section({ id, title, text, action, children }: SectionProps) {
  const name = useId()
  return (
    <section id={id} aria-labelledby={name} className={styles.section}>
      <header className={styles.aside}>
        <h2 id={name} className={styles.sectionTitle}>
          {title}
        </h2>
        {text && <div className={styles.text}>{text}</div>}
        {action}
      </header>
      <div className={styles.card}>{children}</div>
    </section>
  )
}

/** Buttons at the foot of a form. */
export const FormFoot = ({ children }: { children: ReactNode }) => <div className={styles.foot}>{children}</div>
