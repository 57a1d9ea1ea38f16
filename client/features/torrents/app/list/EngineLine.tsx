import { useTranslations } from 'use-intl'
import type { EngineStanding } from '../../../../../shared/torrent-engine.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { useFormats, useMe } from '../../../../ui/services.tsx'
import { useTorrentWords } from '../useTorrentWords.ts'
import styles from './EngineLine.module.css'

/** What the engine does now, in one line. */
export function EngineLine({ standing }: { standing: EngineStanding | null }) {
  const t = useTranslations()
  const words = useTorrentWords()
  if (standing?.state !== 'up') return null
  return (
    <dl className={styles.line}>
      <div className={styles.figure}>
        <dt className={styles.down}>
          <Icon name="down" size={16} />
          {t('torrentPages.engine.down')}
        </dt>
        <dd>{t('torrentPages.speed', { size: words.size(standing.down) })}</dd>
      </div>
      <div className={styles.figure}>
        <dt className={styles.up}>
          <Icon name="down" size={16} />
          {t('torrentPages.engine.up')}
        </dt>
        <dd>{t('torrentPages.speed', { size: words.size(standing.up) })}</dd>
      </div>
      {standing.freeSpace !== null && (
        <div className={styles.figure}>
          <dt>
            <Icon name="engine" size={16} />
            {t('torrentPages.engine.free')}
          </dt>
          <dd>{words.size(standing.freeSpace)}</dd>
        </div>
      )}
    </dl>
  )
}

/** Says that nobody answers behind the list: since when, why, and what the list is worth meanwhile. */
export function EngineTrouble({ standing, isEmpty }: { standing: EngineStanding | null; isEmpty: boolean }) {
  const t = useTranslations()
  const words = useTorrentWords()
  const formats = useFormats()
  const mayMend = useMe().abilities.includes('torrents.administer')
  if (!standing || standing.state === 'up') return null
  if (standing.state === 'none' && isEmpty) return null
  const settings = mayMend && (
    <ButtonLink to="/admin/torrents" look="outline" size="small">
      {t('torrentPages.engine.settings')}
    </ButtonLink>
  )
  if (standing.state === 'starting') {
    return <Notice tone="info">{t('torrentPages.engine.starting')}</Notice>
  }
  if (standing.state === 'none') {
    return (
      <Notice tone="warn" title={t('torrentPages.engine.none')} action={settings}>
        {t(mayMend ? 'torrentPages.engine.noneMend' : 'torrentPages.engine.noneAsk')}
      </Notice>
    )
  }
  return (
    <Notice
      tone="warn"
      title={
        standing.since
          ? t('torrentPages.engine.downSince', { when: formats.moment(standing.since) })
          : t('torrentPages.engine.isDown')
      }
      action={settings}
    >
      {mayMend && standing.problem && <span>{words.problem(standing.problem)} </span>}
      {t('torrentPages.engine.lastKnown')}
    </Notice>
  )
}
