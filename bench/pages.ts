import type { Line } from './measure.ts'
import { cpuOf, type Served } from './served.ts'

const listInput = encodeURIComponent(JSON.stringify({ limit: 20 }))
const unit = 'µs CPU'

/** Server CPU of lists of memories and of pages, against bare Express. */
export async function pageLines(house: Served, bare: Served): Promise<Line[]> {
  const list = await cpuOf(house, () => `/trpc/couple.timeline?input=${listInput}`)
  const bareList = await cpuOf(bare, () => '/list')
  const all = await cpuOf(house, () => '/api/memories', 5, 10)
  const bareAll = await cpuOf(bare, () => '/memories', 5, 10)
  const plain = await cpuOf(bare, () => '/plain')
  const visitor = { ...house, cookie: '' }
  const cached = await cpuOf(visitor, () => '/couple')
  const rendered = await cpuOf(visitor, (n) => `/couple?n=${n}`, 5, 80)
  return [
    { name: 'List of 20 memories by tRPC / bare Express', value: list, ceiling: bareList, unit, aim: ['at most', 2.2] },
    { name: 'GET /api/memories of 10,000 / bare Express', value: all, ceiling: bareAll, unit, aim: ['at most', 2] },
    { name: 'Cached page / bare Express', value: cached, ceiling: plain, unit, aim: ['at most', 5] },
    { name: 'Rendered couple page / bare Express', value: rendered, ceiling: plain, unit, aim: ['at most', 70] },
  ]
}
