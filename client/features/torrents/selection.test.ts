import { expect, test } from 'vitest'
import { moved, nothingSelected, stretched, toggled, within } from './selection.ts'

const shown = [10, 20, 30, 40, 50]
const ids = (of: { readonly ids: ReadonlySet<number> }) => [...of.ids].sort()

test('a range goes from the last choice to here', () => {
  const chosen = stretched(toggled(nothingSelected, 20), shown, 40)
  expect(ids(chosen)).toEqual([20, 30, 40])
  expect(ids(stretched(chosen, shown, 10))).toEqual([10, 20, 30, 40])
})

test('what is no longer shown is no longer selected', () => {
  const chosen = stretched(toggled(nothingSelected, 20), shown, 40)
  expect(ids(within(chosen, [10, 30]))).toEqual([30])
  expect(within(chosen, shown)).toBe(chosen)
})

test('keys go through the rows and stop at the ends', () => {
  const first = moved(nothingSelected, shown, 1, false)
  expect(first.active).toBe(10)
  expect(moved(first, shown, -1, false).active).toBe(10)
  expect(moved(first, shown, 99, false).active).toBe(50)
  expect(ids(moved(moved(first, shown, 1, true), shown, 1, true))).toEqual([10, 20, 30])
})
