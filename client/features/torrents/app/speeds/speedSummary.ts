import type { SpeedColumns } from '../../../../../shared/torrent-speeds.ts'

/** What a line comes to. Speeds in bytes a second, `volume` in bytes, `peakAt` in seconds since the epoch. */
export interface SpeedSummary {
  readonly mean: number
  readonly peak: number
  readonly peakAt: number
  readonly volume: number
}

/**
 * Sums up one line of a chart; null where nothing is known.
 * @param longest seconds for which a point stands at most
 */
export function summaryOf(
  { at, looked }: Pick<SpeedColumns, 'at' | 'looked'>,
  speeds: readonly (number | null)[],
  longest: number,
): SpeedSummary | null {
  let [volume, seconds, peak, peakAt] = [0, 0, -1, 0]
  for (const [place, speed] of speeds.entries()) {
    const begin = at[place]
    if (speed === null || begin === undefined) continue
    const length = looked?.[place] ?? Math.min(longest, (at[place + 1] ?? begin + longest) - begin)
    volume += speed * length
    seconds += length
    if (speed > peak) [peak, peakAt] = [speed, begin]
  }
  return seconds === 0 ? null : { mean: volume / seconds, peak, peakAt, volume }
}
