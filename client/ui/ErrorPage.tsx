import { useEffect } from 'react'
import { useLocation, useRevalidator, useRouteError } from 'react-router'
import { useTranslations } from 'use-intl'
import { failureName, failureOf, type PageFailure } from '../lib/failure.ts'
import { hasKeptPages } from '../lib/offline.ts'
import { signInPath } from '../lib/paths.ts'
import { Button, ButtonLink } from './Button.tsx'
import { useOnline } from './Connection.tsx'
import styles from './ErrorPage.module.css'

/** What a page shows when it could not be shown: what happened, what was kept, what to do. */
export function ErrorPage() {
  const failure = failureOf(useRouteError())
  return failure.offline ? <OfflinePage /> : <FailedPage failure={failure} />
}

function FailedPage({ failure }: { failure: PageFailure }) {
  const { status, reference } = failure
  const t = useTranslations()
  const { pathname, search } = useLocation()
  const name = failureName(failure)
  return (
    <section className={styles.page}>
      <div className={styles.status} data-status={status} />
      <h1 className={styles.title}>{t(`common.pages.${name}.title`)}</h1>
      <p className={styles.text}>{t(`common.pages.${name}.text`)}</p>
      {reference && (
        <p className={styles.reference}>
          {t('common.pages.failed.reference')} <code>{reference}</code>
        </p>
      )}
      <div className={styles.actions}>
        {status === 401 && (
          <ButtonLink to={signInPath(pathname + search)} reloadDocument>
            {t('common.account.signIn')}
          </ButtonLink>
        )}
        {status >= 500 && <Button onClick={() => location.reload()}>{t('common.actions.retry')}</Button>}
        <ButtonLink to="/" look="outline" reloadDocument>
          {t('common.navigation.backHome')}
        </ButtonLink>
      </div>
    </section>
  )
}

function OfflinePage() {
  const t = useTranslations()
  const { revalidate } = useRevalidator()
  const online = useOnline()
  useEffect(() => {
    // The worker has this page, or the list of those that it has.
    if (hasKeptPages()) location.reload()
  }, [])
  useEffect(() => {
    if (online) void revalidate()
  }, [online, revalidate])
  return (
    <section className={styles.page}>
      <h1 className={styles.title}>{t('common.pages.offline.title')}</h1>
      <p className={styles.text}>{t('common.pages.offline.text')}</p>
      <div className={styles.actions}>
        <Button look="outline" onClick={() => void revalidate()}>
          {t('common.actions.retry')}
        </Button>
      </div>
    </section>
  )
}
