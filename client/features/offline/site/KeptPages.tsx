import { useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import { useTranslations } from 'use-intl'
import { type KeptPage, keptPages } from '../../../lib/keptPages.ts'
import { backEvent } from '../../../lib/offline.ts'
import type { MetaArguments, PageMeta } from '../../../lib/page.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Link } from '../../../ui/Link.tsx'
import { useFormats, useMe } from '../../../ui/services.tsx'
import styles from './KeptPages.module.css'

export const meta = ({ t }: MetaArguments): PageMeta => ({ title: t('offline.page.title'), unlisted: true })

/** Where the person wanted to go, within this house. */
function wantedIn(search: string): string | null {
  const from = new URLSearchParams(search).get('from')
  return from && /^\/(?![/\\])/.test(from) ? from : null
}

/** The name of a page, as it stands before that of the house. */
const titleWithout = (title: string, siteName: string): string =>
  title.endsWith(` · ${siteName}`) ? title.slice(0, -siteName.length - 3) : title

export function Component() {
  const { site } = useMe()
  const t = useTranslations()
  const { moment } = useFormats()
  const wanted = wantedIn(useLocation().search)
  const [pages, setPages] = useState<readonly KeptPage[] | null>(null)
  useEffect(() => {
    void keptPages().then(setPages, () => setPages([]))
  }, [])
  useEffect(() => {
    const goOn = () => wanted && location.replace(wanted)
    addEventListener(backEvent, goOn)
    return () => removeEventListener(backEvent, goOn)
  }, [wanted])
  return (
    <section className={styles.page}>
      <h1 className={styles.title}>{t(wanted ? 'offline.page.title' : 'offline.page.keptTitle')}</h1>
      <p className={styles.text}>{t(wanted ? 'offline.page.text' : 'offline.page.keptText')}</p>
      {wanted && <Button onClick={() => location.replace(wanted)}>{t('common.actions.retry')}</Button>}
      {pages && pages.length > 0 && (
        <>
          <h2 className={styles.subtitle}>{t('offline.page.list')}</h2>
          <ul className={styles.list}>
            {pages.map(({ path, title, at }) => (
              <li key={path}>
                <Link to={path} reloadDocument className={styles.kept}>
                  <span className={styles.name}>{titleWithout(title, site.name)}</span>
                  <span className={styles.at}>{moment(at)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {pages?.length === 0 && (
        <>
          <p className={styles.text}>{t('offline.page.none')}</p>
          <ButtonLink to="/" look="outline" reloadDocument>
            {t('common.navigation.backHome')}
          </ButtonLink>
        </>
      )}
    </section>
  )
}
