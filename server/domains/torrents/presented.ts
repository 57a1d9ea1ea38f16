import type { TorrentOwner, TorrentProblem, TorrentState, TorrentView } from '../../../shared/torrents.ts'
import { isoInstant } from '../../platform/clock.ts'
import type { EngineTorrent } from './engine/engine.ts'
import type { TorrentRow } from './rows.ts'

const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits

/** Whole only when it is: 99.97 % is not shown as finished. */
const progressOf = (progress: number): number => Math.floor(progress * 1000 + 1e-9) / 1000

/** Three digits say enough, and change less often. In bytes a second. */
function speedOf(speed: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, speed))) - 2)
  return Math.round(speed / step) * step
}

/** Seconds, as finely as anybody reads them. */
function etaOf(eta: number | null): number | null {
  if (eta === null) return null
  const step = eta < 60 ? 1 : eta < 600 ? 10 : eta < 7200 ? 60 : 600
  return Math.round(eta / step) * step
}

/** What is the matter with a torrent, as its row keeps it. */
export const problemOf = ({ problem }: Pick<TorrentRow, 'problem'>): TorrentProblem | null =>
  problem === null ? null : (JSON.parse(problem) as TorrentProblem)

/** What is shown of a torrent's state: what the engine says, once the engine was told of it. */
const stateOf = (row: TorrentRow, seen: EngineTorrent | null): TorrentState =>
  row.sentAt === null || seen === null ? row.state : seen.state

const still = { down: 0, up: 0, eta: null, seeds: 0, peers: 0 }

/**
 * A torrent as lists show it.
 * @param seen what the engine says of it; null where it says nothing, or is not there
 */
export function presentTorrent(
  row: TorrentRow,
  owners: readonly TorrentOwner[],
  seen: EngineTorrent | null,
): TorrentView {
  const moving = seen && {
    down: speedOf(seen.down),
    up: speedOf(seen.up),
    eta: etaOf(seen.eta),
    seeds: seen.seeds,
    peers: seen.peers,
  }
  return {
    id: row.id,
    name: row.name,
    hash: row.v1 ?? row.v2 ?? '',
    state: stateOf(row, seen),
    problem: problemOf(row),
    size: seen?.size ?? row.size,
    progress: progressOf(seen?.progress ?? row.progress),
    ...(moving ?? still),
    ratio: rounded(seen?.ratio ?? row.ratio, 2),
    addedAt: isoInstant(row.addedAt),
    finishedAt: row.finishedAt === null ? null : isoInstant(row.finishedAt),
    owners,
  }
}
