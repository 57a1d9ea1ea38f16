import { expect, test } from 'vitest'
import type { FoundView } from '../../../../../shared/torrent-search.ts'
import { filterFound, orderFound } from './foundOrder.ts'

const found = (title: string, more: Partial<FoundView> = {}): FoundView => ({
  token: title,
  title,
  category: 'movies',
  size: null,
  seeders: null,
  leechers: null,
  publishedAt: null,
  indexers: ['Good'],
  standing: null,
  ...more,
})

const titles = (list: readonly FoundView[]) => list.map(({ title }) => title)

test('the most seeders come first, what is alike goes by its title, what is unknown comes last either way', () => {
  const list = [found('b', { seeders: 3 }), found('none'), found('a', { seeders: 3 }), found('c', { seeders: 9 })]
  expect(titles(orderFound(list, { column: 'seeders', descending: true }, 'fr'))).toEqual(['c', 'a', 'b', 'none'])
  expect(titles(orderFound(list, { column: 'seeders', descending: false }, 'fr'))).toEqual(['a', 'b', 'c', 'none'])
})

test('ages go up from the newest, titles as people count', () => {
  const list = [
    found('Part 10', { publishedAt: '2026-01-01T00:00:00Z' }),
    found('Part 9', { publishedAt: '2025-01-01T00:00:00Z' }),
  ]
  expect(titles(orderFound(list, { column: 'age', descending: false }, 'en'))).toEqual(['Part 10', 'Part 9'])
  expect(titles(orderFound(list, { column: 'title', descending: false }, 'en'))).toEqual(['Part 9', 'Part 10'])
})

test('a filter finds words in any order, without accents and with dots for spaces', () => {
  const list = [found('Été.Indien.2024.1080p'), found('Hiver 2024', { indexers: ['Ygg'] })]
  expect(titles(filterFound(list, 'indien ete'))).toEqual(['Été.Indien.2024.1080p'])
  expect(titles(filterFound(list, 'YGG'))).toEqual(['Hiver 2024'])
  expect(filterFound(list, '  ')).toHaveLength(2)
})
