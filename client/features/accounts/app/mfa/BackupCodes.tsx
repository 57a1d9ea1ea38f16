import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useAct } from '../../../../ui/app/useAct.ts'
import { useAskBeforeLeaving } from '../../../../ui/app/useAskBeforeLeaving.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { useMe } from '../../../../ui/services.tsx'
import styles from './Mfa.module.css'

interface BackupCodesProps {
  readonly codes: readonly string[]
  readonly username: string
  readonly onDone: () => void
}

/** The codes that are shown this once; one leaves only after taking them along. */
export function BackupCodes({ codes, username, onDone }: BackupCodesProps) {
  const t = useTranslations()
  const { site } = useMe()
  const { run, failure } = useAct()
  const [isTaken, setTaken] = useState(false)
  useAskBeforeLeaving({
    isHeld: !isTaken,
    question: {
      title: t('mfa.page.codes.leaveTitle'),
      text: t('mfa.page.codes.leaveText'),
      confirm: t('app.confirm.leave'),
    },
  })
  const heading = useRef<HTMLParagraphElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const title = t('mfa.page.codes.fileTitle', { username, siteName: site.name })
  const sheet = [title, t('mfa.page.codes.fileText'), '', ...codes, ''].join('\n')

  const download = () => {
    const address = URL.createObjectURL(new Blob([sheet], { type: 'text/plain;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = address
    link.download = `${site.name} - ${username}.txt`
    link.click()
    URL.revokeObjectURL(address)
    setTaken(true)
  }
  const copy = async () => {
    await navigator.clipboard.writeText(sheet)
    setTaken(true)
  }

  return (
    <div className={styles.steps}>
      <p ref={heading} className={styles.title} tabIndex={-1}>
        {t('mfa.page.codes.title')}
      </p>
      <p className={styles.lead}>{t('mfa.page.codes.text')}</p>
      <ul className={styles.codes ?? ''}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      {failure !== null && <Notice tone="error">{t('mfa.page.codes.notCopied')}</Notice>}
      <div className={styles.acts}>
        <Button size="small" look={isTaken ? 'outline' : 'filled'} onClick={download}>
          <Icon name="download" size={16} />
          {t('mfa.page.codes.download')}
        </Button>
        {/* Browsers copy without a field only on encrypted addresses. */}
        {isSecureContext && (
          <Button size="small" look="outline" onClick={() => run(copy)}>
            <Icon name="copy" size={16} />
            {t('mfa.page.codes.copy')}
          </Button>
        )}
        {!isTaken && (
          <Button size="small" look="outline" onClick={() => setTaken(true)}>
            <Icon name="edit" size={16} />
            {t('mfa.page.codes.written')}
          </Button>
        )}
      </div>
      <div className={styles.acts}>
        <Button size="small" look={isTaken ? 'filled' : 'outline'} disabled={!isTaken} onClick={onDone}>
          {t('mfa.page.codes.done')}
        </Button>
        {!isTaken && <span className={styles.detail}>{t('mfa.page.codes.keepFirst')}</span>}
      </div>
    </div>
  )
}
