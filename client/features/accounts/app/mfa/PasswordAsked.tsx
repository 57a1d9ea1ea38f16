import { useForm } from '@mantine/form'
import { useTranslations } from 'use-intl'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useSubmission } from '../../../../ui/app/useSubmission.ts'
import { Button } from '../../../../ui/Button.tsx'
import { useMe } from '../../../../ui/services.tsx'
import { CurrentPassword } from '../CurrentPassword.tsx'
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
  const { account } = useMe()
  const form = useForm({
    initialValues: { current: '' },
    validate: { current: (current) => (current === '' ? t('mfa.page.password.missing') : null) },
  })
  const { submit: send, busy, failure } = useSubmission(form, ({ current }) => onPassword(current))
  return (
    <form className={styles.steps} onSubmit={send} method="post" noValidate>
      <p className={styles.lead}>{text}</p>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <CurrentPassword
        username={account?.username ?? ''}
        label={t('mfa.page.password.label')}
        autoFocus
        {...form.getInputProps('current')}
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
