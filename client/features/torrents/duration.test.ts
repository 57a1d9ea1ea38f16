import { expect, test } from 'vitest'
import { partsOfDuration } from './duration.ts'

test.each([
  [9, { unit: 'seconds', value: 9, rest: 0 }],
  [3599, { unit: 'minutes', value: 59, rest: 0 }],
  [3660, { unit: 'hours', value: 1, rest: 1 }],
  [90_000, { unit: 'days', value: 1, rest: 1 }],
  [8_640_000, { unit: 'long', value: 0, rest: 0 }],
])('%i seconds are said in two units at most', (seconds, parts) => {
  expect(partsOfDuration(seconds)).toEqual(parts)
})
