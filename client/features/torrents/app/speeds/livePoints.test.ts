import { expect, test } from 'vitest'
import { withPoint } from './livePoints.ts'

const line = { at: [100, 102], down: [5, 6], up: [0, 1] }

test('each moment adds its point, and what is older than ten minutes goes', () => {
  expect(withPoint(line, 701, { down: 7, up: 2 })).toEqual({ at: [102, 701], down: [6, 7], up: [1, 2] })
  expect(withPoint(line, 2000, { down: 7, up: 2 })).toEqual({ at: [2000], down: [7], up: [2] })
})

test('where nobody knows the speed the line has a gap', () => {
  expect(withPoint(line, 104, null)).toEqual({ at: [100, 102, 104], down: [5, 6, null], up: [0, 1, null] })
})

test('a moment that the line reaches already adds nothing', () => {
  expect(withPoint(line, 102, { down: 9, up: 9 })).toBe(line)
})
