import { torrentSpace } from '../../../../shared/torrent-engine.ts'
import { activeTorrents, type TorrentQuota, torrentBytes, torrentCount } from '../../../../shared/torrents.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { amountUsed } from '../limits.ts'
import { torrentsOf } from '../rows.ts'
import { watchOf } from '../watch/watch.ts'

/** What the actor has of their limits and may still add, how fast their torrents arrive, and what the disk holds. */
export function viewQuota(deps: Deps, actor: SignedIn): TorrentQuota {
  const { id } = actor.account
  const watch = watchOf(deps)
  watch.soon()
  const { count, bytes, active, finished } = amountUsed(deps, id)
  return {
    count: { used: count, most: deps.limitOf(id, torrentCount) },
    bytes: { used: bytes, most: deps.limitOf(id, torrentBytes) },
    active: { used: active, most: deps.limitOf(id, activeTorrents) },
    finished,
    speed: torrentsOf(deps, id).reduce((sum, row) => sum + (watch.torrentOf(row)?.down ?? 0), 0),
    freeSpace: watch.standing().freeSpace,
    floor: deps.settings.get(torrentSpace).floor,
  }
}
