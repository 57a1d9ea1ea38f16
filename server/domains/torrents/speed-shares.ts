import { torrentSpeed } from '../../../shared/torrents.ts'
import type { Deps } from '../../platform/deps.ts'
import type { EngineTorrent, EngineTorrentState, TorrentEngine } from './engine/engine.ts'

/** A torrent that may download at this moment, and who owns it. */
interface Download {
  readonly seen: EngineTorrent
  readonly owners: readonly { readonly id: number }[]
}

const downloading: readonly EngineTorrentState[] = ['metadata', 'downloading', 'stalled']

/** A limit of this much, or more, is none. In bytes a second. */
const unlimited = torrentSpeed.standard

/**
 * The engine knows limits of torrents alone: a member's is shared out over those that receive something. One that only
 * waits for a source may have what it would get once it does, and takes nothing from the others until then.
 */
export class SpeedShares {
  readonly #deps: Deps
  /** What the engine was told, by its key of the torrent. */
  #told = new Map<string, number | null>()

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** Another engine was told nothing yet. */
  forget(): void {
    this.#told = new Map()
  }

  /**
   * Tells the engine which downloads are bound otherwise than before.
   * @throws {EngineError}
   */
  async share(engine: TorrentEngine, downloads: readonly Download[]): Promise<void> {
    const active = downloads.filter(({ seen }) => downloading.includes(seen.state))
    const moving = countsByOwner(active.filter(({ seen }) => seen.state === 'downloading'))
    const limits = new Map(active.map(({ seen, owners }) => [seen.key, this.#largestShare(seen, owners, moving)]))
    const told = new Map([...this.#told].filter(([key]) => limits.has(key)))
    this.#told = told
    const changed = [...limits].filter(([key, limit]) => told.get(key) !== limit)
    for (const [limit, given] of Map.groupBy(changed, ([, one]) => one)) {
      const keys = given.map(([key]) => key)
      await engine.limitDownload(keys, limit)
      for (const key of keys) told.set(key, limit)
    }
  }

  /** Of its owners' shares; null where one of them is not bound. */
  #largestShare(
    { state }: EngineTorrent,
    owners: Download['owners'],
    moving: ReadonlyMap<number, number>,
  ): number | null {
    const own = state === 'downloading' ? 0 : 1
    const shares = owners.map(({ id }) => this.#shareOf(id, (moving.get(id) ?? 0) + own))
    return shares.length === 0 || shares.includes(null) ? null : Math.max(...shares.flatMap((share) => share ?? []))
  }

  #shareOf(accountId: number, count: number): number | null {
    const limit = this.#deps.limitOf(accountId, torrentSpeed)
    // To an engine nothing a second means no limit.
    return limit >= unlimited ? null : Math.max(1, Math.floor(limit / count))
  }
}

function countsByOwner(downloads: readonly Download[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const { owners } of downloads) for (const { id } of owners) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}
