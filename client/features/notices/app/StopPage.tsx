import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { useTranslations } from 'use-intl'
import type { StopView } from '../../../../shared/notices.ts'
import { wireErrorOf } from '../../../lib/errors.ts'
import { Message } from '../../../ui/app/Message.tsx'
import { Notice } from '../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { useAct } from '../../../ui/app/useAct.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Loading } from '../../../ui/Loading.tsx'
import { useApi, useErrorWords } from '../../../ui/services.tsx'
import styles from './StopPage.module.css'

/** `/notices/stop/:token`: ends the mails of one kind; opening the link alone ends nothing. */
export function Component() {
  const t = useTranslations()
  const api = useApi()
  const errorWords = useErrorWords()
  const procedures = useProcedures()
  const { token = '' } = useParams()
  const opened = useQuery({
    queryKey: [procedures.notices.stop.mutationKey(), token],
    queryFn: () => api.notices.stop.mutate({ token }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (opened.isSuccess) return <Stop token={token} of={opened.data} />
  if (opened.isPending) return <Loading />
  const isUnknown = wireErrorOf(opened.error).code === 'NOT_FOUND'
  return (
    <Message
      title={t(isUnknown ? 'notices.page.stop.unknown' : 'notices.page.stop.unreadable')}
      text={errorWords(opened.error)}
    >
      {!isUnknown && <Button onClick={() => void opened.refetch()}>{t('common.actions.retry')}</Button>}
      <ButtonLink to="/me/notices/choices" look="outline">
        {t('notices.page.stop.choices')}
      </ButtonLink>
    </Message>
  )
}

function Stop({ token, of: { name, label, siteName, stopped } }: { token: string; of: StopView }) {
  const t = useTranslations()
  const api = useApi()
  const [isDone, setDone] = useState(false)
  const { run, busy, failure } = useAct()
  const stop = async () => {
    await api.notices.stopMails.mutate({ token })
    setDone(true)
  }
  const choices = (
    <ButtonLink to="/me/notices/choices" look="outline" size="small">
      {t('notices.page.stop.choices')}
    </ButtonLink>
  )
  const isOver = stopped || isDone
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t('notices.page.stop.title')}</h1>
      {isOver ? (
        <Notice tone="ok" action={choices}>
          {t(isDone ? 'notices.page.stop.done' : 'notices.page.stop.already')}
        </Notice>
      ) : (
        <>
          <p>
            {label === null
              ? t('notices.page.stop.digestText', { name, siteName })
              : t('notices.page.stop.text', { name, label, siteName })}
          </p>
          {failure !== null && <Notice tone="error">{failure}</Notice>}
          <div className={styles.acts}>
            <Button busy={busy} onClick={() => run(stop)}>
              {t('notices.page.stop.submit')}
            </Button>
            {choices}
          </div>
        </>
      )}
    </div>
  )
}
