import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { SessionView } from '../../../../shared/accounts.ts'
import { deviceOf, programOf } from '../../../../shared/device.ts'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { RoundIcon } from '../../../ui/app/RoundIcon.tsx'
import { useConfirm } from '../../../ui/app/useConfirm.ts'
import { useKeptFocus } from '../../../ui/app/useKeptFocus.ts'
import { Button } from '../../../ui/Button.tsx'
import { useErrorWords, useFormats } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import styles from './SessionList.module.css'

/** Where this person is signed in, with the means to end it. */
export function SessionList() {
  const t = useTranslations()
  const toasts = useToasts()
  const errorWords = useErrorWords()
  const confirm = useConfirm()
  const procedures = useProcedures()
  const queries = useQueryClient()
  const sessions = useQuery(procedures.accounts.sessions.queryOptions())
  const key = procedures.accounts.sessions.queryKey()

  const onError = (thrown: unknown) => {
    toasts.show({ text: errorWords(thrown), tone: 'error' })
    void queries.invalidateQueries({ queryKey: key })
  }
  const end = useMutation(
    procedures.accounts.endSession.mutationOptions({
      onMutate: ({ id }) => {
        queries.setQueryData(key, (known) => known?.filter((session) => session.id !== id))
      },
      onError,
    }),
  )
  const endOthers = useMutation(
    procedures.accounts.endOtherSessions.mutationOptions({
      onSuccess: () => {
        queries.setQueryData(key, (known) => known?.filter(({ current }) => current))
        toasts.show({ text: t('accounts.page.me.sessions.othersClosed') })
      },
      onError,
    }),
  )

  const nameOf = useDeviceName()
  const kept = useKeptFocus<HTMLUListElement>()
  const close = (session: SessionView) => {
    const onSuccess = () => toasts.show({ text: t('accounts.page.me.sessions.closed', { device: nameOf(session) }) })
    end.mutate({ id: session.id }, { onSuccess })
  }
  const closeOthers = async (count: number) => {
    const sure = await confirm({
      title: t('accounts.page.me.sessions.confirmTitle'),
      text: t('accounts.page.me.sessions.confirmText', { count }),
      confirm: t('accounts.page.me.sessions.confirm'),
      destructive: true,
    })
    if (sure) endOthers.mutate()
  }

  return (
    <Loaded query={sessions}>
      {(list) => (
        <>
          <ul {...kept} className={styles.list ?? ''}>
            {list.map((session) => (
              <SessionLine key={session.id} session={session} onEnd={() => close(session)} />
            ))}
          </ul>
          {list.length > 1 ? (
            <div>
              <Button
                look="outline"
                size="small"
                busy={endOthers.isPending}
                onClick={() => void closeOthers(list.length - 1)}
              >
                {t('accounts.page.me.sessions.closeOthers')}
              </Button>
            </div>
          ) : (
            <p className={styles.alone}>{t('accounts.page.me.sessions.alone')}</p>
          )}
        </>
      )}
    </Loaded>
  )
}

function useDeviceName(): (session: SessionView) => string {
  const t = useTranslations()
  return ({ kind, userAgent }) => {
    if (kind === 'bearer') return programOf(userAgent) ?? t('accounts.page.me.sessions.program')
    const { browser, system } = deviceOf(userAgent)
    if (browser && system) return t('accounts.page.me.sessions.device', { browser, system })
    return browser ?? system ?? t('accounts.page.me.sessions.unknown')
  }
}

function SessionLine({ session, onEnd }: { session: SessionView; onEnd: () => void }) {
  const t = useTranslations()
  const formats = useFormats()
  const device = useDeviceName()(session)
  const { kind, address, createdAt, lastSeenAt, current, userAgent } = session
  const phone = kind === 'browser' && deviceOf(userAgent).phone
  const seen = current
    ? t('accounts.page.me.sessions.now')
    : t('accounts.page.me.sessions.lastSeen', { when: formats.relative(lastSeenAt, Date.now()) })
  return (
    <li className={styles.session}>
      <RoundIcon name={kind === 'bearer' ? 'key' : phone ? 'phone' : 'device'} />
      <div className={styles.words}>
        <p className={styles.name}>
          {device}
          {current && <span className={styles.badge}>{t('accounts.page.me.sessions.current')}</span>}
          {kind === 'bearer' && <span className={styles.badge}>{t('accounts.page.me.sessions.program')}</span>}
        </p>
        {kind === 'bearer' && <p className={styles.detail}>{t('accounts.page.me.sessions.programText')}</p>}
        <p className={styles.detail} title={formats.moment(lastSeenAt)}>
          {seen}
          {' · '}
          {t('accounts.page.me.sessions.opened', { date: formats.instant(createdAt) })}
          {' · '}
          {t('accounts.page.me.sessions.address', { address })}
        </p>
      </div>
      {!current && (
        <Button
          look="outline"
          size="small"
          onClick={onEnd}
          aria-label={t('accounts.page.me.sessions.closeNamed', { device })}
        >
          {t('accounts.page.me.sessions.close')}
        </Button>
      )}
    </li>
  )
}
