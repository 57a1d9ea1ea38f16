import { Outlet, useMatches } from 'react-router'
import { useTranslations } from 'use-intl'
import { hasHero, pageMatches } from '../lib/pageHandle.ts'
import { Header } from './Header.tsx'
import styles from './PublicLayout.module.css'
import { SkipLink } from './SkipLink.tsx'
import { useMe } from './services.tsx'
import { Tabs } from './Tabs.tsx'
import { useNavigationEntries } from './useNavigationEntries.ts'

/** The frame of public pages and of the couple's. */
export function PublicLayout() {
  const t = useTranslations()
  const { site } = useMe()
  const entries = useNavigationEntries('site')
  const hero = hasHero(pageMatches(useMatches()))
  const withTabs = entries.length > 1
  return (
    <div className={styles.frame} data-tabs={withTabs || undefined}>
      <SkipLink />
      <Header entries={entries} over={hero} />
      <main id="content" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      <footer className={styles.footer}>
        <span className={styles.name}>{site.name}</span>
        <span>{t('common.footer.house')}</span>
      </footer>
      {withTabs && <Tabs entries={entries} label={t('common.navigation.main')} />}
    </div>
  )
}
