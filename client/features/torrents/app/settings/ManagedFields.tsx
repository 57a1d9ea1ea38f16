import { Checkbox } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslations } from 'use-intl'
import type { ManagedView } from '../../../../../shared/torrent-engine.ts'
import { CopyField } from '../../../../ui/app/CopyField.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import type { TypedEngine } from './EngineForm.tsx'
import styles from './Settings.module.css'

const installation = 'apt-get install --no-install-recommends qbittorrent-nox'

interface ManagedFieldsProps {
  readonly form: UseFormReturnType<TypedEngine>
  readonly managed: ManagedView
  /** It is about to be switched on. */
  readonly asksNotice: boolean
}

/** The house's own engine: how to install it where it is missing, its legal notice, and where its files lie. */
export function ManagedFields({ form, managed, asksNotice }: ManagedFieldsProps) {
  const t = useTranslations()
  if (!managed.installed) {
    return (
      <>
        <Notice tone="warn">{t('torrentEngine.page.engine.notInstalled')}</Notice>
        <CopyField label={t('torrentEngine.page.engine.install')} value={installation} />
      </>
    )
  }
  if (!asksNotice) {
    return (
      <dl className={styles.folder}>
        <dt>{t('torrentEngine.page.engine.folder')}</dt>
        <dd>{managed.folder}</dd>
      </dl>
    )
  }
  return (
    <div className={styles.aside}>
      <h3 className={styles.name}>{t('torrentEngine.page.engine.notice')}</h3>
      <p className={styles.text}>{t('torrentEngine.page.engine.noticeText')}</p>
      <Checkbox
        label={t('torrentEngine.page.engine.accept')}
        {...form.getInputProps('noticeAccepted', { type: 'checkbox' })}
      />
    </div>
  )
}
