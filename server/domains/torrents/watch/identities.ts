import { type EngineTorrent, isAnother } from '../engine/engine.ts'
import { type TorrentRow, tagOf } from '../rows.ts'

export type Identified = Pick<TorrentRow, 'uuid' | 'v1' | 'v2'>

function take(map: Map<string, EngineTorrent>, name: string | null, torrent: EngineTorrent): void {
  if (name !== null && map.get(name) === torrent) map.delete(name)
}

/** What the engine holds, found by what rows know of it: the engine's own keys may change. */
export class Identities {
  readonly #held = new Map<string, EngineTorrent>()
  readonly #byTag = new Map<string, EngineTorrent>()
  readonly #byV1 = new Map<string, EngineTorrent>()
  readonly #byV2 = new Map<string, EngineTorrent>()

  constructor(torrents: Iterable<EngineTorrent> = []) {
    for (const torrent of torrents) this.#add(torrent)
  }

  /** Follows what the engine holds now, by key; of what did not change nothing is done. */
  follow(torrents: ReadonlyMap<string, EngineTorrent>): void {
    for (const [key, torrent] of torrents) {
      const before = this.#held.get(key)
      if (before === torrent) continue
      if (before) this.#drop(before)
      this.#add(torrent)
    }
    if (this.#held.size === torrents.size) return
    const gone = [...this.#held].filter(([key]) => !torrents.has(key))
    for (const [, torrent] of gone) this.#drop(torrent)
    // One that took another key may share a hash with what it was.
    if (gone.length > 0) for (const torrent of torrents.values()) this.#add(torrent)
  }

  /** By a hash, else by its tag, which somebody may have put on another torrent. */
  of({ uuid, v1, v2 }: Identified): EngineTorrent | null {
    const hashed = (v1 === null ? undefined : this.#byV1.get(v1)) ?? (v2 === null ? undefined : this.#byV2.get(v2))
    if (hashed) return hashed
    const tagged = this.#byTag.get(tagOf(uuid))
    if (!tagged || isAnother(tagged, { v1, v2 })) return null
    return tagged
  }

  #add(torrent: EngineTorrent): void {
    this.#held.set(torrent.key, torrent)
    for (const tag of torrent.tags) this.#byTag.set(tag, torrent)
    if (torrent.v1 !== null) this.#byV1.set(torrent.v1, torrent)
    if (torrent.v2 !== null) this.#byV2.set(torrent.v2, torrent)
  }

  #drop(torrent: EngineTorrent): void {
    this.#held.delete(torrent.key)
    for (const tag of torrent.tags) take(this.#byTag, tag, torrent)
    take(this.#byV1, torrent.v1, torrent)
    take(this.#byV2, torrent.v2, torrent)
  }
}
