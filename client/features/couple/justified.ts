/** How wide a full row is for its height. */
const fullRow = 3.2

/**
 * Lays pictures into rows of one height each that look equally full, in order.
 * @param ratios width by height of each picture
 * @returns the indexes of each row
 */
export function justifiedRows(ratios: readonly number[]): number[][] {
  const costs = [0]
  const starts = [0]
  for (let end = 1; end <= ratios.length; end += 1) {
    let width = 0
    let best = Number.POSITIVE_INFINITY
    for (let start = end - 1; start >= 0; start -= 1) {
      width += ratios[start] ?? 1
      const cost = (costs[start] ?? 0) + (width - fullRow) ** 2
      if (cost < best) {
        best = cost
        starts[end] = start
      }
    }
    costs[end] = best
  }
  const rows: number[][] = []
  for (let end = ratios.length; end > 0; end = starts[end] ?? 0) {
    const start = starts[end] ?? 0
    rows.unshift(Array.from({ length: end - start }, (_, index) => start + index))
  }
  return rows
}
