import { Temporal } from 'temporal-polyfill'

interface QuietHours {
  readonly from: string
  readonly to: string
}

const localDate = (now: number, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate()

/**
 * A time of day on a date, in milliseconds since the epoch. Where the clocks skip it, as much later as they skip; where
 * they show it twice, the first of both.
 */
const instantOf = (date: Temporal.PlainDate, time: string, timeZone: string): number =>
  date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds

/** When the quiet hours end in which `now` lies, in milliseconds since the epoch; null outside them. */
export function quietUntil(now: number, timeZone: string, quiet: QuietHours | null): number | null {
  if (quiet === null) return null
  const today = localDate(now, timeZone)
  const overMidnight = quiet.to <= quiet.from
  for (const evening of [today.subtract({ days: 1 }), today]) {
    const start = instantOf(evening, quiet.from, timeZone)
    const end = instantOf(overMidnight ? evening.add({ days: 1 }) : evening, quiet.to, timeZone)
    if (start <= now && now < end) return end
  }
  return null
}

/** The last daily mail that was due at `now`: its local date, which names it, and its instant. */
export function lastDigest(now: number, timeZone: string, digestAt: string): { date: string; at: number } {
  const today = localDate(now, timeZone)
  const at = instantOf(today, digestAt, timeZone)
  if (at <= now) return { date: today.toString(), at }
  const yesterday = today.subtract({ days: 1 })
  return { date: yesterday.toString(), at: instantOf(yesterday, digestAt, timeZone) }
}

/** Whether a time of day lies in the quiet hours. */
export const isQuiet = (time: string, { from, to }: QuietHours): boolean =>
  from < to ? from <= time && time < to : time >= from || time < to
