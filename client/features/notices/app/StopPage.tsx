import { useState } from 'react'
import { useParams } from 'react-router'
import { useTranslations } from 'use-intl'
import type { StopView } from '../../../../shared/notices.ts'
import { LinkPage } from '../../../ui/app/LinkPage.tsx'
import { Notice } from '../../../ui/app/Notice.tsx'
import { useAct } from '../../../ui/app/useAct.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { useApi } from '../../../ui/services.tsx'
import styles from './StopPage.module.css'

/** `/notices/stop/:token`: ends the mails of one kind; opening the link alone ends nothing. */
export function Component() {
  const t = useTranslations()
  const api = useApi()
  const { token = '' } = useParams()
  return (
    <LinkPage
      words="notices.page.stop"
      token={token}
      read={() => api.notices.stop.mutate({ token })}
      away={
        <ButtonLink to="/me/notices/choices" look="outline">
          {t('notices.page.stop.choices')}
        </ButtonLink>
      }
    >
      {(opened) => <Stop token={token} of={opened} />}
    </LinkPage>
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
