import { Temporal } from 'temporal-polyfill'

/** A moment, or a day without a time, as an old site wrote it. */
export type OldDate = { readonly instant: number } | { readonly day: string }

const earliest = '1000-01-01'

const dayOf = (text: string): OldDate | null => {
  try {
    const day = Temporal.PlainDate.from(text).toString()
    return day >= earliest && day.length === 10 ? { day } : null
  } catch {
    return null
  }
}

const instantOf = (text: string): OldDate | null => {
  const instant = Date.parse(text)
  return Number.isFinite(instant) && instant > Date.parse(earliest) ? { instant } : null
}

const dated = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/i

/** Numbers below are seconds since the epoch, above milliseconds: the year 5138 or the year 1973. */
const largestSeconds = 100_000_000_000

/**
 * Reads a date in the spellings that SQLite and JavaScript give it. A time without a zone is UTC, as SQLite's own.
 * @returns null where it is none
 */
export function readOldDate(value: string | number | null): OldDate | null {
  if (value === null) return null
  const text = String(value).trim()
  if (/^\d{9,13}(\.\d+)?$/.test(text)) {
    const number = Number(text)
    return { instant: Math.round(number < largestSeconds ? number * 1000 : number) }
  }
  const [, day, time, zone = 'Z'] = dated.exec(text) ?? []
  if (!day || !dayOf(day)) return null
  if (!time) return dayOf(day)
  const offset = /^z$/i.test(zone) ? 'Z' : zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2')
  return instantOf(`${day}T${time}${offset}`)
}

/** The day of an old date where the couple lives, `YYYY-MM-DD`. */
export const dayIn = (zone: string, date: OldDate): string =>
  'day' in date
    ? date.day
    : Temporal.Instant.fromEpochMilliseconds(date.instant).toZonedDateTimeISO(zone).toPlainDate().toString()

/** The moment of an old date; noon of a day without a time. */
export const momentIn = (zone: string, date: OldDate): number =>
  'instant' in date
    ? date.instant
    : Temporal.PlainDate.from(date.day).toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).epochMilliseconds
