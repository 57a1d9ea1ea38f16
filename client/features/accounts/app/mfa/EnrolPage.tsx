import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { safePath } from '../../../../lib/paths.ts'
import { Message } from '../../../../ui/app/Message.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { Button, ButtonLink } from '../../../../ui/Button.tsx'
import { useMe } from '../../../../ui/services.tsx'
import { useSignOut } from '../../../../ui/useSignOut.ts'
import styles from '../LinkPages.module.css'
import { Enrolment } from './Enrolment.tsx'

/** `/mfa`: for an admin of whom the house demands a second factor; everything else is closed until it is there. */
export function Component() {
  const t = useTranslations()
  const { mustEnrol, site } = useMe()
  const [parameters] = useSearchParams()
  const [isDone, setDone] = useState(false)
  if (!mustEnrol) {
    return (
      <Message title={t('mfa.page.enrol.notNeeded')} text={t('mfa.page.enrol.notNeededText')}>
        <ButtonLink to="/me#mfa">{t('mfa.page.enrol.toAccount')}</ButtonLink>
      </Message>
    )
  }
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <p className={styles.site}>{site.name}</p>
        <h1 className={styles.title}>{t(isDone ? 'mfa.page.enrol.done' : 'mfa.page.enrol.heading')}</h1>
        {!isDone && <p className={styles.text}>{t('mfa.page.enrol.text', { site: site.name })}</p>}
      </header>
      {isDone ? (
        <Notice
          tone="ok"
          action={
            <ButtonLink to={safePath(parameters.get('next'))} size="small" reloadDocument>
              {t('mfa.page.enrol.enter')}
            </ButtonLink>
          }
        >
          {t('mfa.page.enrol.doneText')}
        </Notice>
      ) : (
        <>
          <Enrolment username={mustEnrol.username} onDone={() => setDone(true)} />
          <Leaving />
        </>
      )}
    </div>
  )
}

function Leaving() {
  const t = useTranslations()
  const { leave, busy } = useSignOut()
  return (
    <p className={styles.account}>
      <Button look="plain" size="small" busy={busy} onClick={leave}>
        {t('mfa.page.enrol.signOut')}
      </Button>
    </p>
  )
}
