import { useTranslations } from 'use-intl'
import { Page } from '../../../../ui/app/Page.tsx'
import { useHashTarget } from '../../../../ui/app/useHashTarget.ts'
import { useEngine } from '../useEngine.ts'
import { Downloads } from './Downloads.tsx'
import { EngineSection } from './EngineSection.tsx'
import { FloorSection } from './FloorSection.tsx'
import { Indexers } from './Indexers.tsx'
import { Strangers } from './Strangers.tsx'
import { useEngineSettings } from './useEngineSettings.ts'

/** `/admin/torrents`: the engine, and all that is settled about torrents; each matter is a section. */
export function Component() {
  const t = useTranslations()
  const settings = useEngineSettings()
  const standing = useEngine()
  useHashTarget(settings.query.data !== undefined)
  return (
    <Page title={t('torrentEngine.page.title')} text={t('torrentEngine.page.text')}>
      <EngineSection settings={settings} standing={standing} />
      <FloorSection settings={settings} standing={standing} />
      <Downloads />
      <Indexers />
      {standing && standing.state !== 'none' && <Strangers key={standing.state} />}
    </Page>
  )
}
