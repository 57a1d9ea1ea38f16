import { expect, test } from 'vitest'
import { columnsOf, longerRows, lookedAt } from './stretches.ts'

const row = (at: number, down: number, up = 0, step = 60) => ({ step, at, down, up })

test('a torrent that moved for two of ten minutes has the mean of all ten', () => {
  const engine = Array.from({ length: 10 }, (_, minute) => row(6000 + minute * 60, 500))
  const rows = [row(6000, 300, 10), row(6060, 700)]
  expect(longerRows(rows, 600, lookedAt(engine, 600))).toEqual([row(6000, 100, 1, 600)])
})

test('minutes in which nobody looked do not lower the mean', () => {
  const engine = [row(6000, 400), row(6060, 200)]
  expect(longerRows(engine, 600, lookedAt(engine, 600))).toEqual([row(6000, 300, 0, 600)])
  expect(longerRows([row(6000, 300)], 600, lookedAt(engine, 600))).toEqual([row(6000, 150, 0, 600)])
})

test('where nobody looked the line has a gap, and where nothing moved it is at zero', () => {
  const engine = [row(0, 10), row(60, 0), row(240, 30), row(300, 30)]
  expect(columnsOf([row(0, 7), row(300, 5)], engine, 60, 0)).toEqual({
    at: [0, 60, 120, 240, 300],
    down: [7, 0, null, 0, 5],
    up: [0, 0, null, 0, 0],
    looked: [60, 60, 0, 60, 60],
  })
})

test('before a torrent was added nothing is said of it', () => {
  const engine = [row(0, 10), row(60, 10), row(120, 10)]
  expect(columnsOf([row(120, 4)], engine, 60, 70).at).toEqual([60, 120])
})

test('rows of several lengths share one point by how long they are', () => {
  const engine = [row(0, 100, 0, 600), row(600, 200), row(660, 200)]
  expect(columnsOf(engine, engine, 3600, 0)).toEqual({ at: [0], down: [117], up: [0], looked: [720] })
})
