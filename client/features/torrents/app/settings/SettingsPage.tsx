import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { Page } from '../../../../ui/app/Page.tsx'
import { useHashTarget } from '../../../../ui/app/useHashTarget.ts'
import { useEngine } from '../useEngine.ts'
import { EngineSection } from './EngineSection.tsx'
import { FloorSection } from './FloorSection.tsx'
import { Indexers } from './Indexers.tsx'
import { useEngineSettings } from './useEngineSettings.ts'

const Downloads = lazy(async () => ({ default: (await import('./Downloads.tsx')).Downloads }))
const Strangers = lazy(async () => ({ default: (await import('./Strangers.tsx')).Strangers }))

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
      <Suspense>
        <Downloads />
      </Suspense>
      <Indexers />
      {standing && standing.state !== 'none' && (
        <Suspense>
          <Strangers key={standing.state} />
        </Suspense>
      )}
    </Page>
  )
}
