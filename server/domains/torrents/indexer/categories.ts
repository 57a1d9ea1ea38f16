import type { FoundCategory } from '../../../../shared/torrent-search.ts'

/** Numbers of Newznab: thousands are kinds, hundreds parts of them. */
const numbers: Readonly<Record<FoundCategory, readonly number[]>> = {
  movies: [2000],
  series: [5000],
  music: [3000],
  books: [7000],
  software: [4000],
  games: [1000, 4050],
  adult: [6000],
  other: [8000],
}

const byThousand: Readonly<Record<number, FoundCategory>> = {
  1: 'games',
  2: 'movies',
  3: 'music',
  4: 'software',
  5: 'series',
  6: 'adult',
  7: 'books',
}

/** What an indexer is asked for. */
export const numbersOf = (categories: readonly FoundCategory[]): number[] =>
  categories.flatMap((category) => numbers[category])

/** What a result is; from 100,000 on numbers are the indexer's own. */
export function categoryOf(given: readonly number[]): FoundCategory {
  const known = given.filter((number) => number >= 1000 && number < 9000)
  if (known.includes(4050)) return 'games'
  const found = known.map((number) => byThousand[Math.floor(number / 1000)]).find(Boolean)
  return found ?? 'other'
}
