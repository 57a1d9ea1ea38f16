import { useForm } from '@mantine/form'
import { useTranslations } from 'use-intl'
import type { InvitationView } from '../../../../shared/accounts.ts'
import { LinkPage } from '../../../ui/app/LinkPage.tsx'
import { Notice } from '../../../ui/app/Notice.tsx'
import { PersonFields } from '../../../ui/app/PersonFields.tsx'
import { useLinkToken } from '../../../ui/app/useLinkToken.ts'
import { leaving, useSubmission } from '../../../ui/app/useSubmission.ts'
import { Button } from '../../../ui/Button.tsx'
import { Link } from '../../../ui/Link.tsx'
import { useApi, useMe } from '../../../ui/services.tsx'
import styles from './LinkPages.module.css'

/** `/invitation#token=…`: who invites where, and the way in. */
export function Component() {
  const api = useApi()
  const token = useLinkToken()
  return (
    <LinkPage words="accounts.page.invitation" token={token} read={() => api.accounts.invitation.mutate({ token })}>
      {(invitation) => <Welcome token={token} invitation={invitation} />}
    </LinkPage>
  )
}

function Welcome({ token, invitation }: { token: string; invitation: InvitationView }) {
  const t = useTranslations()
  const api = useApi()
  const { account, locale } = useMe()
  const { name, email, siteName, invitedBy, mailed, purpose } = invitation
  const isFixed = invitedBy === ''
  const form = useForm({ initialValues: { name, username: '', email, password: '' } })
  const { submit, busy, failure } = useSubmission(form, async (values) => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    await api.accounts.acceptInvitation.mutate({ ...values, token, locale, timeZone })
    location.replace('/')
    return leaving
  })
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <p className={styles.site}>{siteName}</p>
        <h1 className={styles.title}>
          {isFixed ? t('people.join.welcome') : t('accounts.page.invitation.heading', { invitedBy })}
        </h1>
        {purpose !== null && <p className={styles.text}>{t(purpose as never, { siteName } as never)}</p>}
        <p className={styles.text}>{t('accounts.page.invitation.text', { siteName })}</p>
      </header>
      {account && <Notice tone="warn">{t('accounts.page.invitation.signedIn', { name: account.name })}</Notice>}
      <form className={styles.form} onSubmit={submit} method="post" noValidate>
        {failure !== null && <Notice tone="error">{failure}</Notice>}
        <PersonFields form={form} fixedEmail={isFixed} />
        {mailed && !isFixed && form.values.email.trim().toLowerCase() !== email && (
          <Notice tone="info">{t('people.join.emailOther', { email })}</Notice>
        )}
        <Button type="submit" size="large" busy={busy}>
          {t('accounts.page.invitation.submit')}
        </Button>
      </form>
      {!account && (
        <p className={styles.account}>
          {t('accounts.page.invitation.haveAccount')} <Link to="/login">{t('accounts.page.signIn.submit')}</Link>
        </p>
      )}
    </div>
  )
}
