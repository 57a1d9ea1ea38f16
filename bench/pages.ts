import type { Line } from './measure.ts'
import { cpuOf, type Served } from './served.ts'

const listInput = encodeURIComponent(JSON.stringify({ limit: 20 }))

/** Server CPU of a list of 20 memories and of rendered pages, against bare Express. */
export async function pageLines(house: Served, bare: Served): Promise<Line[]> {
  const list = await cpuOf(house, () => `/trpc/couple.timeline?input=${listInput}`)
  const bareList = await cpuOf(bare, () => '/list')
  const plain = await cpuOf(bare, () => '/plain')
  const visitor = { ...house, cookie: '' }
  const cached = await cpuOf(visitor, () => '/couple')
  const rendered = await cpuOf(visitor, (n) => `/couple?n=${n}`, 5, 80)
  const unit = 'µs CPU'
  return [
    { name: 'List of 20 memories by tRPC / bare Express', value: list, ceiling: bareList, unit, aim: ['at most', 2.2] },
    { name: 'Cached page / bare Express', value: cached, ceiling: plain, unit, aim: ['at most', 5] },
    { name: 'Rendered couple page / bare Express', value: rendered, ceiling: plain, unit, aim: ['at most', 60] },
  ]
}
