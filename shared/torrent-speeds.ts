import * as z from 'zod/mini'
import { defineJob } from './definitions.ts'

/** The whole engine, where a torrent's number stands otherwise. */
export const wholeEngine = 0

export const speedSpans = ['live', 'day', 'month'] as const

export type SpeedSpan = (typeof speedSpans)[number]

/** How far back a span reaches and how far apart its points are, in seconds; `live` has a point for each look. */
export const spans: Readonly<Record<SpeedSpan, { readonly length: number; readonly step: number }>> = {
  live: { length: 600, step: 2 },
  day: { length: 86_400, step: 120 },
  month: { length: 2_592_000, step: 3600 },
}

export const speedsInput = z.object({
  /** Null for the whole engine. */
  torrentId: z.nullable(z.number().check(z.int(), z.positive())),
  span: z.enum(speedSpans),
})

/**
 * Mean speeds in bytes a second, column by column. `at` is where each point begins, in seconds since the epoch,
 * ascending; null where nobody looked at the engine, so that nothing is known.
 */
export interface SpeedColumns {
  readonly at: readonly number[]
  readonly down: readonly (number | null)[]
  readonly up: readonly (number | null)[]
  /** For how many seconds after each point somebody looked, where that is not until the next. */
  readonly looked?: readonly number[]
}

export interface TorrentSpeeds extends SpeedColumns {
  /** The server's time, in seconds since the epoch: browsers go on from here. */
  readonly now: number
}

/** Makes long stretches of old short ones, and drops the oldest. */
export const thinSpeeds = defineJob('torrents.thin-speeds', z.object({}))
