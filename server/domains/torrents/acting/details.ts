import { eq } from 'drizzle-orm'
import { administerTorrents, type TorrentDetail, type TrackerView } from '../../../../shared/torrents.ts'
import { can, type SignedIn } from '../../../platform/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { personViews } from '../../accounts/accounts.ts'
import { engineOf } from '../engine/current.ts'
import { EngineError, type EngineTorrent, type TorrentEngine } from '../engine/engine.ts'
import { torrentViews } from '../list.ts'
import { torrentFor } from '../policy.ts'
import { owns, type TorrentRow, tagOf } from '../rows.ts'
import { torrentSource } from '../tables.ts'
import { watchOf } from '../watch/watch.ts'
import { magnetOf, trackersOfMagnet } from './magnets.ts'
import { shareOf } from './share-limits.ts'

const mayAct = (deps: Deps, actor: SignedIn, id: number): boolean =>
  owns(deps, id, actor.account.id) || can(actor, administerTorrents)

/** What the engine says of a torrent; null where that is out of reach. */
async function ofEngine<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (error instanceof EngineError) return null
    throw error
  }
}

/** The engine is not waited for where it is known to be down. */
async function heldOf(deps: Deps, engine: TorrentEngine, row: TorrentRow): Promise<EngineTorrent | null> {
  const watch = watchOf(deps)
  if (row.sentAt === null || watch.standing().state === 'down') return null
  const { uuid, v1, v2 } = row
  return watch.torrentOf(row) ?? (await ofEngine(engine.find({ v1, v2, tag: tagOf(uuid) })))
}

/**
 * One torrent with its files, trackers and peers. Addresses of trackers may hold the key by which they know an owner:
 * only owners and administrators read them, and who else takes part in the swarm.
 * @throws {DomainError} NOT_FOUND
 */
export async function viewDetail(deps: Deps, actor: SignedIn, id: number): Promise<TorrentDetail> {
  const row = torrentFor(deps, actor, id)
  const engine = engineOf(deps)
  const held = await heldOf(deps, engine, row)
  const files = held && ofEngine(engine.files(held.key))
  const swarm = held && mayAct(deps, actor, id) ? swarmOf(engine, held.key) : null
  return present(deps, actor, id, { files: await files, ...((await swarm) ?? unknownSwarm) })
}

const unknownSwarm = { trackers: null, peers: null }

async function swarmOf(engine: TorrentEngine, key: string): Promise<Pick<TorrentDetail, 'trackers' | 'peers'>> {
  const [trackers, peers] = await Promise.all([ofEngine(engine.trackers(key)), ofEngine(engine.peers(key))])
  return { trackers, peers }
}

/** As it stands after the engine was asked: meanwhile it may have gone, or be somebody else's. */
function present(
  deps: Deps,
  actor: SignedIn,
  id: number,
  said: Pick<TorrentDetail, 'files' | 'trackers' | 'peers'>,
): TorrentDetail {
  const row = torrentFor(deps, actor, id)
  const [torrent] = torrentViews(deps, [row])
  if (!torrent) throw new Error('A torrent without a view')
  const acts = mayAct(deps, actor, id)
  const { v1, v2, addedBy } = row
  return {
    ...{ torrent, v1, v2, mayAct: acts },
    ...{ ...said, ...(acts ? {} : unknownSwarm) },
    magnet: magnetOf(row, acts ? trackersOf(deps, id, said.trackers) : []),
    addedBy: addedBy === null ? null : (personViews(deps, [addedBy]).get(addedBy)?.name ?? null),
    share: shareOf(row) ?? { ratio: null, seedingMinutes: null },
  }
}

/** Those of the magnet that it was added by; what a file names, the engine says. */
function trackersOf(deps: Deps, torrentId: number, told: readonly TrackerView[] | null): readonly string[] {
  const source = deps.db.select().from(torrentSource).where(eq(torrentSource.torrentId, torrentId)).get()
  return source?.magnet ? trackersOfMagnet(source.magnet) : (told ?? []).map(({ url }) => url)
}
