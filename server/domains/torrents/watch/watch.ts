import type { EngineStanding } from '../../../../shared/torrent-engine.ts'
import type { Deps } from '../../../platform/deps.ts'
import { perHouse } from '../../../platform/per-house.ts'
import type { EngineLook, EngineTorrent } from '../engine/engine.ts'
import type { Identified } from './identities.ts'
import { seenOf } from './seen.ts'

/** What the house knows of its engine; looks are taken for everybody at once. */
export interface Watch {
  /** The last one; null before the first. */
  look(): EngineLook | null
  standing(): EngineStanding
  /** A torrent as the last look showed it; null where it was not there. */
  torrentOf(row: Identified): EngineTorrent | null
  /** Looks at once, without being waited for: after a command. */
  soon(): void
  /** Looks now, after whatever look is under way, and answers what it found; null where the engine does not answer. */
  refresh(): Promise<EngineLook | null>
  /** Calls `listener` after each look that succeeded. Returns what ends it. */
  onLook(listener: (look: EngineLook) => void): () => void
}

const unknown: EngineStanding = {
  ...{ state: 'starting', since: null, problem: null, version: null, down: 0, up: 0, freeSpace: null },
}

export const watchOf = perHouse(
  (deps: Deps): Watch => ({
    look: () => seenOf(deps).look,
    standing: () => unknown,
    torrentOf: (row) => seenOf(deps).torrentOf(row),
    soon: () => undefined,
    refresh: async () => null,
    onLook: () => () => undefined,
  }),
)
