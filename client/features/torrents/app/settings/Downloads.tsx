import { useTranslations } from 'use-intl'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Section } from '../../../../ui/app/Page.tsx'
import { DownloadsForm } from './DownloadsForm.tsx'
import { useDownloadSettings } from './useDownloadSettings.ts'

/** How finished files reach people: chosen, set up and tried. */
export function Downloads() {
  const t = useTranslations()
  const settings = useDownloadSettings()
  return (
    <Section id="downloads" title={t('torrentDownloads.settings.title')} text={t('torrentDownloads.settings.text')}>
      <Loaded query={settings.query}>{(stored) => <DownloadsForm stored={stored} settings={settings} />}</Loaded>
    </Section>
  )
}
