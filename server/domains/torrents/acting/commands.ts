import { eq } from 'drizzle-orm'
import type { MessageKey } from '../../../../shared/messages/catalogue.gen.ts'
import type { TorrentOutcome, TorrentProblem } from '../../../../shared/torrents.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { engineOf } from '../engine/current.ts'
import type { TorrentEngine } from '../engine/engine.ts'
import { activeProblem, isSizeProblem, sizeProblem } from '../limits.ts'
import { problemOf } from '../presented.ts'
import { ownersOf, type TorrentRow } from '../rows.ts'
import { torrent } from '../tables.ts'
import { tellTorrent } from '../telling.ts'
import { watchOf } from '../watch/watch.ts'
import { type Held, heldNow, notHeld } from './held.ts'
import { recordOnOthers } from './recording.ts'
import { Selection } from './selection.ts'

interface Command {
  /** Recorded where it is done to others' torrents. */
  readonly act: MessageKey
  tell(engine: TorrentEngine, keys: readonly string[]): Promise<void>
  /** Takes back what {@link admit} did, since the engine did not do it. */
  undo?(rows: readonly TorrentRow[]): void
  /** Why one of them may not be told; null where it may. */
  admit?(held: Held): TorrentProblem | null
}

/** Those that the engine holds and that may be told; the others are refused. */
async function admitted(deps: Deps, selection: Selection, { admit }: Command): Promise<readonly Held[]> {
  const engine = await heldNow(deps)
  return deps.inTx(() =>
    selection.rows.flatMap((row) => {
      const seen = engine.of(row)
      const problem = seen ? (admit?.({ row, seen }) ?? null) : notHeld(row)
      if (problem) selection.refuse(row.id, problem)
      return seen && !problem ? [{ row, seen }] : []
    }),
  )
}

async function command(deps: Deps, actor: SignedIn, ids: readonly number[], given: Command): Promise<TorrentOutcome[]> {
  const selection = new Selection(deps, actor, ids)
  if (selection.rows.length === 0) return selection.outcomes
  try {
    const held = await admitted(deps, selection, given)
    await tell(deps, given, held)
    recordOnOthers(deps, actor, given.act, selection.rows)
  } catch (error) {
    selection.refuseAll(error)
  }
  watchOf(deps).soon()
  return selection.outcomes
}

async function tell(deps: Deps, { tell, undo }: Command, held: readonly Held[]): Promise<void> {
  if (held.length === 0) return
  try {
    await tell(
      engineOf(deps),
      held.map(({ seen }) => seen.key),
    )
  } catch (error) {
    undo?.(held.map(({ row }) => row))
    throw error
  }
}

/** Stops torrents. What became of each is answered; nothing is thrown where one is refused, or the engine is out of reach. */
export const pauseTorrents = (deps: Deps, actor: SignedIn, ids: readonly number[]): Promise<TorrentOutcome[]> =>
  command(deps, actor, ids, { act: 'torrentActs.acts.paused', tell: (engine, keys) => engine.pause(keys) })

/** Has the engine read what it has of torrents anew. Answers as {@link pauseTorrents}. */
export const recheckTorrents = (deps: Deps, actor: SignedIn, ids: readonly number[]): Promise<TorrentOutcome[]> =>
  command(deps, actor, ids, { act: 'torrentActs.acts.rechecked', tell: (engine, keys) => engine.recheck(keys) })

/** Lets torrents go on, as many as the actor may have under way. Answers as {@link pauseTorrents}. */
export const resumeTorrents = (deps: Deps, actor: SignedIn, ids: readonly number[]): Promise<TorrentOutcome[]> =>
  command(deps, actor, ids, {
    act: 'torrentActs.acts.resumed',
    tell: (engine, keys) => engine.resume(keys),
    undo: (rows) =>
      deps.inTx(() => {
        for (const row of rows) takeBack(deps, row)
      }),
    admit: (held) => goOn(deps, actor, held),
  })

/** Writes that a torrent is under way, so that the next one is counted with it; whole ones are no matter of limits. */
function goOn(deps: Deps, actor: SignedIn, { row, seen }: Held): TorrentProblem | null {
  if (seen.progress >= 1 && seen.size !== null) return null
  const problem = lackOfRoom(deps, { row, seen }) ?? activeProblem(deps, actor.account.id, row.id)
  if (problem || seen.state !== 'paused') return problem
  deps.db.update(torrent).set({ state: 'stalled' }).where(eq(torrent.id, row.id)).run()
  tellTorrent(deps, row.id)
  return null
}

function takeBack(deps: Deps, { id, state }: TorrentRow): void {
  deps.db.update(torrent).set({ state }).where(eq(torrent.id, id)).run()
  tellTorrent(deps, id)
}

/** What the house stopped for its size stays so while that is too much. */
function lackOfRoom(deps: Deps, { row, seen }: Held): TorrentProblem | null {
  const size = seen.size ?? row.size
  if (size === null || !isSizeProblem(problemOf(row))) return null
  const owners = ownersOf(deps, [row.id]).get(row.id) ?? []
  return sizeProblem(deps, { id: row.id, size, left: size * (1 - seen.progress) }, owners)
}
