import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { PasswordResetView } from '../../../../shared/accounts.ts'
import { signInPath } from '../../../lib/paths.ts'
import { LinkPage } from '../../../ui/app/LinkPage.tsx'
import { NewPassword } from '../../../ui/app/NewPassword.tsx'
import { Notice } from '../../../ui/app/Notice.tsx'
import { useLinkToken } from '../../../ui/app/useLinkToken.ts'
import { useSubmission } from '../../../ui/app/useSubmission.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { useApi } from '../../../ui/services.tsx'
import styles from './LinkPages.module.css'

/** `/reset#token=…`: a new password for whoever reads the account's mail. */
export function Component() {
  const api = useApi()
  const token = useLinkToken()
  return (
    <LinkPage
      words="accounts.page.passwordReset"
      token={token}
      read={() => api.accounts.passwordReset.mutate({ token })}
    >
      {(account) => <Choice token={token} of={account} />}
    </LinkPage>
  )
}

function Choice({ token, of: { username, name, email } }: { token: string; of: PasswordResetView }) {
  const t = useTranslations()
  const api = useApi()
  const [isDone, setDone] = useState(false)
  const form = useForm({ initialValues: { password: '' } })
  const { submit, busy, failure } = useSubmission(form, async ({ password }) => {
    await api.accounts.resetPassword.mutate({ token, password })
    setDone(true)
  })
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1 className={styles.title}>{t('accounts.page.passwordReset.heading')}</h1>
        {!isDone && <p className={styles.text}>{t('accounts.page.passwordReset.text', { username })}</p>}
      </header>
      {isDone ? (
        <Notice
          tone="ok"
          action={
            <ButtonLink to={signInPath('/')} size="small" reloadDocument>
              {t('accounts.page.passwordReset.signIn')}
            </ButtonLink>
          }
        >
          {t('accounts.page.passwordReset.done')}
        </Notice>
      ) : (
        <form className={styles.form} onSubmit={submit} method="post" noValidate>
          {failure !== null && <Notice tone="error">{failure}</Notice>}
          {/* Password managers learn from it whose password changes. */}
          <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
          <NewPassword
            label={t('accounts.page.me.password.next')}
            description={t('accounts.page.password.hint')}
            name="new-password"
            own={[name, username, email]}
            data-autofocus
            {...form.getInputProps('password')}
            value={form.values.password}
          />
          <Button type="submit" size="large" busy={busy}>
            {t('accounts.page.passwordReset.submit')}
          </Button>
        </form>
      )}
    </div>
  )
}
