import { useTranslations } from 'use-intl'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { FormFoot, Section } from '../../../../ui/app/Page.tsx'
import { useAskBeforeLeaving } from '../../../../ui/app/useAskBeforeLeaving.ts'
import { Button } from '../../../../ui/Button.tsx'
import { useErrorWords, useFormats } from '../../../../ui/services.tsx'
import styles from './Import.module.css'
import { Progress } from './Progress.tsx'
import { useNewFocus } from './useNewFocus.ts'
import type { SiteSending } from './useSending.ts'

/** How many failures are told one by one. */
const mostTold = 20

/** Files on their way, with what can be done about those that stopped. */
export function SendingFiles({ sending, onGivenUp }: { sending: SiteSending; onGivenUp: () => void }) {
  const t = useTranslations()
  const { size } = useFormats()
  const focused = useNewFocus()
  const { files, bytes, failed, isStopped, isMoving, isCutOff } = sending
  useAskBeforeLeaving({
    isHeld: isMoving || isStopped,
    question: {
      title: t('coupleImport.page.leaveTitle'),
      text: t('coupleImport.page.leaveText'),
      confirm: t('app.confirm.leave'),
    },
  })
  const counts = { done: files.done, total: files.total, size: size(bytes.sent), whole: size(bytes.total) }
  return (
    <Section title={t('coupleImport.page.sending')} text={t('coupleImport.page.sendingText')}>
      <div ref={focused} tabIndex={-1} className={styles.stage} data-stage="sending">
        <Progress
          label={t('coupleImport.page.sending')}
          share={bytes.total > 0 ? bytes.sent / bytes.total : null}
          words={t('coupleImport.page.sent', counts)}
        />
        {isCutOff && <Notice tone="warn">{t('coupleImport.page.cut')}</Notice>}
        {isStopped && <Notice tone="info">{t('coupleImport.page.paused')}</Notice>}
        {failed.length > 0 && !isMoving && <FailedFiles sending={sending} />}
        <FormFoot>
          {isStopped && (
            <Button size="small" onClick={sending.resume}>
              {t('coupleImport.page.resume')}
            </Button>
          )}
          {isMoving && (
            <Button look="outline" size="small" onClick={sending.pause}>
              {t('coupleImport.page.pause')}
            </Button>
          )}
          {!isMoving && (
            <Button look="plain" size="small" onClick={onGivenUp}>
              {t('coupleImport.page.other')}
            </Button>
          )}
        </FormFoot>
      </div>
    </Section>
  )
}

function FailedFiles({ sending: { failed, files, resume, dropFailed } }: { sending: SiteSending }) {
  const t = useTranslations()
  const errorWords = useErrorWords()
  return (
    <>
      <Notice tone="error" title={t('coupleImport.page.failedFiles', { count: failed.length })}>
        <ul className={styles.notes ?? ''}>
          {failed.slice(0, mostTold).map(({ id, name, error }) => (
            <li key={id}>
              <strong>{name}</strong> {error && errorWords(error)}
            </li>
          ))}
          {failed.length > mostTold && <li>…</li>}
        </ul>
      </Notice>
      <FormFoot>
        <Button size="small" onClick={resume}>
          {t('coupleImport.page.retry')}
        </Button>
        {files.done > 0 && (
          <Button look="outline" size="small" onClick={dropFailed}>
            {t('coupleImport.page.without')}
          </Button>
        )}
      </FormFoot>
    </>
  )
}
