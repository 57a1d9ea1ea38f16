import { type ComponentType, Suspense, useEffect, useRef, useState } from 'react'
import { useLocation } from 'react-router'
import { useTranslations } from 'use-intl'
import { signInPath } from '../lib/paths.ts'
import styles from './AccountMenu.module.css'
import { useHydrated } from './AfterHydration.tsx'
import { Icon } from './Icon.tsx'
import { Link } from './Link.tsx'
import { lazyOrNothing } from './lazyOrNothing.ts'
import { useMe } from './services.tsx'
import { VisuallyHidden } from './VisuallyHidden.tsx'

const menuId = 'account-menu'

// Without the network it comes with the next page.
const Corner = lazyOrNothing(async () => (await import('./Corner.tsx')).Corner)

/** The person's own corner. What it unfolds is fetched when somebody reaches for it. */
export function AccountMenu() {
  const t = useTranslations()
  const { account } = useMe()
  const isBrowser = useHydrated()
  const menu = useRef<HTMLDivElement>(null)
  const { pathname, search } = useLocation()
  const [Content, setContent] = useState<ComponentType<{ onClose: () => void }> | null>(null)

  const isOpen = () => menu.current?.matches(':popover-open') === true
  const close = () => {
    if (isOpen()) menu.current?.hidePopover()
  }
  const load = () => {
    if (Content) return
    import('./AccountMenuContent.tsx').then(
      (loaded) => setContent(() => loaded.AccountMenuContent),
      // It is asked for again at the next reach.
      () => close(),
    )
  }

  const shownAt = useRef(pathname)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu has done its part when the page changes
  useEffect(() => {
    if (shownAt.current !== pathname) close()
    // It opens by itself before this code is there.
    else if (isOpen()) load()
    shownAt.current = pathname
  }, [pathname])

  return (
    <div className={styles.corner}>
      {!account && (
        <Link to={signInPath(pathname + search)} className={styles.signIn} preventScrollReset>
          {t('common.account.signIn')}
        </Link>
      )}
      {account && isBrowser && (
        <Suspense>
          <Corner />
        </Suspense>
      )}
      <button
        type="button"
        className={account ? styles.person : styles.opener}
        popoverTarget={menuId}
        onPointerEnter={load}
        onFocus={load}
      >
        <span aria-hidden="true">{account ? initialsOf(account.name) : <Icon name="sun" />}</span>
        <VisuallyHidden>{t(account ? 'common.account.menu' : 'common.appearance.title')}</VisuallyHidden>
      </button>
      <div ref={menu} id={menuId} popover="auto" className={styles.menu} onToggle={load}>
        {Content && <Content onClose={close} />}
      </div>
    </div>
  )
}

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => [...part][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()
