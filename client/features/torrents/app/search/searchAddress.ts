import { type FoundCategory, foundCategories } from '../../../../../shared/torrent-search.ts'
import { type FoundColumn, type FoundOrder, foundColumns } from './foundOrder.ts'

/** What is searched for, and where. Empty lists narrow nothing. */
export interface Wanted {
  readonly query: string
  readonly categories: readonly FoundCategory[]
  /** Ids of indexers. */
  readonly indexers: readonly string[]
}

/** By which results are put in order unless somebody chose. */
const firstOrder: FoundOrder = { column: 'seeders', descending: true }

const listOf = (text: string | null): string[] => (text ?? '').split(',').filter((part) => part !== '')

const isCategory = (text: string): text is FoundCategory => foundCategories.some((category) => category === text)

const isColumn = (text: string): text is FoundColumn => foundColumns.some((column) => column === text)

/** Reads what an address asks for; what it cannot mean is left out. */
export const wantedOf = (parameters: URLSearchParams): Wanted => ({
  query: (parameters.get('q') ?? '').trim().slice(0, 200),
  categories: [...new Set(listOf(parameters.get('cat')).filter(isCategory))],
  indexers: [...new Set(listOf(parameters.get('from')).filter((id) => /^[0-9a-f]{16}$/.test(id)))].slice(0, 100),
})

/** Writes it into an address, with the filter of a former search left behind. */
export function withWanted(parameters: URLSearchParams, { query, categories, indexers }: Wanted): URLSearchParams {
  const next = new URLSearchParams(parameters)
  next.delete('filter')
  for (const [name, value] of [
    ['q', query],
    ['cat', categories.join(',')],
    ['from', indexers.join(',')],
  ] as const) {
    if (value === '') next.delete(name)
    else next.set(name, value)
  }
  return next
}

/** `sort=-size` is the largest first. */
export function orderOf(parameters: URLSearchParams): FoundOrder {
  const [, sign, column = ''] = /^(-?)(\w+)$/.exec(parameters.get('sort') ?? '') ?? []
  return isColumn(column) ? { column, descending: sign === '-' } : firstOrder
}

export const orderText = ({ column, descending }: FoundOrder): string => `${descending ? '-' : ''}${column}`
