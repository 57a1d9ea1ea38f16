import { describe, expect, it } from 'vitest'
import type { MemoryCard, MemoryPage, MonthCount } from '../../../shared/couple.ts'
import { Timeline } from './timeline.ts'
import { rowsOf } from './timelineRows.ts'

const room = { epoch: 'e', seq: 0 }
const cardOf = (month: string, id: number): MemoryCard => ({
  ...{ id, title: `${month} ${id}`, excerpt: '', place: '', status: 'shared', author: null },
  ...{ date: `${month}-01`, pictures: [], pictureCount: 0 },
})

/** A couple's memories, read in pages of two. */
class House {
  readonly months = new Map<string, number[]>()
  readonly reads: string[] = []
  fails = false

  readonly read = async (month: string, cursor: string | null): Promise<MemoryPage> => {
    this.reads.push(`${month}${cursor === null ? '' : `+${cursor}`}`)
    if (this.fails) throw new Error('no network')
    const from = Number(cursor ?? 0)
    const ids = this.months.get(month) ?? []
    const memories = ids.slice(from, from + 2).map((id) => cardOf(month, id))
    return { memories, next: from + 2 < ids.length ? String(from + 2) : null, room }
  }

  start() {
    const months: MonthCount[] = [...this.months].map(([month, ids]) => ({ month, count: ids.length }))
    const all = [...this.months].flatMap(([month, ids]) => ids.map((id) => cardOf(month, id)))
    return { months, first: { memories: all.slice(0, 3), next: all.length > 3 ? '3' : null, room } }
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve))

const shownOf = (timeline: Timeline) => {
  const snapshot = timeline.snapshot()
  if (!snapshot) return []
  return rowsOf(snapshot).map((row) => (row.kind === 'month' ? row.month : (row.card?.id ?? '…')))
}

function opened() {
  const house = new House()
  house.months.set('2026-05', [9, 8])
  house.months.set('2026-02', [7, 6, 5, 4, 3])
  house.months.set('2025-12', [2])
  const timeline = new Timeline(house.read)
  timeline.renew(house.start())
  return { house, timeline }
}

describe('the timeline', () => {
  it('knows the place of every memory before it has read them', () => {
    const { house, timeline } = opened()
    expect(shownOf(timeline)).toEqual(['2026-05', 9, 8, '2026-02', 7, '…', '…', '…', '…', '2025-12', '…'])
    expect(house.reads).toEqual([])
  })

  it('reads a month as far as it is in view, and the rest when it comes', async () => {
    const { house, timeline } = opened()
    timeline.show(new Map([['2026-02', 1]]))
    await settled()
    expect(shownOf(timeline)).toEqual(['2026-05', 9, 8, '2026-02', 7, 6, '…', '…', '…', '2025-12', '…'])
    timeline.show(new Map([['2026-02', 4]]))
    await settled()
    expect(shownOf(timeline).slice(3)).toEqual(['2026-02', 7, 6, 5, 4, 3, '2025-12', '…'])
    expect(house.reads).toEqual(['2026-02', '2026-02+2', '2026-02+4'])
  })

  it('shows what it knows until what changed is read again', async () => {
    const { house, timeline } = opened()
    timeline.show(new Map([['2026-02', 4]]))
    await settled()
    house.months.set('2026-02', [10, 7, 6, 4, 3])
    timeline.renew(house.start())
    expect(shownOf(timeline).slice(3, 9)).toEqual(['2026-02', 7, 6, 5, 4, 3])
    await settled()
    expect(shownOf(timeline).slice(3, 9)).toEqual(['2026-02', 10, 7, 6, 4, 3])
  })

  it('drops a month whose last memory is gone', () => {
    const { house, timeline } = opened()
    house.months.delete('2025-12')
    timeline.renew(house.start())
    expect(shownOf(timeline)).not.toContain('2025-12')
  })

  it('says what failed, keeps what it has, and tries again when asked', async () => {
    const { house, timeline } = opened()
    house.fails = true
    timeline.show(new Map([['2025-12', 0]]))
    await settled()
    expect(timeline.snapshot()?.failure).toBeInstanceOf(Error)
    expect(shownOf(timeline)).toContain(9)
    house.fails = false
    timeline.retry()
    await settled()
    expect(timeline.snapshot()?.failure).toBeNull()
    expect(shownOf(timeline)).toContain(2)
  })
})
