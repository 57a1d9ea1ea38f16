import { wholeEngine } from '../../../../shared/torrent-speeds.ts'
import type { Deps } from '../../../platform/deps.ts'
import { perHouse } from '../../../platform/per-house.ts'
import type { EngineLook } from '../engine/engine.ts'
import { rosterOf } from '../watch/roster.ts'
import { watchOf } from '../watch/watch.ts'
import { LastLooks, longestPause } from './looks.ts'
import { writeSpeed } from './rows.ts'

const minute = 60

/** For how long a look speaks that follows no other, in seconds: that of the watch's pace. */
const lone = 2

/** What the looks of one minute found to move, in bytes. */
interface Minute {
  readonly at: number
  readonly sums: Map<number, { down: number; up: number }>
}

/**
 * Keeps the speeds that looks at the engine find: each look in memory for some minutes, and the mean of each minute as
 * rows, written at once when the minute is over. A look speaks for the time since the one before; of a time in which
 * nobody looked nothing is counted. The engine has a row for each minute in which it was looked at, a torrent for each
 * in which it moved.
 */
class SpeedRecorder {
  readonly last = new LastLooks()
  readonly #deps: Deps
  #minute: Minute | null = null
  /** When the engine was looked at last, in seconds since the epoch. */
  #looked = Number.NEGATIVE_INFINITY

  constructor(deps: Deps) {
    this.#deps = deps
  }

  saw(look: EngineLook): void {
    const now = Math.floor(this.#deps.clock.now() / 1000)
    const since = now - this.#looked
    const seconds = since >= 0 && since <= longestPause ? since : lone
    this.#looked = now
    const moved = this.#moved()
    this.last.keep({ at: now, down: look.down, up: look.up, moved })
    this.writeEnded()
    this.#minute ??= { at: now - (now % minute), sums: new Map() }
    this.#add(wholeEngine, look.down * seconds, look.up * seconds)
    for (let place = 0; place < moved.length; place += 3) {
      this.#add(moved[place] ?? 0, (moved[place + 1] ?? 0) * seconds, (moved[place + 2] ?? 0) * seconds)
    }
  }

  /** Writes the running minute if it is over by now. */
  writeEnded(): void {
    const now = this.#deps.clock.now() / 1000
    if (this.#minute && (now >= this.#minute.at + minute || now < this.#minute.at)) this.write()
  }

  /** Writes the running minute as far as it went. */
  write(): void {
    const ended = this.#minute
    this.#minute = null
    if (!ended) return
    this.#deps.inTx(() => {
      for (const [torrentId, sum] of ended.sums) {
        const row = {
          step: minute,
          at: ended.at,
          down: Math.round(sum.down / minute),
          up: Math.round(sum.up / minute),
        }
        if (torrentId === wholeEngine || row.down > 0 || row.up > 0) writeSpeed(this.#deps, torrentId, row)
      }
    })
  }

  #add(torrentId: number, down: number, up: number): void {
    const sums = this.#minute?.sums
    const sum = sums?.get(torrentId)
    if (sum) {
      sum.down += down
      sum.up += up
    } else sums?.set(torrentId, { down, up })
  }

  #moved(): Float64Array {
    const watch = watchOf(this.#deps)
    const moved: number[] = []
    for (const [id, { row }] of rosterOf(this.#deps).entries()) {
      const seen = watch.torrentOf(row)
      if (seen && (seen.down > 0 || seen.up > 0)) moved.push(id, seen.down, seen.up)
    }
    return Float64Array.from(moved)
  }
}

export const recorderOf = perHouse((deps) => new SpeedRecorder(deps))

/** Begins to keep the speeds that the watch finds. Returns what ends it, and writes what is not written yet. */
export function recordSpeeds(deps: Deps): () => void {
  const recorder = recorderOf(deps)
  const stop = watchOf(deps).onLook((look) => recorder.saw(look))
  return () => {
    stop()
    recorder.write()
  }
}
