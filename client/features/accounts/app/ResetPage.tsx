import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { PasswordResetView } from '../../../../shared/accounts.ts'
import { wireErrorOf } from '../../../lib/errors.ts'
import { signInPath } from '../../../lib/paths.ts'
import { NewPassword } from '../../../ui/app/NewPassword.tsx'
import { Notice } from '../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { useLinkToken } from '../../../ui/app/useLinkToken.ts'
import { useSubmission } from '../../../ui/app/useSubmission.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Loading } from '../../../ui/Loading.tsx'
import { useApi, useErrorWords } from '../../../ui/services.tsx'
import { ClosedLink } from './ClosedLink.tsx'
import styles from './LinkPages.module.css'

/** `/reset#token=…`: a new password for whoever reads the account's mail. */
export function Component() {
  const t = useTranslations()
  const api = useApi()
  const procedures = useProcedures()
  const errorWords = useErrorWords()
  const token = useLinkToken()
  const reset = useQuery({
    queryKey: [procedures.accounts.passwordReset.mutationKey(), token],
    queryFn: () => api.accounts.passwordReset.mutate({ token }),
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (token === '') {
    return (
      <ClosedLink title={t('accounts.page.reset.incomplete')}>{t('accounts.page.reset.incompleteText')}</ClosedLink>
    )
  }
  if (reset.isSuccess) return <Choice token={token} of={reset.data} />
  if (reset.isPending) return <Loading />
  const over = wireErrorOf(reset.error).code === 'NOT_FOUND'
  return (
    <ClosedLink
      title={t(over ? 'accounts.page.reset.over' : 'accounts.page.reset.unreadable')}
      {...(over ? {} : { onRetry: () => void reset.refetch() })}
    >
      {errorWords(reset.error)}
    </ClosedLink>
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
        <h1 className={styles.title}>{t('accounts.page.reset.heading')}</h1>
        {!isDone && <p className={styles.text}>{t('accounts.page.reset.text', { username })}</p>}
      </header>
      {isDone ? (
        <Notice
          tone="ok"
          action={
            <ButtonLink to={signInPath('/')} size="small" reloadDocument>
              {t('accounts.page.reset.signIn')}
            </ButtonLink>
          }
        >
          {t('accounts.page.reset.done')}
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
            {t('accounts.page.reset.submit')}
          </Button>
        </form>
      )}
    </div>
  )
}
