import type { Locale } from '../../shared/locale.ts'
import type { MessageKey } from '../../shared/messages/catalogue.gen.ts'
import { sizeOf } from '../../shared/sizes.ts'
import type { Translate } from './words.ts'

type DateStyle = 'day' | 'dayAndMonth' | 'month' | 'monthAndYear' | 'short' | 'long' | 'weekday' | 'weekdayAlone'

const dateStyles: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  day: { day: 'numeric' },
  dayAndMonth: { day: 'numeric', month: 'long' },
  month: { month: 'long' },
  monthAndYear: { month: 'long', year: 'numeric' },
  short: { day: '2-digit', month: '2-digit', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  weekdayAlone: { weekday: 'long' },
}

const relativeUnits: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** More than any house uses; a bound, because zones come from people. */
const formatsKept = 200

/** Making one of Intl's formats takes the server longer than drawing a paragraph, so each is made once. */
function keptFormats<O, F>(make: (tag: string, options?: O) => F): (tag: string, options?: O) => F {
  const kept = new Map<string, F>()
  return (tag, options) => {
    const key = tag + JSON.stringify(options)
    const known = kept.get(key)
    if (known !== undefined) return known
    if (kept.size >= formatsKept) kept.clear()
    const format = make(tag, options)
    kept.set(key, format)
    return format
  }
}

const dateFormat = keptFormats((tag, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, options))
const numberFormat = keptFormats((tag, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(tag, options))

/** Dates, numbers and sizes in a person's language; instants in their time zone, calendar dates in none. */
export interface Formats {
  /** `2026-02-28` → 28 février 2026. */
  date(calendarDate: string, style?: DateStyle): string
  /** An ISO instant as a date of the person's time zone. */
  instant(iso: string, style?: DateStyle): string
  /** An ISO instant with hours and minutes. */
  moment(iso: string): string
  time(iso: string): string
  /** « il y a 3 jours », from `now` in milliseconds. */
  relative(iso: string, now: number): string
  number(value: number, options?: Intl.NumberFormatOptions): string
  /** 0.42 → 42 %. */
  percent(share: number): string
  /** Bytes in powers of 1000; under `app/`, where the words are. */
  size(bytes: number): string
  /** Rough length of time, for « encore 3 minutes »; under `app/`. */
  duration(seconds: number): string
  list(parts: readonly string[]): string
}

/** @param timeZone IANA name */
export function createFormats(locale: Locale, timeZone: string, t: Translate): Formats {
  const tag = locale === 'fr' ? 'fr-FR' : 'en-GB'
  const dates = (options: Intl.DateTimeFormatOptions, zone: string) => dateFormat(tag, { ...options, timeZone: zone })
  const number = (value: number, options?: Intl.NumberFormatOptions) => numberFormat(tag, options).format(value)
  const counted = (key: MessageKey, count: number) => t(key as never, { count } as never)

  return {
    date: (calendarDate, style = 'long') =>
      dates(dateStyles[style], 'UTC').format(new Date(`${calendarDate}T00:00:00Z`)),
    instant: (iso, style = 'long') => dates(dateStyles[style], timeZone).format(new Date(iso)),
    moment: (iso) => dates({ dateStyle: 'long', timeStyle: 'short' }, timeZone).format(new Date(iso)),
    time: (iso) => dates({ timeStyle: 'short' }, timeZone).format(new Date(iso)),
    relative: (iso, now) => {
      const seconds = (Date.parse(iso) - now) / 1000
      const [unit, length] = relativeUnits.find(([, size]) => Math.abs(seconds) >= size) ?? (['minute', 60] as const)
      return new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(Math.trunc(seconds / length), unit)
    },
    number,
    percent: (share) => number(share, { style: 'percent' }),
    size: (bytes) => {
      const { unit, value, digits } = sizeOf(bytes)
      return t(`app.sizes.${unit}`, { value: number(value, { maximumFractionDigits: digits }) })
    },
    duration: (seconds) => {
      if (seconds < 90) return counted('app.durations.seconds', Math.max(1, Math.round(seconds)))
      if (seconds < 5400) return counted('app.durations.minutes', Math.round(seconds / 60))
      return counted('app.durations.hours', Math.round(seconds / 3600))
    },
    list: (parts) => new Intl.ListFormat(tag, { style: 'long', type: 'conjunction' }).format(parts),
  }
}
