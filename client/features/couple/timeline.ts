import type { MemoryPage } from '../../../shared/couple.ts'
import { keptQuery } from '../../lib/keptQuery.ts'
import type { Services } from '../../lib/services.ts'
import { type Month, monthsIn, type TimelineSnapshot, type TimelineStart } from './timelineRows.ts'

type ReadMonth = (month: string, cursor: string | null) => Promise<MemoryPage>

/** The memories of a window, month by month, read as they come into view. A store for useSyncExternalStore. */
export class Timeline {
  readonly #read: ReadMonth
  readonly #listeners = new Set<() => void>()
  readonly #reading = new Set<string>()
  #wanted: ReadonlyMap<string, number> = new Map()
  #snapshot: TimelineSnapshot | null = null
  #renewals = 0

  constructor(read: ReadMonth) {
    this.#read = read
  }

  readonly snapshot = (): TimelineSnapshot | null => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes in what the page's loader read; what else is shown is read again when it is looked at. */
  renew(start: TimelineStart): void {
    this.#renewals += 1
    const fresh = monthsIn(start)
    const loaded = new Map<string, Month>()
    for (const { month } of start.months) {
      const [known, now] = [this.#snapshot?.loaded.get(month), fresh.get(month)]
      const isWhole = now && !now.stale
      const kept = isWhole || !known ? now : known
      if (kept) loaded.set(month, isWhole ? kept : { ...kept, stale: true })
    }
    this.#set({ months: start.months, loaded, failure: null })
    this.#readWanted()
  }

  /** Says what is in view: months, and how far into each. Reads what is missing of it. */
  show(wanted: ReadonlyMap<string, number>): void {
    this.#wanted = wanted
    if (!this.#snapshot?.failure) this.#readWanted()
  }

  retry(): void {
    if (this.#snapshot) this.#set({ ...this.#snapshot, failure: null })
    this.#readWanted()
  }

  #readWanted(): void {
    for (const month of this.#wanted.keys()) if (this.#lacks(month)) void this.#readMonth(month)
  }

  #lacks(month: string): boolean {
    if (this.#reading.has(month)) return false
    const known = this.#snapshot?.loaded.get(month)
    if (!known || known.stale) return true
    return known.next !== null && known.cards.length <= (this.#wanted.get(month) ?? -1)
  }

  async #readMonth(month: string): Promise<void> {
    this.#reading.add(month)
    const renewals = this.#renewals
    const before = this.#snapshot?.loaded.get(month)
    const isAnew = !before || before.stale
    let cards = isAnew ? [] : [...before.cards]
    let next = isAnew ? null : before.next
    try {
      do {
        const page = await this.#read(month, next)
        cards = [...cards, ...page.memories]
        next = page.next
        const shown = before?.stale && next !== null && cards.length < before.cards.length ? null : cards
        if (shown) this.#put(month, { cards: shown, next, stale: renewals !== this.#renewals })
      } while (next !== null && cards.length <= this.#furthest(month, before?.cards.length ?? 0))
    } catch (failure) {
      if (this.#snapshot) this.#set({ ...this.#snapshot, failure })
    } finally {
      this.#reading.delete(month)
    }
    if (!this.#snapshot?.failure) this.#readWanted()
  }

  #furthest(month: string, shownBefore: number): number {
    return Math.max(this.#wanted.get(month) ?? -1, shownBefore - 1)
  }

  #put(month: string, content: Month): void {
    if (!this.#snapshot) return
    this.#set({ ...this.#snapshot, loaded: new Map(this.#snapshot.loaded).set(month, content) })
  }

  #set(snapshot: TimelineSnapshot): void {
    this.#snapshot = snapshot
    for (const listener of this.#listeners) listener()
  }
}

const pageLength = 50

/** For `services.get(createTimeline)`: one a window, so that the way back finds what was read. */
export const createTimeline = ({ api }: Services): Timeline =>
  new Timeline((month, cursor) => {
    const input = { month, cursor, limit: pageLength }
    return keptQuery('couple.timeline', input, () => api.couple.timeline.query(input))
  })
