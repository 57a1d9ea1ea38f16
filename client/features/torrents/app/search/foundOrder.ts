import type { FoundView } from '../../../../../shared/torrent-search.ts'

export const foundColumns = ['title', 'size', 'seeders', 'leechers', 'age'] as const

export type FoundColumn = (typeof foundColumns)[number]

export interface FoundOrder {
  readonly column: FoundColumn
  readonly descending: boolean
}

/** The order that a column has when it is first chosen: names from A, numbers from the largest, ages from the newest. */
export const startsDescending = (column: FoundColumn): boolean => column !== 'title' && column !== 'age'

/** Greater means further down where the order is ascending; null where an indexer does not say. */
const numberOf: Readonly<Record<Exclude<FoundColumn, 'title'>, (found: FoundView) => number | null>> = {
  size: ({ size }) => size,
  seeders: ({ seeders }) => seeders,
  leechers: ({ leechers }) => leechers,
  age: ({ publishedAt }) => (publishedAt === null ? null : -Date.parse(publishedAt)),
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[._]/g, ' ')

/** The results of which the title, or an indexer, holds every one of these words, without regard to accents and dots. */
export function filterFound(found: readonly FoundView[], text: string): readonly FoundView[] {
  const words = plain(text).split(/\s+/).filter(Boolean)
  if (words.length === 0) return found
  return found.filter(({ title, indexers }) => {
    const searched = plain(`${title} ${indexers.join(' ')}`)
    return words.every((word) => searched.includes(word))
  })
}

/** Puts results in order; what is not known comes last either way, and what is alike goes by its title. */
export function orderFound(
  found: readonly FoundView[],
  { column, descending }: FoundOrder,
  locale: string,
): FoundView[] {
  const { compare } = new Intl.Collator(locale, { numeric: true })
  const sign = descending ? -1 : 1
  if (column === 'title') return found.toSorted((one, other) => sign * compare(one.title, other.title))
  const number = numberOf[column]
  return found.toSorted((one, other) => {
    const [a, b] = [number(one), number(other)]
    if (a === b) return compare(one.title, other.title)
    if (a === null || b === null) return a === null ? 1 : -1
    return sign * (a - b)
  })
}
