import type { EngineTorrent } from '../engine/engine.ts'
import { type TorrentRow, tagOf } from '../rows.ts'

export type Identified = Pick<TorrentRow, 'uuid' | 'v1' | 'v2'>

const differ = (one: string | null, other: string | null): boolean => one !== null && other !== null && one !== other

/** What the engine holds, found by what rows know of it: the engine's own keys may change. */
export class Identities {
  readonly #byTag = new Map<string, EngineTorrent>()
  readonly #byV1 = new Map<string, EngineTorrent>()
  readonly #byV2 = new Map<string, EngineTorrent>()

  constructor(torrents: Iterable<EngineTorrent>) {
    for (const torrent of torrents) {
      for (const tag of torrent.tags) this.#byTag.set(tag, torrent)
      if (torrent.v1 !== null) this.#byV1.set(torrent.v1, torrent)
      if (torrent.v2 !== null) this.#byV2.set(torrent.v2, torrent)
    }
  }

  /** By a hash, else by its tag, which somebody may have put on another torrent. */
  of({ uuid, v1, v2 }: Identified): EngineTorrent | null {
    const hashed = (v1 === null ? undefined : this.#byV1.get(v1)) ?? (v2 === null ? undefined : this.#byV2.get(v2))
    if (hashed) return hashed
    const tagged = this.#byTag.get(tagOf(uuid))
    if (!tagged || differ(tagged.v1, v1) || differ(tagged.v2, v2)) return null
    return tagged
  }
}
