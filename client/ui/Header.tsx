import { useTranslations } from 'use-intl'
import type { NavigationEntry } from '../lib/page.ts'
import { AccountMenu } from './AccountMenu.tsx'
import styles from './Header.module.css'
import { Link, NavLink } from './Link.tsx'
import { SiteMark } from './SiteMark.tsx'
import { useMe } from './services.tsx'
import { markingOf } from './useNavigationEntries.ts'

interface HeaderProps {
  readonly entries: readonly NavigationEntry[]
  /** Lies over the page's first picture, which says the name of the house itself. */
  readonly over: boolean
}

export function Header({ entries, over }: HeaderProps) {
  const t = useTranslations()
  const { site } = useMe()
  return (
    <header className={styles.header} data-over={over || undefined}>
      <Link to="/" className={styles.site} aria-label={over ? site.name : undefined}>
        <SiteMark />
        {!over && <span className={styles.name}>{site.name}</span>}
      </Link>
      {entries.length > 1 && (
        <nav className={styles.navigation} aria-label={t('common.navigation.main')}>
          {entries.map((entry) => (
            <NavLink key={entry.to} to={entry.to} {...markingOf(entries, entry)} className={styles.link ?? ''}>
              {t(entry.label as never)}
            </NavLink>
          ))}
        </nav>
      )}
      <AccountMenu />
    </header>
  )
}
