import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { PeerView } from '../../../../../shared/torrents.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useTorrentWords } from '../useTorrentWords.ts'
import styles from './DetailTabs.module.css'
import { lookedAt, type SwarmProps } from './lookedAt.ts'

/** Who the engine exchanges this torrent with now, the fastest first; asked for while it is looked at. */
export function Peers({ torrentId, isBlocked }: SwarmProps) {
  const procedures = useProcedures()
  const query = useQuery({ ...procedures.torrents.peers.queryOptions({ id: torrentId }), ...lookedAt(isBlocked) })
  return <Loaded query={query}>{(peers) => <Lines peers={peers} />}</Loaded>
}

function Lines({ peers }: { peers: readonly PeerView[] | null }) {
  const t = useTranslations()
  const words = useTorrentWords()
  if (peers === null) return <p className={styles.none}>{t('torrentPages.detail.notHeld')}</p>
  if (peers.length === 0) return <p className={styles.none}>{t('torrentPages.detail.noPeers')}</p>
  return (
    <ul className={styles.lines ?? ''}>
      {peers
        .toSorted((one, other) => other.down + other.up - one.down - one.up)
        .map(({ address, client, progress, down, up }) => (
          <li key={address} className={styles.line}>
            <span className={styles.main}>{address}</span>
            <span className={styles.edge}>{words.percent(progress)}</span>
            <span className={styles.note}>{client}</span>
            <span className={styles.edgeNote}>
              {down > 0 && `↓ ${words.speed(down)} `}
              {up > 0 && `↑ ${words.speed(up)}`}
            </span>
          </li>
        ))}
    </ul>
  )
}
