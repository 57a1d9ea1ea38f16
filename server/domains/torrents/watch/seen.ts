import { perHouse } from '../../../platform/per-house.ts'
import type { EngineLook, EngineTorrent } from '../engine/engine.ts'
import { type Identified, Identities } from './identities.ts'

/** The last look at the engine, and what it found of which row. */
class Seen {
  #look: EngineLook | null = null
  readonly #identities = new Identities()

  get look(): EngineLook | null {
    return this.#look
  }

  /** @param look null to forget: what another engine holds says nothing of this one */
  keep(look: EngineLook | null): void {
    this.#look = look
    this.#identities.follow(look?.torrents ?? new Map())
  }

  torrentOf(row: Identified): EngineTorrent | null {
    return this.#identities.of(row)
  }
}

export const seenOf = perHouse(() => new Seen())
