import { NumberInput, Radio, TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { downloadWays } from '../../../../../shared/torrent-downloads.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { SaveFailure } from '../../../../ui/app/SaveFailure.tsx'
import { SaveFoot } from '../../../../ui/app/SaveFoot.tsx'
import { useSettingsForm } from '../../../../ui/app/useSettingsForm.ts'
import { useToasts } from '../../../../ui/Toast.tsx'
import styles from './Downloads.module.css'
import { DownloadsTest } from './DownloadsTest.tsx'
import { NginxConfiguration } from './NginxConfiguration.tsx'
import type { DownloadSettingsForm, StoredDownloads } from './useDownloadSettings.ts'

interface DownloadsFormProps {
  readonly stored: StoredDownloads
  readonly settings: DownloadSettingsForm
}

/** The way by which files leave, with what each way needs to know. */
export function DownloadsForm({ stored, settings }: DownloadsFormProps) {
  const t = useTranslations()
  const toasts = useToasts()
  const saving = useSettingsForm({
    stored,
    settings,
    onSaved: () => toasts.show({ text: t('torrentDownloads.settings.saved') }),
  })
  const { form, submit, busy } = saving
  const { way, enginePath } = form.values
  const folder = (field: 'enginePath' | 'localPath' | 'nginxPath') => (
    <TextInput
      label={t(`torrentDownloads.settings.${field}`)}
      description={t(`torrentDownloads.settings.${field}Hint`)}
      placeholder={field === 'enginePath' ? '/srv/torrents' : enginePath}
      autoCapitalize="none"
      autoComplete="off"
      spellCheck={false}
      maxLength={1000}
      {...form.getInputProps(field)}
    />
  )
  return (
    <>
      <form onSubmit={submit} noValidate autoComplete="off">
        <SaveFailure of={saving} />
        {stored.ownFolder !== null && way === 'none' && (
          <Notice tone="ok">{t('torrentDownloads.settings.ownFolder')}</Notice>
        )}
        <Radio.Group label={t('torrentDownloads.settings.way')} {...form.getInputProps('way')}>
          <div className={styles.ways}>
            {downloadWays.map((value) => (
              <Radio
                key={value}
                value={value}
                label={t(`torrentDownloads.settings.ways.${value}`)}
                description={t(`torrentDownloads.settings.waysText.${value}`)}
              />
            ))}
          </div>
        </Radio.Group>
        {way === 'nginx' && (
          <TextInput
            label={t('torrentDownloads.settings.nginxAddress')}
            description={t('torrentDownloads.settings.nginxAddressHint')}
            type="url"
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            maxLength={500}
            {...form.getInputProps('nginxAddress')}
          />
        )}
        {(way === 'mounted' || way === 'nginx') && (
          <div className={styles.pair}>
            {folder('enginePath')}
            {folder(way === 'nginx' ? 'nginxPath' : 'localPath')}
          </div>
        )}
        {(way !== 'none' || stored.ownFolder !== null) && (
          <NumberInput
            label={t('torrentDownloads.settings.hours')}
            description={t('torrentDownloads.settings.hoursHint')}
            min={1}
            max={168}
            allowDecimal={false}
            className={styles.hours ?? ''}
            {...form.getInputProps('hours')}
          />
        )}
        <DownloadsTest choice={form.values} />
        <SaveFoot busy={busy} isDirty={form.isDirty()} />
      </form>
      {stored.value.way === 'nginx' && <NginxConfiguration stored={stored} settings={settings} />}
    </>
  )
}
