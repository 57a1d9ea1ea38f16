import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Notice } from '../../../ui/app/Notice.tsx'
import { useAct } from '../../../ui/app/useAct.ts'
import { Button } from '../../../ui/Button.tsx'
import { useApi } from '../../../ui/services.tsx'
import styles from './SignInForm.module.css'

interface ForgottenPasswordProps {
  readonly login: string
  /** No name was written yet. */
  readonly onMissing: () => void
}

/** Asks for a link by mail, for the name that stands in the form around it. */
export function ForgottenPassword({ login, onMissing }: ForgottenPasswordProps) {
  const t = useTranslations()
  const api = useApi()
  const { run, busy, failure } = useAct()
  /** The name that a link was asked for. */
  const [sentFor, setSentFor] = useState<string | null>(null)
  const ask = async () => {
    await api.accounts.requestPasswordReset.mutate({ login })
    setSentFor(login)
  }
  return (
    <details className={styles.forgotten}>
      <summary>{t('accounts.page.signIn.forgotten')}</summary>
      <p>{t('accounts.page.signIn.forgottenText')}</p>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      {sentFor === login ? (
        <Notice tone="ok">{t('accounts.page.signIn.forgottenSent')}</Notice>
      ) : (
        <Button look="outline" size="small" busy={busy} onClick={() => (login.trim() === '' ? onMissing() : run(ask))}>
          {t('accounts.page.signIn.forgottenSend')}
        </Button>
      )}
    </details>
  )
}
