import type { TorrentProblem } from '../../../../shared/torrents.ts'
import type { Deps } from '../../../platform/deps.ts'
import { engineOf } from '../engine/current.ts'
import type { EngineTorrent } from '../engine/engine.ts'
import type { TorrentRow } from '../rows.ts'
import { Identities } from '../watch/identities.ts'

/**
 * What the engine holds at this moment, to be found by what rows know of it.
 * @throws {EngineError} where it does not answer
 */
export async function heldNow(deps: Deps): Promise<Identities> {
  const { torrents } = await engineOf(deps).look()
  return new Identities(torrents.values())
}

/** Why a torrent that the engine does not hold cannot be commanded. */
export function notHeld({ sentAt }: Pick<TorrentRow, 'sentAt'>): TorrentProblem {
  const key = sentAt === null ? 'torrentActs.problems.notSent' : 'torrentActs.problems.vanished'
  return { key, args: {} }
}

/** A row, and what the engine says of it. */
export interface Held<Row extends TorrentRow = TorrentRow> {
  readonly row: Row
  readonly seen: EngineTorrent
}
