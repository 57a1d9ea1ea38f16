import { useForm } from '@mantine/form'
import { useTranslations } from 'use-intl'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useSubmission } from '../../../../ui/app/useSubmission.ts'
import { Button } from '../../../../ui/Button.tsx'
import { CurrentPassword } from '../CurrentPassword.tsx'
import styles from './Mfa.module.css'

interface PasswordAskedProps {
  /** Whose it is, for password managers. */
  readonly username: string
  /** Left out where the page has said it before. */
  readonly text?: string
  readonly submit: string
  readonly isDanger?: boolean
  readonly onPassword: (password: string) => Promise<unknown>
  readonly onCancel?: () => void
}

/** Asks the password again before an act that could lock somebody out. */
export function PasswordAsked({ username, text, submit, isDanger, onPassword, onCancel }: PasswordAskedProps) {
  const t = useTranslations()
  const form = useForm({
    initialValues: { current: '' },
    validate: { current: (current) => (current === '' ? t('accounts.page.password.missing') : null) },
  })
  const { submit: send, busy, failure } = useSubmission(form, ({ current }) => onPassword(current))
  return (
    <form className={styles.steps} onSubmit={send} method="post" noValidate>
      {text !== undefined && <p className={styles.lead}>{text}</p>}
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <CurrentPassword
        username={username}
        label={t('accounts.page.password.yours')}
        autoFocus
        data-autofocus
        {...form.getInputProps('current')}
      />
      <div className={styles.acts}>
        <Button type="submit" size="small" look={isDanger ? 'danger' : 'filled'} busy={busy}>
          {submit}
        </Button>
        {onCancel && (
          <Button look="plain" size="small" onClick={onCancel}>
            {t('common.actions.cancel')}
          </Button>
        )}
      </div>
    </form>
  )
}
