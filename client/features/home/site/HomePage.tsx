import { Outlet } from 'react-router'
import { useTranslations } from 'use-intl'
import type { MetaArguments, PageMeta } from '../../../lib/page.ts'
import { useMe } from '../../../ui/services.tsx'
import { Doors } from './Doors.tsx'
import { HearthScene } from './HearthScene.tsx'
import styles from './HomePage.module.css'

export const meta = ({ me, t }: MetaArguments): PageMeta => ({
  title: me.site.name,
  description: me.site.promise || t('home.description', { site: me.site.name }),
})

/** The house seen from the path: its name, its promise, the doors that are open to whoever stands there. */
export function Component() {
  const t = useTranslations()
  const { site, account } = useMe()
  return (
    <>
      <div className={styles.hero}>
        <div className={styles.view}>
          <HearthScene />
          <div className={styles.words}>
            {account && <p className={styles.welcome}>{t('home.welcome', { name: account.name })}</p>}
            <h1 className={styles.name} data-long={site.name.length > 22 || undefined}>
              {site.name}
            </h1>
            {site.promise && <p className={styles.promise}>{site.promise}</p>}
          </div>
        </div>
        <Doors />
      </div>
      <Outlet />
    </>
  )
}
