import { expect, it } from 'vitest'
import { justifiedRows } from './justified.ts'

const [landscape, portrait, panorama] = [1.5, 0.67, 3]

it('a row holds as many pictures as fill it, in their order', () => {
  expect(justifiedRows([landscape, landscape, landscape, landscape])).toEqual([
    [0, 1],
    [2, 3],
  ])
  expect(justifiedRows([landscape, portrait, portrait])).toEqual([[0, 1, 2]])
  expect(justifiedRows([panorama, landscape, landscape])).toEqual([[0], [1, 2]])
})

it('no picture is lost or doubled', () => {
  const ratios = Array.from({ length: 60 }, (_, index) => [landscape, portrait, 1, panorama][index % 4] ?? 1)
  expect(justifiedRows(ratios).flat()).toEqual(ratios.map((_, index) => index))
})

it('nothing makes no row, and one picture one', () => {
  expect(justifiedRows([])).toEqual([])
  expect(justifiedRows([portrait])).toEqual([[0]])
})
