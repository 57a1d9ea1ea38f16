import { expect, it } from 'vitest'
import { fittingSize, variantSizes } from './sizes.ts'

const widths = (width: number, height: number) => variantSizes({ width, height }).map((size) => size.width)

it('a large picture gets the four usual widths, in its own proportions', () => {
  expect(variantSizes({ width: 6000, height: 4000 })).toEqual([
    { width: 2560, height: 1707 },
    { width: 1600, height: 1067 },
    { width: 960, height: 640 },
    { width: 480, height: 320 },
  ])
})

it('a smaller picture keeps its own width and is never enlarged', () => {
  expect(widths(2560, 100)).toEqual([2560, 1600, 960, 480])
  expect(widths(2000, 100)).toEqual([2000, 1600, 960, 480])
  expect(widths(1600, 100)).toEqual([1600, 960, 480])
  expect(widths(480, 100)).toEqual([480])
  expect(widths(1, 1)).toEqual([1])
})

it('no side grows beyond what WebP can hold, none vanishes', () => {
  expect(variantSizes({ width: 3000, height: 40_000 })[0]).toEqual({ width: 1229, height: 16_383 })
  expect(variantSizes({ width: 60_000, height: 1 })[0]).toEqual({ width: 2560, height: 1 })
  expect(variantSizes({ width: 1, height: 60_000 })).toEqual([{ width: 1, height: 16_383 }])
})

it('a preview is not wider than the picture', () => {
  expect(fittingSize({ width: 800, height: 600 }, 960)).toEqual({ width: 800, height: 600 })
  expect(fittingSize({ width: 800, height: 600 }, 400)).toEqual({ width: 400, height: 300 })
})
