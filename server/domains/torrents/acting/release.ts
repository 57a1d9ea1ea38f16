import { eq } from 'drizzle-orm'
import { releaseTorrent, sendTorrent } from '../../../../shared/torrents.ts'
import { minutes } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import { pendingPayloads } from '../../../platform/jobs/queue.ts'
import { engineOf } from '../engine/current.ts'
import { EngineError, type EngineTorrent, type TorrentEngine } from '../engine/engine.ts'
import { type TorrentRow, tagOf } from '../rows.ts'
import { torrent } from '../tables.ts'
import { tellTorrent } from '../telling.ts'
import { bearersOf } from '../uniting.ts'

/** What the engine is to let go of. */
export interface Released {
  readonly tag: string
  readonly v1: string | null
  readonly v2: string | null
  readonly withData: boolean
}

/** How long an engine that cannot be reached is left alone, in milliseconds. */
const pause = minutes(1)

const arm = (deps: Deps, released: Released, delay = 0): void =>
  deps.enqueueAgain(releaseTorrent, released, released.tag, delay)

/** Writes that the engine is to let go of a torrent; in the transaction in which its row goes. */
export function release(deps: Deps, { uuid, v1, v2 }: Pick<TorrentRow, 'uuid' | 'v1' | 'v2'>, withData: boolean): void {
  arm(deps, { tag: tagOf(uuid), v1, v2, withData })
}

/** What the engine still is to let go of: it is in nobody's list any more, and no stranger either. */
export const pendingReleases = (deps: Deps): Released[] => pendingPayloads(deps.db, releaseTorrent)

/** Tries again at once, since the engine is another one or is reached otherwise. */
export function retryReleases(deps: Deps): void {
  for (const released of pendingReleases(deps)) arm(deps, released)
}

/**
 * Takes a torrent away from the engine, however long that cannot be reached. Handler of `releaseTorrent`.
 * @throws {EngineError} where the engine is there and does not do it
 */
export async function letGo(deps: Deps, released: Released): Promise<void> {
  try {
    // One after the other: two that share files would spare them for each other.
    await deps.turns.run(releaseTorrent.name, {}, () => takeAway(deps, released))
  } catch (error) {
    if (!(error instanceof EngineError) || error.failure === 'failed' || error.failure === 'refused') throw error
    arm(deps, released, pause)
  }
}

const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}\\`)

/** Where the files of a torrent lie on the engine's machine. */
async function placesOf(engine: TorrentEngine, { key, savePath }: EngineTorrent): Promise<string[]> {
  return (await engine.files(key)).map(({ path }) => `${savePath}/${path}`)
}

/** Whether another torrent has one of these files too: two releases of one name lie in one folder. */
async function sharesFiles(engine: TorrentEngine, held: EngineTorrent): Promise<boolean> {
  const { torrents } = await engine.look()
  const { contentPath } = held
  const near = [...torrents.values()].filter(
    (other) =>
      other.key !== held.key &&
      other.contentPath !== '' &&
      (isWithin(other.contentPath, contentPath) || isWithin(contentPath, other.contentPath)),
  )
  if (contentPath === '' || near.length === 0) return false
  const own = new Set(await placesOf(engine, held))
  for (const other of near) if ((await placesOf(engine, other)).some((place) => own.has(place))) return true
  return false
}

async function takeAway(deps: Deps, released: Released): Promise<void> {
  const engine = engineOf(deps)
  const held = await engine.find(released)
  const hashes = { v1: released.v1 ?? held?.v1 ?? null, v2: released.v2 ?? held?.v2 ?? null }
  // Somebody added it again meanwhile: what the engine holds is theirs now.
  if (held && bearersOf(deps, hashes).length > 0) return
  // Files that another torrent has too go with the last of them.
  if (held) await engine.remove([held.key], released.withData && !(await sharesFiles(engine, held)))
  // Whoever added it while it was being taken away may have found it there still.
  deps.inTx(() => {
    for (const row of bearersOf(deps, hashes)) sendAfresh(deps, row)
  })
}

function sendAfresh(deps: Deps, { id }: TorrentRow): void {
  deps.db.update(torrent).set({ state: 'waiting', problem: null, sentAt: null }).where(eq(torrent.id, id)).run()
  deps.enqueueAgain(sendTorrent, { torrentId: id }, String(id))
  tellTorrent(deps, id)
}
