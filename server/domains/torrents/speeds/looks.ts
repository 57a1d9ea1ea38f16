import { type SpeedColumns, spans, wholeEngine } from '../../../../shared/torrent-speeds.ts'

/** What moved at one look; `moved` holds number, down and up of each torrent in turn. */
interface Look {
  /** Seconds since the epoch. */
  readonly at: number
  readonly down: number
  readonly up: number
  readonly moved: Float64Array
}

/** Two looks that lie further apart, in seconds, are not joined by a line: in between nobody looked. */
export const longestPause = 15

/** Points at most, whatever the pace. */
const mostPoints = 700

/** The looks of the last minutes, in memory alone: what stood still takes no room. */
export class LastLooks {
  readonly #looks: Look[] = []

  keep(look: Look): void {
    if (this.#looks.at(-1)?.at === look.at) this.#looks.pop()
    this.#looks.push(look)
    const oldest = look.at - spans.live.length
    const dropped = this.#looks.findIndex(({ at }) => at >= oldest)
    this.#looks.splice(0, Math.max(dropped, this.#looks.length - mostPoints))
  }

  /** The points after an instant, in seconds since the epoch. */
  columns(torrentId: number, after: number): SpeedColumns {
    const [at, down, up]: [number[], (number | null)[], (number | null)[]] = [[], [], []]
    let before = Number.POSITIVE_INFINITY
    for (const look of this.#looks) {
      if (look.at < after) continue
      if (look.at - before > longestPause) {
        at.push(before + 1)
        down.push(null)
        up.push(null)
      }
      const [received, sent] = torrentId === wholeEngine ? [look.down, look.up] : speedsIn(look.moved, torrentId)
      at.push(look.at)
      down.push(received)
      up.push(sent)
      before = look.at
    }
    return { at, down, up }
  }
}

function speedsIn(moved: Float64Array, torrentId: number): [number, number] {
  for (let place = 0; place < moved.length; place += 3) {
    if (moved[place] === torrentId) return [moved[place + 1] ?? 0, moved[place + 2] ?? 0]
  }
  return [0, 0]
}
