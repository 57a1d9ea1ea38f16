import { type SpeedColumns, spans } from '../../../../../shared/torrent-speeds.ts'

/** How fast something is now, in bytes a second. */
export interface SpeedNow {
  readonly down: number
  readonly up: number
}

/**
 * A line with the point of this moment at its end, and without what is older than it reaches.
 * @param at seconds since the epoch
 * @param now null where nobody knows
 */
export function withPoint(columns: SpeedColumns, at: number, now: SpeedNow | null): SpeedColumns {
  const last = columns.at.at(-1)
  if (last !== undefined && last >= at) return columns
  const first = columns.at.findIndex((one) => one >= at - spans.live.length)
  const from = first < 0 ? columns.at.length : first
  return {
    at: [...columns.at.slice(from), at],
    down: [...columns.down.slice(from), now?.down ?? null],
    up: [...columns.up.slice(from), now?.up ?? null],
  }
}
