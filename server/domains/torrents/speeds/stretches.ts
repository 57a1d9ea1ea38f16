import type { SpeedColumns } from '../../../../shared/torrent-speeds.ts'
import type { SpeedRow } from './rows.ts'

const slotOf = (at: number, step: number): number => at - (at % step)

/** For how many seconds of each slot the engine was looked at; `at` of the slot is the key. */
export function lookedAt(engine: readonly SpeedRow[], step: number): Map<number, number> {
  const seconds = new Map<number, number>()
  for (const row of engine) {
    const slot = slotOf(row.at, step)
    seconds.set(slot, (seconds.get(slot) ?? 0) + row.step)
  }
  return seconds
}

interface Sum {
  seconds: number
  down: number
  up: number
}

function sums(rows: readonly SpeedRow[], step: number): Map<number, Sum> {
  const slots = new Map<number, Sum>()
  for (const row of rows) {
    const slot = slotOf(row.at, step)
    const sum = slots.get(slot) ?? { seconds: 0, down: 0, up: 0 }
    sum.seconds += row.step
    sum.down += row.down * row.step
    sum.up += row.up * row.step
    slots.set(slot, sum)
  }
  return slots
}

/**
 * Longer rows in place of shorter ones. Whatever has no row while the engine was looked at stood still, which counts; a
 * time in which nobody looked does not.
 * @param looked see {@link lookedAt}
 */
export function longerRows(
  rows: readonly SpeedRow[],
  step: number,
  looked: ReadonlyMap<number, number>,
): readonly SpeedRow[] {
  return [...sums(rows, step)].map(([at, { seconds, down, up }]) => {
    const over = Math.max(seconds, looked.get(at) ?? 0)
    return { step, at, down: Math.round(down / over), up: Math.round(up / over) }
  })
}

/**
 * The columns of a chart: a point for each slot in which the engine was looked at, and an unknown one where that stops.
 * @param engine rows of the whole engine in the same stretch of time
 * @param since before this, in seconds since the epoch, nothing is known of it
 */
export function columnsOf(
  rows: readonly SpeedRow[],
  engine: readonly SpeedRow[],
  step: number,
  since: number,
): SpeedColumns {
  const looked = lookedAt(engine, step)
  const byslot = sums(rows, step)
  const [at, down, up]: [number[], (number | null)[], (number | null)[]] = [[], [], []]
  const seconds: number[] = []
  const slots = [...looked.keys()].filter((slot) => slot + step > since).sort((one, other) => one - other)
  for (const [place, slot] of slots.entries()) {
    const before = slots[place - 1]
    if (before !== undefined && slot - before > step) {
      at.push(before + step)
      down.push(null)
      up.push(null)
      seconds.push(0)
    }
    const sum = byslot.get(slot) ?? { seconds: 0, down: 0, up: 0 }
    const over = Math.max(sum.seconds, looked.get(slot) ?? 0)
    at.push(slot)
    down.push(Math.round(sum.down / over))
    up.push(Math.round(sum.up / over))
    seconds.push(over)
  }
  return { at, down, up, looked: seconds }
}
