/** When it began: a calendar date and perhaps an hour, in a time zone. */
export interface Start {
  /** `YYYY-MM-DD` */
  readonly date: string
  /** `HH:MM`; without it the day begins at its first instant. */
  readonly time?: string | null
  /** IANA name */
  readonly zone: string
}

export type MilestoneKind = 'start' | 'days' | 'months' | 'years'

/** A day to celebrate: `count` days, months or years together, or the beginning itself. */
export interface Milestone {
  readonly kind: MilestoneKind
  readonly count: number
  /** `YYYY-MM-DD` */
  readonly date: string
  /** 0 is today. */
  readonly inDays: number
}

export interface Together {
  readonly years: number
  readonly months: number
  readonly days: number
  readonly hours: number
  /** False: it has not begun, and the numbers count down to it. */
  readonly past: boolean
  /** Whole days since the beginning, or until it. */
  readonly totalDays: number
  readonly nextMilestone: Milestone
}

const monthsCelebrated = [1, 3, 6, 9]
const daysCelebrated = [100, 500]
const thousand = 1000

/**
 * The time together at an instant, exact across month ends and clock changes. Needs `Temporal`, native or polyfilled.
 * @param now milliseconds since the epoch
 * @throws RangeError for a date or zone that does not exist
 */
export function together(start: Start, now: number): Together {
  const date = Temporal.PlainDate.from(start.date)
  const begin = start.time
    ? date.toZonedDateTime({ timeZone: start.zone, plainTime: start.time })
    : date.toZonedDateTime(start.zone)
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(start.zone)
  const past = Temporal.ZonedDateTime.compare(begin, here) <= 0
  const [from, to] = past ? [begin, here] : [here, begin]
  const { years, months, days, hours } = from.until(to, { largestUnit: 'years' })
  const totalDays = from.until(to, { largestUnit: 'days' }).days
  const today = here.toPlainDate()
  const nextMilestone = past ? milestoneAfter(date, today) : milestone('start', 0, date, today)
  return { years, months, days, hours, past, totalDays, nextMilestone }
}

function milestone(kind: MilestoneKind, count: number, date: Temporal.PlainDate, today: Temporal.PlainDate): Milestone {
  return { kind, count, date: date.toString(), inDays: today.until(date).days }
}

/** The nearest one, today's included; of several on one day the one that says most. */
function milestoneAfter(date: Temporal.PlainDate, today: Temporal.PlainDate): Milestone {
  const elapsed = date.until(today).days
  const yearsSoFar = Math.max(1, date.until(today, { largestUnit: 'years' }).years)
  const years = [yearsSoFar, yearsSoFar + 1].map((count) =>
    milestone('years', count, reached(date, { years: count }), today),
  )
  const months = monthsCelebrated.map((count) => milestone('months', count, reached(date, { months: count }), today))
  const nextThousand = Math.max(1, Math.ceil(elapsed / thousand)) * thousand
  const days = [...daysCelebrated, nextThousand].map((count) =>
    milestone('days', count, date.add({ days: count }), today),
  )
  const ahead = [...years, ...months, ...days].filter(({ inDays }) => inDays >= 0)
  return ahead.reduce((nearest, one) => (one.inDays < nearest.inDays ? one : nearest))
}

/** The first day on which the counter shows so many months or years: after 29 February it is 1 March. */
function reached(date: Temporal.PlainDate, span: { years: number } | { months: number }): Temporal.PlainDate {
  const same = date.add(span)
  return same.day === date.day ? same : same.add({ days: 1 })
}
