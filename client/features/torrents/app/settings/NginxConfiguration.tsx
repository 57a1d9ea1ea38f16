import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { CopyField } from '../../../../ui/app/CopyField.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useConfirm } from '../../../../ui/app/useConfirm.ts'
import { Button } from '../../../../ui/Button.tsx'
import { useErrorWords } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'
import styles from './Downloads.module.css'
import type { DownloadSettingsForm, StoredDownloads } from './useDownloadSettings.ts'

interface NginxConfigurationProps {
  readonly stored: StoredDownloads
  readonly settings: DownloadSettingsForm
}

/** What is pasted into nginx, and the secret in it; shown when it is asked for. */
export function NginxConfiguration({ stored, settings }: NginxConfigurationProps) {
  const t = useTranslations()
  const toasts = useToasts()
  const confirm = useConfirm()
  const errorWords = useErrorWords()
  const procedures = useProcedures()
  const shown = useMutation(procedures.torrents.nginxConfiguration.mutationOptions())
  const renewal = useMutation({
    mutationFn: () => settings.change(stored.value, stored.revision, true),
    onSuccess: () => {
      toasts.show({ text: t('torrentDownloads.settings.secretChanged') })
      shown.mutate()
    },
  })
  const renew = async () => {
    const sure = await confirm({
      title: t('torrentDownloads.settings.newSecretTitle'),
      text: t('torrentDownloads.settings.newSecretText'),
      confirm: t('torrentDownloads.settings.newSecret'),
      destructive: true,
    })
    if (sure) renewal.mutate()
  }
  const failure = shown.error ?? renewal.error
  return (
    <div className={styles.configuration}>
      <h3 className={styles.subtitle}>{t('torrentDownloads.settings.configuration')}</h3>
      <p className={styles.hint}>{t('torrentDownloads.settings.configurationText')}</p>
      {failure && <Notice tone="error">{errorWords(failure)}</Notice>}
      {shown.data !== undefined && (
        <CopyField label={t('torrentDownloads.settings.configuration')} value={shown.data} multiline />
      )}
      <div className={styles.line}>
        <Button look="outline" size="small" busy={shown.isPending} onClick={() => shown.mutate()}>
          {t('torrentDownloads.settings.showConfiguration')}
        </Button>
        <Button look="plain" size="small" busy={renewal.isPending} onClick={() => void renew()}>
          {t('torrentDownloads.settings.newSecret')}
        </Button>
      </div>
    </div>
  )
}
