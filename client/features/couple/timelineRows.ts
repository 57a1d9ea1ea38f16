import type { MemoryCard, MemoryPage, MonthCount } from '../../../shared/couple.ts'

/** What the page of the timeline is opened with. */
export interface TimelineStart {
  readonly months: readonly MonthCount[]
  readonly first: MemoryPage
}

export interface Month {
  readonly cards: readonly MemoryCard[]
  /** Asks for what follows; null where all of the month is here. */
  readonly next: string | null
  /** Something changed since: it is shown, and read again from its beginning. */
  readonly stale: boolean
}

/** Newest month first; a month that nobody looked at yet is known by its count alone. */
export interface TimelineSnapshot {
  readonly months: readonly MonthCount[]
  readonly loaded: ReadonlyMap<string, Month>
  /** What was thrown when a month could not be read. */
  readonly failure: unknown
}

export type TimelineRow =
  | { readonly kind: 'month'; readonly key: string; readonly month: string; readonly count: number }
  | {
      readonly kind: 'memory'
      readonly key: string
      readonly month: string
      /** Its place in the month, from 0. */
      readonly place: number
      /** null until it was read. */
      readonly card: MemoryCard | null
    }

const monthOf = (date: string): string => date.slice(0, 7)

export function monthsIn({ months, first }: TimelineStart): Map<string, Month> {
  const byMonth = Map.groupBy(first.memories, ({ date }) => monthOf(date))
  const counts = new Map(months.map(({ month, count }) => [month, count]))
  return new Map(
    [...byMonth].map(([month, cards]) => [month, { cards, next: null, stale: cards.length !== counts.get(month) }]),
  )
}

/** The timeline as the server's first page shows it. */
export const startSnapshot = (start: TimelineStart): TimelineSnapshot => ({
  months: start.months,
  loaded: monthsIn(start),
  failure: null,
})

/** A heading for each month and a row for each of its memories, whether they were read or not. */
export const rowsOf = ({ months, loaded }: TimelineSnapshot): TimelineRow[] =>
  months.flatMap(({ month, count }) => {
    const known = loaded.get(month)
    const isWhole = known && known.next === null && !known.stale
    const length = isWhole ? known.cards.length : Math.max(count, known?.cards.length ?? 0)
    if (length === 0) return []
    const rows = Array.from({ length }, (_, place): TimelineRow => {
      const card = known?.cards[place] ?? null
      return { kind: 'memory', key: card ? `memory-${card.id}` : `${month}-${place}`, month, place, card }
    })
    return [{ kind: 'month', key: month, month, count: length }, ...rows]
  })
