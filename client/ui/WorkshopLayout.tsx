import { Outlet } from 'react-router'
import { useTranslations } from 'use-intl'
import { AccountMenu } from './AccountMenu.tsx'
import { Icon } from './Icon.tsx'
import { Link, NavLink } from './Link.tsx'
import { SkipLink } from './SkipLink.tsx'
import { useMe } from './services.tsx'
import { markingOf, useNavigationEntries } from './useNavigationEntries.ts'
import styles from './WorkshopLayout.module.css'
import { WorkshopTabs } from './WorkshopTabs.tsx'

/** The frame of the workshop: a column of pages on wide screens, tabs on phones. It needs no Mantine itself. */
export function WorkshopLayout() {
  const t = useTranslations()
  const { site } = useMe()
  const entries = useNavigationEntries('workshop')
  return (
    <div className={styles.frame}>
      <SkipLink />
      <header className={styles.header}>
        <Link to="/" className={styles.site} title={t('common.navigation.site')}>
          {site.name}
        </Link>
        <AccountMenu />
      </header>
      <nav className={styles.navigation} aria-label={t('common.navigation.section')}>
        {entries.map((entry) => (
          <NavLink key={entry.to} to={entry.to} {...markingOf(entries, entry)} className={styles.link ?? ''}>
            <Icon name={entry.icon} size={18} />
            {t(entry.label as never)}
          </NavLink>
        ))}
      </nav>
      <main id="content" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      {entries.length > 1 && <WorkshopTabs entries={entries} />}
    </div>
  )
}
