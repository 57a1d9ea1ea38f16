import { useOutletContext } from 'react-router'
import type { TorrentView } from '../../../../../shared/torrents.ts'
import type { Command } from '../acts/useCommands.ts'

/** What the list tells the torrent that stands beside it. */
export interface OpenTorrent {
  /** Live; null where the list does not hold it. */
  readonly torrent: TorrentView | null
  readonly mayAct: boolean
  /** The engine does not answer. */
  readonly isBlocked: boolean
  readonly pending: Command | undefined
  onCommand(command: Exclude<Command, 'remove'>, torrent: TorrentView): void
  onRemove(torrent: TorrentView): void
  onClose(): void
}

export const useOpenTorrent = (): OpenTorrent => useOutletContext<OpenTorrent>()
