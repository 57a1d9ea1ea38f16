import { setTimeout as wait } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { sendTorrent, type TorrentProblem } from '../../../shared/torrents.ts'
import type { Deps } from '../../platform/deps.ts'
import { PermanentFailure } from '../../platform/jobs/worker.ts'
import { release } from './acting/release.ts'
import { giveShareLimits } from './acting/share-limits.ts'
import { engineOf } from './engine/current.ts'
import { EngineError, type EngineTorrent, type TorrentEngine, type TorrentSource } from './engine/engine.ts'
import { tellOfFailure } from './notices.ts'
import { type TorrentRow, tagOf, torrentById } from './rows.ts'
import { torrent, torrentSource } from './tables.ts'
import { tellTorrent } from './telling.ts'
import { completeHashes } from './uniting.ts'

/** Milliseconds between the looks for a torrent that was just added: it shows itself after some, rarely after seconds. */
const patience = [5, 20, 50, 100, 200, 400, 800, 1600, 3200, 3600]

const identityOf = ({ uuid, v1, v2 }: Pick<TorrentRow, 'uuid' | 'v1' | 'v2'>) => ({ v1, v2, tag: tagOf(uuid) })

/**
 * Tells the engine of a torrent and waits until it shows itself. Done twice, it finds what it added. Handler of
 * `sendTorrent`.
 * @throws {EngineError} where the engine does not answer
 * @throws {PermanentFailure} where it does not take this torrent
 */
export async function send(deps: Deps, { torrentId }: { torrentId: number }): Promise<void> {
  const row = torrentById(deps, torrentId)
  if (!row || row.sentAt !== null) return
  const source = sourceOf(deps, torrentId)
  const engine = engineOf(deps)
  const identity = identityOf(row)
  const add = async () => addTo(engine, source, identity, await folderApart(engine, row, source))
  // Of two that bear one name the second sees the first.
  const addInTurn = () => deps.turns.run(`${sendTorrent.name}/${row.name}`, {}, add)
  const held = (await engine.find(identity)) ?? (await addInTurn())
  if (!held.tags.includes(identity.tag)) await engine.tag([held.key], identity.tag)
  await giveShareLimits(engine, row, held.key)
  deps.inTx(() => confirm(deps, row, held))
}

function sourceOf(deps: Deps, torrentId: number): TorrentSource {
  const kept = deps.db.select().from(torrentSource).where(eq(torrentSource.torrentId, torrentId)).get()
  if (kept?.file) return { file: kept.file }
  if (kept?.magnet) return { magnet: kept.magnet }
  throw new PermanentFailure('Nothing is kept of what the engine is to be given.')
}

/**
 * A folder for a torrent whose content bears the name of another's: in one folder both would write into the same files.
 * What a magnet is called says nothing yet.
 */
async function folderApart(
  engine: TorrentEngine,
  { uuid, name }: TorrentRow,
  source: TorrentSource,
): Promise<string | null> {
  if ('magnet' in source) return null
  const { torrents } = await engine.look()
  const isTaken = [...torrents.values()].some(({ contentPath }) => contentPath.split(/[\\/]/).at(-1) === name)
  return isTaken ? uuid.slice(0, 8) : null
}

async function addTo(
  engine: TorrentEngine,
  source: TorrentSource,
  identity: ReturnType<typeof identityOf>,
  apart: string | null,
): Promise<EngineTorrent> {
  try {
    await engine.add(source, identity.tag, apart)
  } catch (error) {
    if (!(error instanceof EngineError) || error.failure !== 'refused') throw error
    // Somebody else may have added it in this moment: that is refused too.
    const held = await engine.find(identity)
    if (held) return held
    throw new PermanentFailure('The engine does not take this torrent.', { cause: error })
  }
  for (const delay of patience) {
    const held = await engine.find(identity)
    if (held) return held
    await wait(delay)
  }
  throw new EngineError('failed', { key: 'torrents.problems.notShown', args: {} })
}

/** Writes that the engine holds it; where its row went meanwhile, the engine is to let go of it again. */
function confirm(deps: Deps, sent: TorrentRow, held: EngineTorrent): void {
  const row = torrentById(deps, sent.id)
  if (!row) {
    release(deps, sent, true)
    return
  }
  const complete = completeHashes(deps, row, held)
  const known = { sentAt: deps.clock.now(), state: held.state, problem: null, failureTold: false }
  deps.db.update(torrent).set(known).where(eq(torrent.id, complete.id)).run()
  tellTorrent(deps, complete.id)
}

function problemOf(reason: unknown): TorrentProblem {
  const cause = reason instanceof PermanentFailure ? reason.cause : reason
  return cause instanceof EngineError ? cause.problem : { key: 'torrents.problems.engine', args: {} }
}

/** Whether the engine was there, or nobody asked it: then nothing changes by itself. */
const isFinal = (reason: unknown): boolean =>
  !(reason instanceof EngineError) || reason.failure === 'failed' || reason.failure === 'refused'

/** Says of a torrent that the engine could not be told of it, and why. When the last try of `sendTorrent` failed. */
export function giveSendingUp(deps: Deps, { torrentId }: { torrentId: number }, reason: unknown): void {
  const row = torrentById(deps, torrentId)
  if (!row || row.sentAt !== null) return
  const problem = problemOf(reason)
  const isTold = isFinal(reason)
  const given = { state: 'not-sent', problem: JSON.stringify(problem), failureTold: isTold } as const
  deps.db.update(torrent).set(given).where(eq(torrent.id, torrentId)).run()
  tellTorrent(deps, torrentId)
  if (isTold) tellOfFailure(deps, row, problem)
}

/** Takes up whatever the engine could not be told while it did not answer; what was told to its owners is left to them. */
export function sendWaiting(deps: Deps): void {
  const rows = deps.db.select().from(torrent).all()
  const due = rows.filter(({ sentAt, state, failureTold }) => sentAt === null && !(state === 'not-sent' && failureTold))
  deps.inTx(() => {
    for (const { id, state } of due) {
      if (state !== 'waiting') {
        deps.db.update(torrent).set({ state: 'waiting', problem: null }).where(eq(torrent.id, id)).run()
        tellTorrent(deps, id)
      }
      deps.enqueueAgain(sendTorrent, { torrentId: id }, String(id))
    }
  })
}
