import { PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslations } from 'use-intl'
import { wireErrorOf } from '../../../../lib/errors.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useSubmission } from '../../../../ui/app/useSubmission.ts'
import { Button } from '../../../../ui/Button.tsx'
import { useErrorWords, useMe } from '../../../../ui/services.tsx'
import styles from './Mfa.module.css'

interface PasswordAskedProps {
  readonly text: string
  readonly submit: string
  readonly isDanger?: boolean
  readonly onPassword: (password: string) => Promise<unknown>
  readonly onCancel?: () => void
  readonly cancel?: string
}

/** Asks the password again before an act that could lock somebody out. */
export function PasswordAsked({ text, submit, isDanger, onPassword, onCancel, cancel }: PasswordAskedProps) {
  const t = useTranslations()
  const errorWords = useErrorWords()
  const { account } = useMe()
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (password) => (password === '' ? t('mfa.page.password.missing') : null) },
  })
  const act = async ({ password }: { password: string }) => {
    try {
      return await onPassword(password)
    } catch (thrown) {
      if (wireErrorOf(thrown).key !== 'accounts.errors.wrongPassword') throw thrown
      form.setFieldError('password', errorWords(thrown))
      form.getInputNode<HTMLInputElement, 'password'>('password')?.select()
    }
  }
  const { submit: send, busy, failure } = useSubmission(form, act)
  return (
    <form className={styles.steps} onSubmit={send} method="post" noValidate>
      <p className={styles.lead}>{text}</p>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      {/* Password managers learn from it whose password is asked for. */}
      <input type="text" name="username" autoComplete="username" value={account?.username ?? ''} readOnly hidden />
      <PasswordInput
        label={t('mfa.page.password.label')}
        name="current-password"
        autoComplete="current-password"
        maxLength={256}
        visibilityToggleFocusable
        autoFocus
        {...form.getInputProps('password')}
        aria-invalid={form.errors.password ? true : undefined}
      />
      <div className={styles.acts}>
        <Button type="submit" size="small" look={isDanger ? 'danger' : 'filled'} busy={busy}>
          {submit}
        </Button>
        {onCancel && (
          <Button look="plain" size="small" onClick={onCancel}>
            {cancel ?? t('common.actions.cancel')}
          </Button>
        )}
      </div>
    </form>
  )
}
