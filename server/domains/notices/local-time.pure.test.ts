import { expect, test } from 'vitest'
import { isQuiet, lastDigest, quietUntil } from './local-time.ts'

const paris = 'Europe/Paris'
const night = { from: '22:00', to: '07:00' }

const end = (now: string, zone: string, quiet: { from: string; to: string } | null): string | null => {
  const until = quietUntil(Date.parse(now), zone, quiet)
  return until === null ? null : new Date(until).toISOString()
}

test.each([
  ['2026-01-10T20:59:59Z', null],
  ['2026-01-10T21:00:00Z', '2026-01-11T06:00:00.000Z'],
  ['2026-01-11T02:00:00Z', '2026-01-11T06:00:00.000Z'],
  ['2026-01-11T05:59:59Z', '2026-01-11T06:00:00.000Z'],
  ['2026-01-11T06:00:00Z', null],
])('a night’s quiet in Paris goes over midnight: at %s until %s', (now, until) => {
  expect(end(now, paris, night)).toBe(until)
})

test('the same moment is quiet for one and not for the other', () => {
  const now = '2026-01-10T22:30:00Z'
  expect(end(now, paris, night)).toBe('2026-01-11T06:00:00.000Z')
  expect(end(now, 'America/New_York', night)).toBeNull()
  expect(end(now, 'Asia/Kathmandu', night)).toBe('2026-01-11T01:15:00.000Z')
  expect(end(now, paris, { from: '12:00', to: '14:00' })).toBeNull()
  expect(end('2026-01-10T11:30:00Z', paris, { from: '12:00', to: '14:00' })).toBe('2026-01-10T13:00:00.000Z')
  expect(end(now, paris, null)).toBeNull()
})

test('quiet until 02:30 ends an hour later by the clock where that time is skipped', () => {
  // In Paris the clocks jump from 02:00 to 03:00 on 29 March 2026, at 01:00 UTC.
  const quiet = { from: '22:00', to: '02:30' }
  expect(end('2026-03-29T00:59:00Z', paris, quiet)).toBe('2026-03-29T01:30:00.000Z')
  expect(end('2026-03-29T01:29:59Z', paris, quiet)).toBe('2026-03-29T01:30:00.000Z')
  expect(end('2026-03-29T01:30:00Z', paris, quiet)).toBeNull()
})

test('quiet until 02:30 ends once where that time comes twice', () => {
  // They go back from 03:00 to 02:00 on 25 October 2026, at 01:00 UTC.
  const quiet = { from: '22:00', to: '02:30' }
  expect(end('2026-10-25T00:29:59Z', paris, quiet)).toBe('2026-10-25T00:30:00.000Z')
  for (const now of ['2026-10-25T00:30:00Z', '2026-10-25T01:15:00Z', '2026-10-25T01:45:00Z']) {
    expect(end(now, paris, quiet)).toBeNull()
  }
})

const digest = (now: string, zone: string, at: string) => {
  const { date, at: instant } = lastDigest(Date.parse(now), zone, at)
  return [date, new Date(instant).toISOString()]
}

test.each([
  ['2026-01-10T06:59:59Z', paris, ['2026-01-09', '2026-01-09T07:00:00.000Z']],
  ['2026-01-10T07:00:00Z', paris, ['2026-01-10', '2026-01-10T07:00:00.000Z']],
  ['2026-01-10T07:00:00Z', 'Pacific/Auckland', ['2026-01-10', '2026-01-09T19:00:00.000Z']],
  ['2026-01-10T07:00:00Z', 'Pacific/Honolulu', ['2026-01-09', '2026-01-09T18:00:00.000Z']],
])('the daily mail of 08:00 is the last one that was due: at %s in %s', (now, zone, due) => {
  expect(digest(now, zone, '08:00')).toEqual(due)
})

test('a daily mail of 02:30 is due once on both days on which the clocks change', () => {
  const dues = (day: string) => {
    const start = Date.parse(`${day}T00:00:00Z`)
    const quarters = Array.from({ length: 24 * 4 }, (_, n) => new Date(start + n * 900_000).toISOString())
    return new Set(quarters.map((now) => digest(now, paris, '02:30').join(' ')))
  }
  expect(dues('2026-03-29')).toEqual(
    new Set(['2026-03-28 2026-03-28T01:30:00.000Z', '2026-03-29 2026-03-29T01:30:00.000Z']),
  )
  expect(dues('2026-10-25')).toEqual(
    new Set(['2026-10-24 2026-10-24T00:30:00.000Z', '2026-10-25 2026-10-25T00:30:00.000Z']),
  )
})

test('a time of day is told to lie in quiet hours or not', () => {
  expect(['21:59', '22:00', '00:00', '06:59', '07:00'].map((time) => isQuiet(time, night))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ])
})
