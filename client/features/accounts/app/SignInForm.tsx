import { Checkbox, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { CodeAsked } from '../../../../shared/mfa.ts'
import { Notice } from '../../../ui/app/Notice.tsx'
import { useSubmission } from '../../../ui/app/useSubmission.ts'
import { Button } from '../../../ui/Button.tsx'
import { useApi, useMe } from '../../../ui/services.tsx'
import { ForgottenPassword } from './ForgottenPassword.tsx'
import styles from './SignInForm.module.css'
import type { Enter } from './useEnter.ts'

/** The session of the page that led here was ended: `kept` where something half-written waits in this tab. */
export type SessionEnd = 'kept' | 'yes'

interface SignInFormProps {
  readonly enter: Enter
  /** A second factor is asked for. */
  readonly onCode: (asked: CodeAsked) => void
  readonly ended: SessionEnd | null
}

/** Asks for name and password. */
export function SignInForm({ enter, onCode, ended }: SignInFormProps) {
  const t = useTranslations()
  const api = useApi()
  const { site } = useMe()
  const [capsLock, setCapsLock] = useState(false)
  const form = useForm({
    initialValues: { login: '', password: '', remember: true },
    validate: {
      login: (login) => (login.trim() === '' ? t('accounts.page.signIn.loginMissing') : null),
      password: (password) => (password === '' ? t('accounts.page.signIn.passwordMissing') : null),
    },
  })
  const { submit, busy, failure } = useSubmission(form, async (values) => {
    const answer = await api.accounts.signIn.mutate(values).catch((thrown: unknown) => {
      const field = form.getInputNode<HTMLInputElement, 'password'>('password')
      field?.focus()
      field?.select()
      throw thrown
    })
    return answer.next === 'code' ? onCode(answer) : enter(answer)
  })

  return (
    <form className={styles.form} onSubmit={submit} method="post" noValidate>
      {ended ? (
        <Notice tone="info" title={t('accounts.page.signIn.endedTitle')}>
          {t('accounts.page.signIn.ended')}
          {ended === 'kept' && <p>{t('accounts.page.signIn.endedKept')}</p>}
        </Notice>
      ) : (
        <p className={styles.text}>{t('accounts.page.signIn.text', { site: site.name })}</p>
      )}
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <TextInput
        label={t('accounts.page.signIn.login')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        maxLength={254}
        autoFocus
        data-autofocus
        {...form.getInputProps('login')}
      />
      <PasswordInput
        label={t('accounts.page.signIn.password')}
        name="password"
        autoComplete="current-password"
        maxLength={256}
        visibilityToggleFocusable
        onKeyUp={(event) => setCapsLock(event.getModifierState('CapsLock'))}
        {...form.getInputProps('password')}
        aria-invalid={form.errors.password ? true : undefined}
      />
      {capsLock && <Notice tone="warn">{t('accounts.page.signIn.capsLock')}</Notice>}
      <Checkbox
        label={t('accounts.page.signIn.remember')}
        description={t('accounts.page.signIn.rememberHint')}
        {...form.getInputProps('remember', { type: 'checkbox' })}
      />
      <Button type="submit" busy={busy}>
        {t('accounts.page.signIn.submit')}
      </Button>
      {!isSecureContext && <Notice tone="warn">{t('accounts.page.signIn.plain')}</Notice>}
      <ForgottenPassword
        login={form.values.login}
        onMissing={() => {
          form.setFieldError('login', t('accounts.page.signIn.loginMissing'))
          form.getInputNode('login')?.focus()
        }}
      />
    </form>
  )
}
