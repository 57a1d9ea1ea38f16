import { useState } from 'react'
import { useParams } from 'react-router'
import { useTranslations } from 'use-intl'
import type { PasswordResetView } from '../../../../../shared/accounts.ts'
import { signInPath } from '../../../../lib/paths.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { useApi } from '../../../../ui/services.tsx'
import { LinkPage } from '../LinkPage.tsx'
import styles from '../LinkPages.module.css'
import { PasswordAsked } from './PasswordAsked.tsx'
import { StopRecovery } from './StopRecovery.tsx'

/** `/mfa-recovery#token=…`, and below it the page that stops what somebody else asked for. */
export function Component() {
  const { stop } = useParams()
  return stop === undefined ? <Recovery /> : <StopRecovery />
}

/** Takes the second factor away from whoever reads the account's mail and knows the password. */
function Recovery() {
  const api = useApi()
  return (
    <LinkPage words="mfa.page.recovery" read={(token) => api.accounts.mfaRecovery.mutate({ token })}>
      {(token, account) => <Removal token={token} of={account} />}
    </LinkPage>
  )
}

function Removal({ token, of: { username } }: { token: string; of: PasswordResetView }) {
  const t = useTranslations()
  const api = useApi()
  const [isDone, setDone] = useState(false)
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1 className={styles.title}>{t('mfa.page.recovery.heading')}</h1>
      </header>
      {isDone ? (
        <Notice
          tone="ok"
          action={
            <ButtonLink to={signInPath('/me#mfa')} size="small" reloadDocument>
              {t('mfa.page.recovery.signIn')}
            </ButtonLink>
          }
        >
          {t('mfa.page.recovery.done')}
        </Notice>
      ) : (
        <PasswordAsked
          text={t('mfa.page.recovery.text', { username })}
          submit={t('mfa.page.recovery.submit')}
          onPassword={async (password) => {
            await api.accounts.recoverMfa.mutate({ token, password })
            setDone(true)
          }}
        />
      )}
    </div>
  )
}
