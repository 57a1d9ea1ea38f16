import { DomainError } from '../../../shared/errors.ts'
import type { EngineView } from '../../../shared/torrent-engine.ts'
import type { TorrentList, TorrentScope, TorrentView } from '../../../shared/torrents.ts'
import { allTorrentsRoom, engineRoom, ownTorrentsRoom, torrentsRoomId } from '../../../shared/torrents-live.ts'
import type { SignedIn } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { maySeeAll } from './policy.ts'
import { presentTorrent } from './presented.ts'
import { allTorrents, ownersOf, type TorrentRow, torrentsOf } from './rows.ts'
import { watchOf } from './watch/watch.ts'

/** Torrents as lists show them, with what the engine said of them last. */
export function torrentViews(deps: Deps, rows: readonly TorrentRow[]): TorrentView[] {
  const watch = watchOf(deps)
  const owners = ownersOf(
    deps,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => presentTorrent(row, owners.get(row.id) ?? [], watch.torrentOf(row)))
}

/**
 * One's own torrents, or everybody's; the room says from which event on changes follow.
 * @throws {DomainError} FORBIDDEN for everybody's, where the actor sees only their own
 */
export function listTorrents(deps: Deps, actor: SignedIn, scope: TorrentScope): TorrentList {
  const { id } = actor.account
  if (scope === 'all' && !maySeeAll(actor)) throw new DomainError('FORBIDDEN', 'common.errors.FORBIDDEN')
  const room =
    scope === 'own'
      ? deps.live.state(ownTorrentsRoom.name, String(id))
      : deps.live.state(allTorrentsRoom.name, torrentsRoomId)
  const torrents = torrentViews(deps, scope === 'own' ? torrentsOf(deps, id) : allTorrents(deps))
  watchOf(deps).soon()
  return { room, torrents }
}

/** How the engine is, and where its room stands. */
export function viewEngine(deps: Deps): EngineView {
  const room = deps.live.state(engineRoom.name, torrentsRoomId)
  const watch = watchOf(deps)
  watch.soon()
  return { room, standing: watch.standing() }
}
