import { NumberInput, Radio, TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { type DownloadWay, downloadWays } from '../../../../../shared/torrent-downloads.ts'
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
  const { ownFolder } = stored
  const { way, enginePath } = form.values
  // Without an engine of its own the house has nothing to send by itself.
  const ways = downloadWays.filter((value) => value !== 'house' || ownFolder !== null)
  const choose = (value: string) => {
    form.setFieldValue('way', value as DownloadWay)
    if (enginePath === '' && ownFolder !== null) form.setFieldValue('enginePath', ownFolder)
  }
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
        <Radio.Group
          label={t('torrentDownloads.settings.way')}
          value={ways.includes(way) ? way : 'none'}
          onChange={choose}
        >
          <div className={styles.ways}>
            {ways.map((value) => (
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
        {way !== 'none' && (way !== 'house' || ownFolder !== null) && (
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
        <DownloadsTest
          key={JSON.stringify(form.values)}
          choice={form.values}
          lacksSecret={way === 'nginx' && !stored.secretsSet.includes('secret')}
        />
        <SaveFoot busy={busy} isDirty={form.isDirty()} />
      </form>
      {stored.value.way === 'nginx' && <NginxConfiguration stored={stored} settings={settings} />}
    </>
  )
}
