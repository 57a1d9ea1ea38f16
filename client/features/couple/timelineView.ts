import type { Services } from '../../lib/services.ts'
import { rowsOf, startSnapshot, type TimelineRow, type TimelineStart } from './timelineRows.ts'

/** What is drawn of the timeline now. */
export interface TimelineView {
  readonly rows: readonly TimelineRow[]
  /** Indexes of the rows to draw, in order: the heading of the first month among them, and what is near the window. */
  readonly shown: readonly number[]
  /** Empty space above and below them, in pixels; null until a browser drives the list. */
  readonly space: { readonly above: number; readonly below: number } | null
  /** Index of the first row in the window. */
  readonly current: number
  /** What was thrown when a month could not be read. */
  readonly failure: unknown
  /** Told of each row's element, to measure it. */
  readonly row: (element: HTMLElement | null) => void
  /** Null until a browser drives the list. */
  readonly goTo: ((index: number) => void) | null
  readonly retry: () => void
  /** To be called once this is drawn: what is read stays where it stands. */
  readonly settle: () => void
}

const nothing = () => undefined

/** Without what a browser adds: no row is measured, nothing moves. */
const still = { row: nothing, goTo: null, retry: nothing, settle: nothing } as const

/** The rows that were read, as the server draws them: until the first one that was not. */
export function stillView(start: TimelineStart): TimelineView {
  const rows = rowsOf(startSnapshot(start))
  const unread = rows.findIndex((row) => row.kind === 'memory' && !row.card)
  const shown = rows.slice(0, unread < 0 ? rows.length : unread).map((_, index) => index)
  return { rows, shown, space: null, current: 0, failure: null, ...still }
}

/** Where the reader was: how far down, and how high each row had turned out to be. */
export interface ReadingPosition {
  readonly offset: number
  readonly margin: number
  readonly sizes: readonly {
    readonly index: number
    readonly key: string | number | bigint
    readonly start: number
    readonly end: number
    readonly size: number
    readonly lane: number
  }[]
}

/** What was seen of the timeline last, for the way back. */
class Reading {
  view: TimelineView | null = null
  position: ReadingPosition | null = null

  leave(view: TimelineView | null): void {
    this.view = view && { ...view, ...still }
  }
}

/** For `services.get(createReading)`: one a window. */
export const createReading = (_services: Services): Reading => new Reading()
