import { expect, test } from 'vitest'
import { summaryOf } from './speedSummary.ts'

test('a line is summed up over the time that is known', () => {
  const at = [0, 60, 120, 300, 360]
  expect(summaryOf({ at }, [100, 300, null, 200, 0], 60)).toEqual({
    ...{ mean: 150, peak: 300, peakAt: 60, volume: 36_000 },
  })
})

test('a point stands for no longer than somebody looked', () => {
  const line = { at: [0, 3600, 7200], looked: [600, 0, 3600] }
  expect(summaryOf(line, [100, null, 10], 3600)).toEqual({ mean: 96_000 / 4200, peak: 100, peakAt: 0, volume: 96_000 })
})

test('of a line on which nothing is known nothing is said', () => {
  expect(summaryOf({ at: [] }, [], 60)).toBeNull()
  expect(summaryOf({ at: [1, 2] }, [null, null], 60)).toBeNull()
})
