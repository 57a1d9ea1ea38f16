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
  const [asked, setAsked] = useState<{ readonly login: string; readonly leaves: boolean } | null>(null)
  const ask = async () => {
    const { mailLeaves } = await api.accounts.requestPasswordReset.mutate({ login })
    setAsked({ login, leaves: mailLeaves })
  }
  return (
    <details className={styles.forgotten}>
      <summary>{t('accounts.page.signIn.forgotten')}</summary>
      <p>{t('accounts.page.signIn.forgottenText')}</p>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      {asked?.login === login ? (
        <Notice tone={asked.leaves ? 'ok' : 'warn'}>
          {t(`accounts.page.signIn.${asked.leaves ? 'forgottenSent' : 'forgottenWaits'}`)}
        </Notice>
      ) : (
        <Button look="outline" size="small" busy={busy} onClick={() => (login.trim() === '' ? onMissing() : run(ask))}>
          {t('accounts.page.signIn.forgottenSend')}
        </Button>
      )}
    </details>
  )
}
