import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { PasswordResetView } from '../../../../../shared/accounts.ts'
import { signInPath } from '../../../../lib/paths.ts'
import { LinkPage } from '../../../../ui/app/LinkPage.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useLinkToken } from '../../../../ui/app/useLinkToken.ts'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { useApi } from '../../../../ui/services.tsx'
import styles from '../LinkPages.module.css'
import { PasswordAsked } from './PasswordAsked.tsx'

/** `/mfa-recovery#token=…`: takes the second factor away from whoever reads the account's mail and knows the password. */
export function Component() {
  const api = useApi()
  const token = useLinkToken()
  return (
    <LinkPage words="mfa.page.recovery" token={token} read={() => api.accounts.mfaRecovery.mutate({ token })}>
      {(account) => <Removal token={token} of={account} />}
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
          username={username}
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
