import { Suspense } from 'react'
import { Outlet, useLocation, useMatches } from 'react-router'
import { useTranslations } from 'use-intl'
import { coupleMe } from '../../../../shared/couple-me.ts'
import { useHydrated } from '../../../ui/AfterHydration.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Link, NavLink } from '../../../ui/Link.tsx'
import { lazyOrNothing } from '../../../ui/lazyOrNothing.ts'
import { useMe } from '../../../ui/services.tsx'
import styles from './CoupleFrame.module.css'

// Without the network nothing changes that could be followed.
const Company = lazyOrNothing(async () => (await import('./Company.tsx')).Company)

/** What the couple's pages share: whoever is signed in follows what changes, and partners reach a new memory at once. */
export function Component() {
  const t = useTranslations()
  const me = useMe()
  const { account } = me
  const { partner, open, sections } = coupleMe.of(me)
  const isBrowser = useHydrated()
  const isOfMemories = !/^\/couple\/(story|future)\b/.test(useLocation().pathname)
  const isOpen = useMatches().some(({ loaderData }) => typeof loaderData === 'object' && loaderData !== null)
  return (
    <>
      {open && sections.length > 0 && (
        <nav className={styles.sections} aria-label={t('couple.sections.label')}>
          {(['home', ...sections] as const).map((section) => (
            <NavLink
              key={section}
              to={section === 'home' ? '/couple' : `/couple/${section}`}
              end={section === 'home'}
              className={styles.section ?? ''}
            >
              {t(`couple.sections.${section}`)}
            </NavLink>
          ))}
        </nav>
      )}
      <Outlet />
      {partner && isOpen && isOfMemories && (
        <Link
          to="/couple/memories/new"
          preventScrollReset
          className={styles.add}
          aria-label={t('couple.page.add')}
          title={t('couple.page.add')}
        >
          <Icon name="plus" size={26} />
        </Link>
      )}
      {account && isOpen && isBrowser && (
        <Suspense fallback={null}>
          <Company />
        </Suspense>
      )}
    </>
  )
}
