import 'temporal-polyfill/global'
import { expect, test } from 'vitest'
import { type Start, together } from './counter.ts'

const zone = 'Europe/Paris'

const at = (local: string): number => Temporal.ZonedDateTime.from(`${local}[${zone}]`).epochMilliseconds

/** What the counter shows at a moment in Paris, given with its offset where an hour comes twice. */
const shown = (start: Omit<Start, 'zone'>, local: string) => {
  const { years, months, days, hours } = together({ ...start, zone }, at(local))
  return [years, months, days, hours]
}

test('29 February 2020 to 28 February 2026 is 5 years 11 months 30 days', () => {
  expect(shown({ date: '2020-02-29' }, '2026-02-28T00:00')).toEqual([5, 11, 30, 0])
})

test('31 January to 28 February is 28 days', () => {
  expect(shown({ date: '2026-01-31' }, '2026-02-28T00:00')).toEqual([0, 0, 28, 0])
  expect(together({ date: '2026-01-31', zone }, at('2026-02-28T00:00')).totalDays).toBe(28)
})

test('the hour that the clocks skip in spring does not count', () => {
  expect(shown({ date: '2020-03-29' }, '2026-03-29T01:59')).toEqual([6, 0, 0, 1])
  expect(shown({ date: '2020-03-29' }, '2026-03-29T03:00')).toEqual([6, 0, 0, 2])
  expect(shown({ date: '2026-03-28', time: '12:00' }, '2026-03-29T11:59')).toEqual([0, 0, 0, 22])
  expect(shown({ date: '2026-03-28', time: '12:00' }, '2026-03-29T12:00')).toEqual([0, 0, 1, 0])
})

test('the hour that comes twice in autumn counts twice', () => {
  expect(shown({ date: '2020-10-25' }, '2026-10-25T02:30+02:00')).toEqual([6, 0, 0, 2])
  expect(shown({ date: '2020-10-25' }, '2026-10-25T02:30+01:00')).toEqual([6, 0, 0, 3])
  expect(shown({ date: '2020-10-25' }, '2026-10-26T00:00')).toEqual([6, 0, 1, 0])
})

test('a beginning in the skipped hour counts from the hour that follows', () => {
  expect(shown({ date: '2026-03-29', time: '02:30' }, '2026-03-29T04:30')).toEqual([0, 0, 0, 1])
})

test('the day it began counts hours and is not in the future', () => {
  const today = together({ date: '2026-03-14', zone }, at('2026-03-14T10:20'))
  expect(today).toMatchObject({ years: 0, months: 0, days: 0, hours: 10, past: true, totalDays: 0 })
  expect(together({ date: '2026-03-14', zone }, at('2026-03-14T00:00'))).toMatchObject({ hours: 0, past: true })
})

test('a start hour that is still to come today counts down', () => {
  const today = together({ date: '2026-03-14', time: '18:30', zone }, at('2026-03-14T10:20'))
  expect(today).toMatchObject({ days: 0, hours: 8, past: false })
  expect(today.nextMilestone).toEqual({ kind: 'start', count: 0, date: '2026-03-14', inDays: 0 })
})

test('a future date counts down to itself', () => {
  const ahead = together({ date: '2027-01-01', zone }, at('2026-11-20T10:00'))
  expect(ahead).toMatchObject({ years: 0, months: 1, days: 11, hours: 14, past: false, totalDays: 41 })
  expect(ahead.nextMilestone).toEqual({ kind: 'start', count: 0, date: '2027-01-01', inDays: 42 })
})

test('the day is the couple’s, wherever the reader is', () => {
  const instant = Date.parse('2026-03-14T23:30:00Z')
  expect(together({ date: '2026-03-14', zone: 'Europe/Paris' }, instant)).toMatchObject({ days: 1, hours: 0 })
  expect(together({ date: '2026-03-14', zone: 'America/Montreal' }, instant)).toMatchObject({ days: 0, hours: 19 })
})

test('the next milestone is the nearest of months, hundreds and thousands of days, and years', () => {
  const next = (now: string, date = '2024-05-10') => together({ date, zone }, at(now)).nextMilestone
  expect(next('2024-05-10T09:00')).toEqual({ kind: 'months', count: 1, date: '2024-06-10', inDays: 31 })
  expect(next('2024-08-11T09:00')).toEqual({ kind: 'days', count: 100, date: '2024-08-18', inDays: 7 })
  expect(next('2025-03-01T09:00')).toEqual({ kind: 'years', count: 1, date: '2025-05-10', inDays: 70 })
  expect(next('2026-12-01T09:00')).toEqual({ kind: 'days', count: 1000, date: '2027-02-04', inDays: 65 })
})

test('a milestone is celebrated all day, and the next one follows', () => {
  const next = (now: string) => together({ date: '2020-05-10', time: '20:00', zone }, at(now)).nextMilestone
  expect(next('2026-05-10T08:00')).toEqual({ kind: 'years', count: 6, date: '2026-05-10', inDays: 0 })
  expect(next('2026-05-11T00:00')).toEqual({ kind: 'years', count: 7, date: '2027-05-10', inDays: 364 })
})

test('in a common year 29 February is celebrated on the day on which the counter turns', () => {
  const start = { date: '2020-02-29', zone }
  const eve = together(start, at('2026-02-28T12:00'))
  expect(eve.nextMilestone).toEqual({ kind: 'years', count: 6, date: '2026-03-01', inDays: 1 })
  expect(together(start, at('2026-03-01T12:00')).years).toBe(6)
})

test('a date that does not exist is refused', () => {
  expect(() => together({ date: '2026-02-29', zone }, at('2026-03-01T00:00'))).toThrow(RangeError)
})
