import { useRouteError } from 'react-router'
import { useTranslations } from 'use-intl'
import { failureOf } from '../../../lib/failure.ts'
import { signInPath } from '../../../lib/paths.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { ErrorPage } from '../../../ui/ErrorPage.tsx'
import { useMe } from '../../../ui/services.tsx'
import styles from './ClosedPage.module.css'

/** The couple's pages where they are closed to whoever looks: says what that person can do, and nothing of the couple. */
export function ClosedPage() {
  const { status } = failureOf(useRouteError())
  const { modules } = useMe()
  if (!modules.includes('couple')) return <ErrorPage />
  return status === 404 || status === 403 ? <Closed /> : <ErrorPage />
}

function Closed() {
  const t = useTranslations()
  const me = useMe()
  if (me.abilities.includes('couple.administer')) {
    return (
      <div className={styles.page}>
        <Empty
          icon="people"
          title={<h1 className={styles.title}>{t('couple.page.closed.administerTitle')}</h1>}
          action={<ButtonLink to="/admin/couple">{t('couple.page.closed.administerAction')}</ButtonLink>}
        >
          {t('couple.page.closed.administerText')}
        </Empty>
      </div>
    )
  }
  return (
    <div className={styles.page}>
      <Empty
        icon="lock"
        title={<h1 className={styles.title}>{t('couple.page.closed.title')}</h1>}
        action={
          me.account ? (
            <ButtonLink to="/" look="outline">
              {t('common.navigation.backHome')}
            </ButtonLink>
          ) : (
            <ButtonLink to={signInPath('/couple')}>{t('common.account.signIn')}</ButtonLink>
          )
        }
      >
        {t(me.account ? 'couple.page.closed.memberText' : 'couple.page.closed.visitorText')}
      </Empty>
    </div>
  )
}
