import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { TrackerView } from '../../../../../shared/torrents.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import styles from './DetailTabs.module.css'
import { lookedAt, type SwarmProps } from './lookedAt.ts'

/** Who names peers of this torrent, and what they said last; asked for while it is looked at. */
export function Trackers({ torrentId, isBlocked }: SwarmProps) {
  const procedures = useProcedures()
  const query = useQuery({ ...procedures.torrents.trackers.queryOptions({ id: torrentId }), ...lookedAt(isBlocked) })
  return <Loaded query={query}>{(trackers) => <Lines trackers={trackers} />}</Loaded>
}

function Lines({ trackers }: { trackers: readonly TrackerView[] | null }) {
  const t = useTranslations()
  if (trackers === null) return <p className={styles.none}>{t('torrentPages.detail.notHeld')}</p>
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
