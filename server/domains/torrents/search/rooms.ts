import { searchRoom } from '../../../../shared/torrent-search-live.ts'
import { useTorrents } from '../../../../shared/torrents.ts'
import { can, isSignedIn } from '../../../platform/actor.ts'
import type { RoomGate } from '../../../platform/domain.ts'
import { searchesOf } from './searches.ts'

/** A search is heard by whoever began it alone. */
export const searchGate: RoomGate = {
  room: searchRoom,
  may: (deps, actor, id) =>
    isSignedIn(actor) && can(actor, useTorrents) && searchesOf(deps).of(actor.account.id, id) !== undefined,
}
