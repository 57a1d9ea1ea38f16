import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { MfaKey } from '../../../../../shared/mfa.ts'
import { CopyField } from '../../../../ui/app/CopyField.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useSubmission } from '../../../../ui/app/useSubmission.ts'
import { Button } from '../../../../ui/Button.tsx'
import { useApi } from '../../../../ui/services.tsx'
import { BackupCodes } from './BackupCodes.tsx'
import { CodeField } from './CodeField.tsx'
import styles from './Mfa.module.css'
import { PasswordAsked } from './PasswordAsked.tsx'
import { QrCode } from './QrCode.tsx'

interface EnrolmentProps {
  readonly username: string
  readonly onDone: () => void
  readonly onCancel?: () => void
}

/** The way to a second factor: the password, the key and a code of it, the backup codes. */
export function Enrolment({ username, onDone, onCancel }: EnrolmentProps) {
  const t = useTranslations()
  const api = useApi()
  const [key, setKey] = useState<MfaKey | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  if (codes) return <BackupCodes codes={codes} username={username} onDone={onDone} />
  if (key) return <KeyStep of={key} onCodes={setCodes} onCancel={() => (onCancel ? onCancel() : setKey(null))} />
  return (
    <PasswordAsked
      username={username}
      text={t('mfa.page.password.start')}
      submit={t('mfa.page.password.go')}
      onPassword={async (password) => setKey(await api.accounts.startMfa.mutate({ password }))}
      {...(onCancel ? { onCancel } : {})}
    />
  )
}

interface KeyStepProps {
  readonly of: MfaKey
  readonly onCodes: (codes: readonly string[]) => void
  readonly onCancel: () => void
}

function KeyStep({ of: { key, address }, onCodes, onCancel }: KeyStepProps) {
  const t = useTranslations()
  const api = useApi()
  const form = useForm({ initialValues: { code: '' } })
  const { submit, busy, failure } = useSubmission(form, async (values) => {
    onCodes(await api.accounts.confirmMfa.mutate(values))
  })
  return (
    <form className={styles.steps} onSubmit={submit} noValidate>
      <p className={styles.title}>{t('mfa.page.key.title')}</p>
      <div className={styles.key}>
        <QrCode text={address} label={t('mfa.page.key.qr')} />
        <p className={styles.lead}>
          {t('mfa.page.key.scan')}{' '}
          <a className={styles.open} href={address}>
            {t('mfa.page.key.open')}
          </a>
        </p>
        <CopyField label={t('mfa.page.key.copy')} value={key.match(/.{1,4}/g)?.join(' ') ?? key} multiline />
        <CodeField label={t('mfa.page.key.code')} name="code" {...form.getInputProps('code')} />
      </div>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <div className={styles.acts}>
        <Button type="submit" size="small" busy={busy}>
          {t('mfa.page.key.submit')}
        </Button>
        <Button look="plain" size="small" onClick={onCancel}>
          {t('common.actions.cancel')}
        </Button>
      </div>
      <p className={styles.detail}>{t('mfa.page.key.note')}</p>
    </form>
  )
}
