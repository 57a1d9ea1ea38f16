import type { TorrentView } from '../../../shared/torrents.ts'
import { allTorrentsRoom, ownTorrentsRoom, torrentsMoved, torrentsRoomId } from '../../../shared/torrents-live.ts'
import type { Deps } from '../../platform/deps.ts'
import { perHouse } from '../../platform/per-house.ts'
import { rosterOf } from './watch/roster.ts'

/** What is to be told once the commits of this moment are done: everything of one moment leaves as one event a room. */
class Telling {
  readonly #deps: Deps
  readonly #changed = new Set<number>()
  /** Ids of torrents that left, by the account that lost them. */
  readonly #lost = new Map<number, Set<number>>()
  #due = false

  constructor(deps: Deps) {
    this.#deps = deps
  }

  changed(id: number): void {
    this.#changed.add(id)
    this.#soon()
  }

  lost(id: number, owners: readonly number[]): void {
    this.#changed.add(id)
    for (const owner of owners) this.#lost.set(owner, (this.#lost.get(owner) ?? new Set()).add(id))
    this.#soon()
  }

  #soon(): void {
    if (this.#due) return
    this.#due = true
    queueMicrotask(() => this.#tell())
  }

  #tell(): void {
    this.#due = false
    const ids = [...this.#changed]
    const lost = [...this.#lost]
    this.#changed.clear()
    this.#lost.clear()
    try {
      const views = rosterOf(this.#deps).renew(ids)
      this.#publish(ids, views, lost)
    } catch (error) {
      this.#deps.log.error({ err: error }, 'A change of torrents could not be told')
    }
  }

  #publish(
    ids: readonly number[],
    views: ReadonlyMap<number, TorrentView>,
    lost: readonly (readonly [number, ReadonlySet<number>])[],
  ): void {
    const rooms = new Map<number, { put: TorrentView[]; gone: number[] }>()
    const roomOf = (account: number) => {
      const room = rooms.get(account) ?? { put: [], gone: [] }
      rooms.set(account, room)
      return room
    }
    const all = { put: [...views.values()], gone: ids.filter((id) => !views.has(id)) }
    for (const view of all.put) for (const { id } of view.owners) roomOf(id).put.push(view)
    for (const [account, gone] of lost) {
      const kept = (id: number) => views.get(id)?.owners.some((owner) => owner.id === account) ?? false
      roomOf(account).gone.push(...[...gone].filter((id) => !kept(id)))
    }
    for (const [account, told] of rooms) this.#send(ownTorrentsRoom, String(account), told)
    this.#send(allTorrentsRoom, torrentsRoomId, all)
  }

  #send(
    room: typeof ownTorrentsRoom | typeof allTorrentsRoom,
    id: string,
    { put, gone }: { put: readonly TorrentView[]; gone: readonly number[] },
  ): void {
    if (put.length === 0 && gone.length === 0) return
    const payload = { ...(put.length > 0 ? { put } : {}), ...(gone.length > 0 ? { gone } : {}) }
    this.#deps.publish(torrentsMoved, room, id, payload)
  }
}

const tellingOf = perHouse((deps) => new Telling(deps))

/** A torrent was added, or its row or its owners changed: its rooms get it whole, after the commit. */
export const tellTorrent = (deps: Deps, id: number): void => deps.onCommit(() => tellingOf(deps).changed(id))

/** What these accounts may have changed: their rooms are told, after the commit. */
export function tellOfLimits(deps: Deps, { accounts }: { readonly accounts: readonly number[] }): void {
  for (const account of accounts) deps.publish(torrentsMoved, ownTorrentsRoom, String(account), {})
}

/**
 * A torrent left these accounts' lists, after the commit; where its row is gone too, it leaves everybody's.
 * @param owners ids of the accounts that owned it until now
 */
export const tellGone = (deps: Deps, id: number, owners: readonly number[]): void =>
  deps.onCommit(() => tellingOf(deps).lost(id, owners))
