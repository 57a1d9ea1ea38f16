import { useTranslations } from 'use-intl'
import type { EngineStanding, EngineState } from '../../../../../shared/torrent-engine.ts'
import { Badge } from '../../../../ui/app/Badge.tsx'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { Section } from '../../../../ui/app/Page.tsx'
import { useFormats } from '../../../../ui/services.tsx'
import { useTorrentWords } from '../useTorrentWords.ts'
import { EngineForm } from './EngineForm.tsx'
import styles from './Settings.module.css'
import type { EngineSettings } from './useEngineSettings.ts'

const tones: Readonly<Record<EngineState, 'ok' | 'warn' | 'plain'>> = {
  none: 'plain',
  starting: 'plain',
  up: 'ok',
  down: 'warn',
}

interface EngineSectionProps {
  readonly settings: EngineSettings
  readonly standing: EngineStanding | null
}

/** Which engine the house has, how it is, and the way to it. */
export function EngineSection({ settings, standing }: EngineSectionProps) {
  const t = useTranslations()
  return (
    <Section
      id="engine"
      title={t('torrentEngine.page.engine.title')}
      text={t('torrentEngine.page.engine.text')}
      action={
        standing && (
          <span className={styles.state}>
            <Badge tone={tones[standing.state]}>{t(`torrentEngine.page.standing.${standing.state}`)}</Badge>
          </span>
        )
      }
    >
      {standing && <Standing of={standing} />}
      <Loaded query={settings.query} lines={6}>
        {(view) => <EngineForm view={view} settings={settings} />}
      </Loaded>
    </Section>
  )
}

function Standing({ of: { state, version, freeSpace, since, problem } }: { of: EngineStanding }) {
  const t = useTranslations()
  const formats = useFormats()
  const words = useTorrentWords()
  if (state === 'up') {
    const space = freeSpace === null ? '' : t('torrentEngine.page.standing.free', { space: formats.size(freeSpace) })
    return (
      <Notice tone="ok">
        {t('torrentEngine.page.standing.upText', { version: `qBittorrent ${version ?? ''}` })} {space}
      </Notice>
    )
  }
  if (state === 'starting') return <Notice tone="info">{t('torrentEngine.problems.starting')}</Notice>
  if (state === 'none') return null
  const title = since
    ? t('torrentEngine.page.standing.downSince', { when: formats.moment(since) })
    : t('torrentEngine.page.standing.isDown')
  return (
    <Notice tone="warn" title={title}>
      {problem && words.problem(problem)} {t('torrentEngine.page.standing.keeps')}
    </Notice>
  )
}
