import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import { useTranslations } from 'use-intl'
import type { NavigationEntry } from '../lib/page.ts'
import { Icon } from './Icon.tsx'
import { NavLink } from './Link.tsx'
import tabs from './Tabs.module.css'
import { markingOf } from './useNavigationEntries.ts'
import styles from './WorkshopTabs.module.css'

const beside = 4
const sheetId = 'workshop-more'

/** The line of a menu that leads to a page, or to what it is beneath of. */
function entryAt(entries: readonly NavigationEntry[], pathname: string): NavigationEntry | undefined {
  const leading = entries.filter(({ to }) => pathname === to || pathname.startsWith(`${to}/`))
  return leading.sort((one, other) => other.to.length - one.to.length)[0]
}

function firstOf(entries: readonly NavigationEntry[], pathname: string): readonly NavigationEntry[] {
  if (entries.length <= beside + 1) return entries
  const first = entries.slice(0, beside)
  const open = entryAt(entries, pathname)
  return open === undefined || first.includes(open) ? first : [...first.slice(0, -1), open]
}

/** A phone's tabs of the workshop: the first pages and the one that is open, the others behind « more ». */
export function WorkshopTabs({ entries }: { entries: readonly NavigationEntry[] }) {
  const t = useTranslations()
  const sheet = useRef<HTMLDivElement>(null)
  const { pathname } = useLocation()
  const first = firstOf(entries, pathname)
  const others = entries.filter((entry) => !first.includes(entry))

  // biome-ignore lint/correctness/useExhaustiveDependencies: the sheet has done its part when the page changes
  useEffect(() => {
    if (sheet.current?.matches(':popover-open')) sheet.current.hidePopover()
  }, [pathname])

  return (
    <nav className={tabs.tabs} aria-label={t('common.navigation.section')}>
      {first.map((entry) => (
        <NavLink key={entry.to} to={entry.to} {...markingOf(entries, entry)} className={tabs.tab ?? ''}>
          <span className={tabs.icon}>
            <Icon name={entry.icon} size={22} />
          </span>
          <span className={tabs.label}>{t(entry.label as never)}</span>
        </NavLink>
      ))}
      {others.length > 0 && (
        <>
          <button type="button" className={`${tabs.tab} ${styles.more}`} popoverTarget={sheetId}>
            <span className={tabs.icon}>
              <Icon name="more" size={22} />
            </span>
            <span className={tabs.label}>{t('common.navigation.more')}</span>
          </button>
          <div ref={sheet} id={sheetId} popover="auto" className={styles.sheet}>
            {others.map((entry) => (
              <NavLink key={entry.to} to={entry.to} {...markingOf(entries, entry)} className={styles.line ?? ''}>
                <Icon name={entry.icon} />
                {t(entry.label as never)}
              </NavLink>
            ))}
          </div>
        </>
      )}
    </nav>
  )
}
