import { useTranslations } from 'use-intl'
import { CopyField } from '../../../../ui/app/CopyField.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useAskBeforeLeaving } from '../../../../ui/app/useAskBeforeLeaving.ts'
import { Button } from '../../../../ui/Button.tsx'
import { KeyExample } from './KeyExample.tsx'
import styles from './Keys.module.css'

interface ShownSecretProps {
  readonly secret: string
  /** Where it may be tried. */
  readonly path: string | null
  readonly onDone: () => void
}

/** A secret on the one occasion on which it is shown; the page is not left by accident. */
export function ShownSecret({ secret, path, onDone }: ShownSecretProps) {
  const t = useTranslations()
  useAskBeforeLeaving({
    isHeld: true,
    question: {
      title: t('apiKeys.page.shown.leaveTitle'),
      text: t('apiKeys.page.shown.leaveText'),
      confirm: t('apiKeys.page.shown.leave'),
    },
  })
  return (
    <div className={styles.shown}>
      <Notice tone="warn">{t('apiKeys.page.shown.text')}</Notice>
      <CopyField label={t('apiKeys.page.shown.label')} value={secret} multiline autoFocus />
      {path !== null && <KeyExample secret={secret} path={path} />}
      <div>
        <Button onClick={onDone}>{t('apiKeys.page.shown.done')}</Button>
      </div>
    </div>
  )
}
