import {
  allTorrentsRoom,
  ownTorrentsRoom,
  type TorrentPatch,
  torrentsMoved,
  torrentsRoomId,
} from '../../../../shared/torrents-live.ts'
import type { Deps } from '../../../platform/deps.ts'
import { presentTorrent } from '../presented.ts'
import { patchOf } from './changes.ts'
import { type Entry, rosterOf } from './roster.ts'
import { seenOf } from './seen.ts'

/** What changed of a torrent since browsers were told of it, or null; from now on they know. */
function moveOf(deps: Deps, entry: Entry): TorrentPatch | null {
  const seen = seenOf(deps).torrentOf(entry.row)
  if (seen === entry.seen && !entry.isStale) return null
  const view = presentTorrent(entry.row, entry.owners, seen)
  const patch = patchOf(entry.view, view)
  Object.assign(entry, { seen, isStale: false, view })
  return patch
}

/** Tells each room which fields of its torrents changed with the last look; nothing where nothing did. */
export function tellMoves(deps: Deps): void {
  const all: TorrentPatch[] = []
  const own = new Map<number, TorrentPatch[]>()
  for (const entry of rosterOf(deps).entries().values()) {
    const patch = moveOf(deps, entry)
    if (!patch) continue
    all.push(patch)
    for (const { id } of entry.owners) {
      const patches = own.get(id)
      if (patches) patches.push(patch)
      else own.set(id, [patch])
    }
  }
  for (const [account, moved] of own) deps.publish(torrentsMoved, ownTorrentsRoom, String(account), { moved })
  if (all.length > 0) deps.publish(torrentsMoved, allTorrentsRoom, torrentsRoomId, { moved: all })
}
