import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { MfaView } from '../../../../../shared/mfa.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useAct } from '../../../../ui/app/useAct.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { useApi, useFormats } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'
import { BackupCodes } from './BackupCodes.tsx'
import { Enrolment } from './Enrolment.tsx'
import styles from './Mfa.module.css'
import { PasswordAsked } from './PasswordAsked.tsx'

type Doing = 'nothing' | 'enrolling' | 'ending' | 'renewing'

/** The second factor of one's own account: off, on, and the ways between. */
export function MfaSection({ username }: { username: string }) {
  const procedures = useProcedures()
  const queries = useQueryClient()
  const mfa = useQuery(procedures.accounts.mfa.queryOptions())
  const [doing, setDoing] = useState<Doing>('nothing')
  const finish = () => {
    setDoing('nothing')
    void queries.invalidateQueries(procedures.accounts.mfa.queryFilter())
    void queries.invalidateQueries(procedures.accounts.sessions.queryFilter())
  }
  if (doing === 'enrolling') {
    return <Enrolment username={username} onDone={finish} onCancel={() => setDoing('nothing')} />
  }
  if (doing === 'ending') return <Ending username={username} onDone={finish} onCancel={() => setDoing('nothing')} />
  if (doing === 'renewing') {
    return <Renewing username={username} onDone={finish} onCancel={() => setDoing('nothing')} />
  }
  return (
    <Loaded query={mfa} lines={2}>
      {(view) => (
        <>
          {view.recoveryOpensAt !== null && <Recovery opensAt={view.recoveryOpensAt} onStopped={finish} />}
          <State of={view} onDo={setDoing} />
        </>
      )}
    </Loaded>
  )
}

function State({ of: { since, backupCodesLeft, isRequired }, onDo }: { of: MfaView; onDo: (doing: Doing) => void }) {
  const t = useTranslations()
  const formats = useFormats()
  if (since === null) {
    return (
      <>
        <div className={styles.state}>
          <p className={styles.stateName}>{t('mfa.page.me.off')}</p>
          <p className={styles.detail}>{t('mfa.page.me.offText')}</p>
        </div>
        <div className={styles.acts}>
          <Button size="small" onClick={() => onDo('enrolling')}>
            {t('mfa.page.me.start')}
          </Button>
        </div>
      </>
    )
  }
  return (
    <>
      <div className={styles.state}>
        <p className={styles.stateName}>
          <span className={styles.on}>
            <Icon name="shield" size={18} />
          </span>
          {t('mfa.page.me.on')}
        </p>
        <p className={styles.detail}>
          {t('mfa.page.me.since', { date: formats.instant(since) })}
          {' · '}
          {t('mfa.page.me.codesLeft', { count: backupCodesLeft })}
          {isRequired && ` · ${t('mfa.page.me.required')}`}
        </p>
      </div>
      <div className={styles.acts}>
        <Button look="outline" size="small" onClick={() => onDo('renewing')}>
          {t('mfa.page.me.newCodes')}
        </Button>
        <Button look="outline" size="small" onClick={() => onDo('enrolling')}>
          {t('mfa.page.me.newPhone')}
        </Button>
        {!isRequired && (
          <Button look="plain" size="small" onClick={() => onDo('ending')}>
            {t('mfa.page.me.end')}
          </Button>
        )}
      </div>
    </>
  )
}

interface StepProps {
  readonly username: string
  readonly onDone: () => void
  readonly onCancel: () => void
}

function Ending({ username, onDone, onCancel }: StepProps) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const end = async (password: string) => {
    await api.accounts.endMfa.mutate({ password })
    toasts.show({ text: t('mfa.page.me.ended') })
    onDone()
  }
  return (
    <PasswordAsked
      username={username}
      text={t('mfa.page.password.end')}
      submit={t('mfa.page.password.endGo')}
      isDanger
      onPassword={end}
      onCancel={onCancel}
    />
  )
}

function Renewing({ username, onDone, onCancel }: StepProps) {
  const t = useTranslations()
  const api = useApi()
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  if (codes) return <BackupCodes codes={codes} username={username} onDone={onDone} />
  return (
    <PasswordAsked
      username={username}
      text={t('mfa.page.password.newCodes')}
      submit={t('mfa.page.me.newCodes')}
      onPassword={async (password) => setCodes(await api.accounts.newBackupCodes.mutate({ password }))}
      onCancel={onCancel}
    />
  )
}

function Recovery({ opensAt, onStopped }: { opensAt: string; onStopped: () => void }) {
  const t = useTranslations()
  const api = useApi()
  const formats = useFormats()
  const toasts = useToasts()
  const { run, busy, failure } = useAct()
  const stop = async () => {
    await api.accounts.stopOwnMfaRecovery.mutate()
    toasts.show({ text: t('mfa.page.me.stopped') })
    onStopped()
  }
  return (
    <Notice
      tone="warn"
      title={t('mfa.page.me.recovery', { when: formats.moment(opensAt) })}
      action={
        <Button look="outline" size="small" busy={busy} onClick={() => run(stop)}>
          {t('mfa.page.me.stop')}
        </Button>
      }
    >
      {failure ?? t('mfa.page.me.recoveryText')}
    </Notice>
  )
}
