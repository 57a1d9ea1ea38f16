import { eq } from 'drizzle-orm'
import type { TorrentProblem, TorrentState } from '../../../../shared/torrents.ts'
import { minutes } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { EngineTorrent } from '../engine/engine.ts'
import { isSizeProblem, sizeProblem } from '../limits.ts'
import { tellOfFailure, tellOfFinish, tellOfPause } from '../notices.ts'
import { problemOf } from '../presented.ts'
import { ownersOf, type TorrentRow, torrentById } from '../rows.ts'
import { torrent } from '../tables.ts'
import { completeHashes } from '../uniting.ts'
import type { Entry } from './roster.ts'

type Change = Partial<TorrentRow>

/** What is to be written of a torrent; given its row as it is by then. */
type Work = (row: TorrentRow) => void

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
        for (const { id, work } of due) this.#do(id, work)
      })
    }
    this.#forgetOthers(found)
    return { written: due.map(({ id }) => id), toPause }
  }

  /** Each on its own: what cannot be kept of one keeps nobody from learning of the others. */
  #do(id: number, work: Work): void {
    // It may just have become one with another.
    const row = torrentById(this.#deps, id)
    if (!row) return
    try {
      this.#deps.inTx(() => work(row))
    } catch (error) {
      this.#deps.log.error({ err: error, torrentId: id }, 'What the engine showed of a torrent could not be kept')
    }
  }

  #forgetOthers(found: readonly { readonly entry: Entry }[]): void {
    if (this.#kept.size + this.#missed.size <= found.length) return
    const ids = new Set(found.map(({ entry }) => entry.row.id))
    for (const map of [this.#kept, this.#missed]) for (const id of map.keys()) if (!ids.has(id)) map.delete(id)
  }

  #workOfMissing({ row }: Entry): Work | null {
    if (row.state === 'vanished') return null
    const missed = (this.#missed.get(row.id) ?? 0) + 1
    this.#missed.set(row.id, missed)
    if (missed < looksUntilVanished) return null
    return () => this.#write(row.id, { state: 'vanished', problem: null })
  }

  #workOf(entry: Entry, seen: EngineTorrent, toPause: string[]): Work | null {
    const { row } = entry
    this.#missed.delete(row.id)
    // Of one that stands as it stood nothing is to be kept.
    const isKept = seen.progress === row.progress && seen.ratio === row.ratio && row.problem === null
    if (isKept && seen === entry.seen && !entry.isStale) return null
    const learns = (row.v1 === null && seen.v1 !== null) || (row.v2 === null && seen.v2 !== null)
    const isWeighed = asksForRoom(row, seen)
    const finishes = row.finishedAt === null && isWhole(seen)
    const fails = isBroken(seen) && !row.failureTold
    const change: Change = {
      ...this.#changeOf(row, seen),
      ...(finishes ? { finishedAt: this.#deps.clock.now() } : {}),
      ...(fails ? { failureTold: true } : {}),
    }
    if (!learns && !isWeighed && Object.keys(change).length === 0) return null
    return (now) => {
      const whole = learns ? completeHashes(this.#deps, now, seen) : now
      this.#write(whole.id, change)
      const told = { ...whole, ...change }
      if (finishes) tellOfFinish(this.#deps, told)
      if (fails) tellOfFailure(this.#deps, told, brokenProblem(seen))
      if (isWeighed && this.#holdBack(told, seen)) toPause.push(seen.key)
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

  /**
   * Looks whether there is room, with what the look brought of others counted: two magnets may say at once how much they
   * are. Answers whether it has to stand still.
   */
  #holdBack(row: TorrentRow, { size, progress }: EngineTorrent): boolean {
    if (size === null) return false
    const wasHeld = isSizeProblem(problemOf(row))
    const owners = ownersOf(this.#deps, [row.id]).get(row.id) ?? []
    const problem = sizeProblem(this.#deps, { id: row.id, size, left: size * (1 - progress) }, owners)
    if (problem === null) {
      if (wasHeld) this.#write(row.id, { problem: null })
      return false
    }
    this.#write(row.id, { problem: JSON.stringify(problem) })
    if (!wasHeld) tellOfPause(this.#deps, row)
    return true
  }

  #write(id: number, change: Change): void {
    if (Object.keys(change).length === 0) return
    this.#deps.db.update(torrent).set(change).where(eq(torrent.id, id)).run()
  }
}

/** A magnet says only now how much it is; whoever resumes it makes the house look again whether there is room. */
function asksForRoom(row: TorrentRow, seen: EngineTorrent): boolean {
  if (seen.size === null || isWhole(seen)) return false
  return row.size === null || (isSizeProblem(problemOf(row)) && seen.state !== 'paused')
}

const brokenProblem = ({ state }: EngineTorrent): TorrentProblem => ({
  key: state === 'missing' ? 'torrents.problems.missing' : 'torrents.problems.failed',
  args: {},
})
