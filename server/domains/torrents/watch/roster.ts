import type { TorrentOwner, TorrentView } from '../../../../shared/torrents.ts'
import type { Deps } from '../../../platform/deps.ts'
import { perHouse } from '../../../platform/per-house.ts'
import type { EngineTorrent } from '../engine/engine.ts'
import { presentTorrent } from '../presented.ts'
import { allTorrents, ownersOf, type TorrentRow, torrentById, torrentIds } from '../rows.ts'
import { seenOf } from './seen.ts'

/** A torrent of the house as browsers were told of it last. */
export interface Entry {
  row: TorrentRow
  owners: readonly TorrentOwner[]
  /** What the engine said of it when `view` was made. */
  seen: EngineTorrent | null
  /** Whether the row was read anew since the last look. */
  isStale: boolean
  view: TorrentView
}

const areSame = (known: readonly TorrentOwner[] | undefined, now: readonly TorrentOwner[]): boolean =>
  known?.length === now.length &&
  now.every(({ id, name }, index) => known[index]?.id === id && known[index].name === name)

/** The torrents of the house in memory, so that a look reads no row and tells only what changed. */
class Roster {
  readonly #deps: Deps
  readonly #entries = new Map<number, Entry>()
  #isRead = false

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** Every torrent, read from the database the first time. */
  entries(): ReadonlyMap<number, Entry> {
    if (!this.#isRead) this.#read(allTorrents(this.#deps))
    this.#isRead = true
    return this.#entries
  }

  /** Reads some torrents anew. Answers what is shown of those that are there. */
  renew(ids: readonly number[]): ReadonlyMap<number, TorrentView> {
    const rows = ids.flatMap((id) => torrentById(this.#deps, id) ?? [])
    for (const id of ids) this.#entries.delete(id)
    this.#read(rows)
    return new Map(rows.flatMap(({ id }) => this.#entries.get(id) ?? []).map(({ view }) => [view.id, view]))
  }

  /** Reads rows anew that the house itself wrote; what browsers were told of them stays, to be compared with. */
  refresh(ids: readonly number[]): void {
    for (const id of ids) {
      const [entry, row] = [this.#entries.get(id), torrentById(this.#deps, id)]
      if (entry && row) Object.assign(entry, { row, isStale: true })
    }
  }

  /** Ids of the torrents that were changed behind the house's back: by its command line, or as others were removed. */
  strays(): number[] {
    const ids = torrentIds(this.#deps)
    const there = new Set(ids)
    const owners = ownersOf(this.#deps, ids)
    const gone = [...this.#entries.keys()].filter((id) => !there.has(id))
    const other = ids.filter((id) => !areSame(this.#entries.get(id)?.owners, owners.get(id) ?? []))
    return [...gone, ...other]
  }

  #read(rows: readonly TorrentRow[]): void {
    const owners = ownersOf(
      this.#deps,
      rows.map(({ id }) => id),
    )
    for (const row of rows) {
      const [own, seen] = [owners.get(row.id) ?? [], seenOf(this.#deps).torrentOf(row)]
      this.#entries.set(row.id, { row, owners: own, seen, isStale: true, view: presentTorrent(row, own, seen) })
    }
  }
}

export const rosterOf = perHouse((deps) => new Roster(deps))
