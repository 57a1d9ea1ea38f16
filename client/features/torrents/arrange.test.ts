import { expect, test } from 'vitest'
import { torrentStates } from '../../../shared/torrents.ts'
import { arrange, columns, firstOrder, isStopped, type Wanted } from './arrange.ts'
import { exampleTorrent, manyTorrents } from './exampleTorrents.ts'

const wanted = (change: Partial<Wanted> = {}): Wanted => ({
  group: 'all',
  text: '',
  order: { by: 'name', falling: false },
  ...change,
})

const shown = (...of: Parameters<typeof arrange>) => arrange(...of).shown.map(({ name }) => name)

const some = [
  exampleTorrent(1, { name: 'Été 10', state: 'seeding', up: 5, ratio: 2 }),
  exampleTorrent(2, { name: 'ete 9', state: 'paused', size: null, owners: [{ id: 2, name: 'Zoé' }] }),
  exampleTorrent(3, { name: 'Hiver', state: 'failed' }),
]

test('words find names and owners, whatever their accents and case', () => {
  expect(shown(some, wanted({ text: ' ÉTÉ ' }))).toEqual(['ete 9', 'Été 10'])
  expect(shown(some, wanted({ text: 'zoe ete' }))).toEqual(['ete 9'])
  expect(shown(some, wanted({ text: 'printemps' }))).toEqual([])
})

test('what stands still, whole or not, is let go on, and what is given on is stopped', () => {
  const stopped = torrentStates.filter(isStopped)
  expect(stopped).toEqual(['paused', 'finished'])
})

test('groups are counted among what the words find', () => {
  const { shown, counts } = arrange(some, wanted({ text: 'été', group: 'paused' }))
  expect(shown.map(({ id }) => id)).toEqual([2])
  expect(counts).toEqual({ all: 2, loading: 0, moving: 1, paused: 1, whole: 1, troubled: 0 })
})

test('every column puts in order, both ways', () => {
  for (const by of columns) {
    const rising = shown(manyTorrents(50), wanted({ order: { by, falling: false } }))
    expect(rising).toHaveLength(50)
  }
  expect(shown(some, wanted({ order: firstOrder('ratio') }))[0]).toBe('Été 10')
  // A size that is not known yet is the smallest.
  expect(shown(some, wanted({ order: { by: 'size', falling: false } }))[0]).toBe('ete 9')
  expect(shown(some, wanted({ order: firstOrder('addedAt') }))).toEqual(['Hiver', 'ete 9', 'Été 10'])
})

test('five thousand are found and put in order within 50 ms', () => {
  const many = manyTorrents(5000)
  const milliseconds = columns.map((by) => {
    const started = performance.now()
    arrange(many, wanted({ text: 'ete bela', order: { by, falling: true } }))
    return performance.now() - started
  })
  const median = milliseconds.toSorted((one, other) => one - other)[5] ?? 0
  console.log(`5,000 torrents: ${median.toFixed(1)} ms, at most ${Math.max(...milliseconds).toFixed(1)} ms`)
  expect(median).toBeLessThan(50)
})
