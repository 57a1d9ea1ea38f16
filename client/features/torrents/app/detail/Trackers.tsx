import { useTranslations } from 'use-intl'
import type { TrackerView } from '../../../../../shared/torrents.ts'
import styles from './DetailTabs.module.css'

/** Who names peers of this torrent, and what they said last. */
export function Trackers({ trackers }: { trackers: readonly TrackerView[] | null }) {
  const t = useTranslations()
  if (trackers === null) return <p className={styles.none}>{t('torrentPages.detail.outOfReach')}</p>
  if (trackers.length === 0) return <p className={styles.none}>{t('torrentPages.detail.noTrackers')}</p>
  return (
    <ul className={styles.lines ?? ''}>
      {trackers.map(({ url, state, peers, message }) => (
        <li key={url} className={styles.line}>
          <span className={styles.main}>{url}</span>
          <span className={styles.edge} data-state={state}>
            {t(`torrentPages.detail.trackers.${state}`)}
          </span>
          {message !== '' && <span className={styles.note}>{message}</span>}
          {peers > 0 && <span className={styles.edgeNote}>{t('torrentPages.detail.peerCount', { count: peers })}</span>}
        </li>
      ))}
    </ul>
  )
}
