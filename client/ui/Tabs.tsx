import { useTranslations } from 'use-intl'
import type { NavigationEntry } from '../lib/page.ts'
import { Icon } from './Icon.tsx'
import { NavLink } from './Link.tsx'
import styles from './Tabs.module.css'
import { markingOf } from './useNavigationEntries.ts'

/** The menu of a phone, within the thumb's reach. */
export function Tabs({ entries, label }: { entries: readonly NavigationEntry[]; label: string }) {
  const t = useTranslations()
  return (
    <nav className={styles.tabs} aria-label={label}>
      {entries.map((entry) => (
        <NavLink key={entry.to} to={entry.to} {...markingOf(entries, entry)} className={styles.tab ?? ''}>
          <span className={styles.icon}>
            <Icon name={entry.icon} size={22} />
          </span>
          <span className={styles.label}>{t(entry.label as never)}</span>
        </NavLink>
      ))}
    </nav>
  )
}
