import { eq } from 'drizzle-orm'
import type { TorrentProblem, TorrentState } from '../../../../shared/torrents.ts'
import { minutes } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { EngineTorrent } from '../engine/engine.ts'
import { isSizeProblem, sizeProblem } from '../limits.ts'
import { tellOfFailure, tellOfFinish, tellOfPause } from '../notices.ts'
import { problemOf } from '../presented.ts'
import type { TorrentRow } from '../rows.ts'
import { torrent } from '../tables.ts'
import { completeHashes } from '../uniting.ts'
import type { Entry } from './roster.ts'

type Change = Partial<TorrentRow>

/** What a look tells that rows are to keep. */
export interface Settled {
  /** Ids of the rows that were written. */
  readonly written: readonly number[]
  /** Keys of what has to stand still, since there is no room for it. */
  readonly toPause: readonly string[]
}

const progressKept = minutes(1)
/** Whoever is missing once may be on its way to another key. */
const looksUntilVanished = 2

const isWhole = ({ state }: EngineTorrent): boolean => state === 'seeding' || state === 'finished'

const isBroken = ({ state }: EngineTorrent): boolean => state === 'failed' || state === 'missing'

/** A download that stops for a moment is written down with the next progress: it goes on and off all the time. */
const classOf = (state: TorrentState): string => (state === 'stalled' ? 'downloading' : state)

/** Keeps in the rows what matters of each look, and what follows from it. */
export class Settling {
  readonly #deps: Deps
  readonly #missed = new Map<number, number>()
  /** When the progress of a torrent was written last. */
  readonly #kept = new Map<number, number>()

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /**
   * Takes a look in, in one transaction.
   * @param found each torrent that the engine was told of, with what the look shows of it
   */
  settle(found: readonly { readonly entry: Entry; readonly seen: EngineTorrent | null }[]): Settled {
    const toPause: string[] = []
    const due = found.flatMap(({ entry, seen }) => {
      const work = seen ? this.#workOf(entry, seen, toPause) : this.#workOfMissing(entry)
      return work ? [{ id: entry.row.id, work }] : []
    })
    if (due.length > 0) {
      this.#deps.inTx(() => {
        for (const { work } of due) work()
      })
    }
    return { written: due.map(({ id }) => id), toPause }
  }

  #workOfMissing({ row }: Entry): (() => void) | null {
    if (row.state === 'vanished') return null
    const missed = (this.#missed.get(row.id) ?? 0) + 1
    this.#missed.set(row.id, missed)
    if (missed < looksUntilVanished) return null
    return () => this.#write(row, { state: 'vanished', problem: null })
  }

  #workOf(entry: Entry, seen: EngineTorrent, toPause: string[]): (() => void) | null {
    const { row } = entry
    this.#missed.delete(row.id)
    // Of one that stands as it stood nothing is to be kept.
    const isKept = seen.progress === row.progress && seen.ratio === row.ratio && row.problem === null
    if (isKept && seen === entry.seen && !entry.isStale) return null
    const learns = (row.v1 === null && seen.v1 !== null) || (row.v2 === null && seen.v2 !== null)
    const change = this.#changeOf(row, seen)
    const limited = this.#heldBack(entry, seen)
    if (limited.pauses) toPause.push(seen.key)
    const finishes = row.finishedAt === null && isWhole(seen)
    const fails = isBroken(seen) && !row.failureTold
    const all: Change = {
      ...change,
      ...limited.change,
      ...(finishes ? { finishedAt: this.#deps.clock.now() } : {}),
      ...(fails ? { failureTold: true } : {}),
    }
    if (!learns && Object.keys(all).length === 0) return null
    return () => {
      const whole = learns ? completeHashes(this.#deps, row, seen) : row
      this.#write(whole, all)
      const told = { ...whole, ...all }
      if (finishes) tellOfFinish(this.#deps, told)
      if (fails) tellOfFailure(this.#deps, told, brokenProblem(seen))
      if (limited.tells) tellOfPause(this.#deps, told)
    }
  }

  #changeOf(row: TorrentRow, seen: EngineTorrent): Change {
    const change: Change = {}
    const becomesKnown = row.size === null && seen.size !== null
    if (becomesKnown && seen.name !== '') change.name = seen.name
    if (seen.size !== null && seen.size !== row.size) change.size = seen.size
    const moves = classOf(row.state) !== classOf(seen.state)
    const keeps = seen.progress !== row.progress || seen.ratio !== row.ratio || row.state !== seen.state
    const isDue = this.#deps.clock.now() - (this.#kept.get(row.id) ?? 0) >= progressKept
    if (moves || (keeps && isDue)) {
      Object.assign(change, { state: seen.state, progress: seen.progress, ratio: seen.ratio })
      this.#kept.set(row.id, this.#deps.clock.now())
    }
    if (isBroken(seen) && row.state !== seen.state) change.problem = JSON.stringify(brokenProblem(seen))
    if (!isBroken(seen) && row.failureTold) change.failureTold = false
    if (!isBroken(seen) && row.problem !== null && !isSizeProblem(problemOf(row))) change.problem = null
    return change
  }

  /** A magnet says only now how much it is; whoever resumes it makes the house look again whether there is room. */
  #heldBack({ row, owners }: Entry, seen: EngineTorrent): { pauses: boolean; tells: boolean; change: Change } {
    const { size } = seen
    const wasHeld = isSizeProblem(problemOf(row))
    const isNew = row.size === null && size !== null
    const isAsked = wasHeld && seen.state !== 'paused'
    if (size === null || isWhole(seen) || !(isNew || isAsked)) return { pauses: false, tells: false, change: {} }
    const left = size * (1 - seen.progress)
    const problem = sizeProblem(this.#deps, { id: row.id, size, left }, owners)
    const written = problem === null ? null : JSON.stringify(problem)
    const change = written === row.problem ? {} : { problem: written }
    return { pauses: problem !== null, tells: problem !== null && !wasHeld, change }
  }

  #write({ id }: TorrentRow, change: Change): void {
    if (Object.keys(change).length === 0) return
    this.#deps.db.update(torrent).set(change).where(eq(torrent.id, id)).run()
  }
}

const brokenProblem = ({ state }: EngineTorrent): TorrentProblem => ({
  key: state === 'missing' ? 'torrents.problems.missing' : 'torrents.problems.failed',
  args: {},
})
