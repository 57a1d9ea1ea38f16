import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { TimelineRow } from './timelineRows.ts'
import type { ReadingPosition, TimelineView } from './timelineView.ts'

interface VirtualRowsOptions {
  readonly rows: readonly TimelineRow[]
  /** Around the rows. */
  readonly list: HTMLElement
  /** Where the reader had left the list, if they come back to it. */
  readonly position: ReadingPosition | null
  readonly onLeave: (position: ReadingPosition) => void
}

type Drawn = Pick<TimelineView, 'shown' | 'space' | 'current' | 'row' | 'goTo' | 'settle'>

type List = ReturnType<typeof useWindowVirtualizer<HTMLElement>>

const drawnAround = 6
/** In pixels: below this width the years are a strip of this height over the list. */
const narrow = 768
const stripHeight = 52
/** In pixels: a list from this width on has its days beside the cards. */
const wide = 700
const heights = { month: 72, text: 190, pictures: 520, tall: 620, narrow: 420, narrowTall: 520 }

/** About how high a row will be, until it is drawn. */
function heightOf(row: TimelineRow, width: number): number {
  if (row.kind === 'month') return heights.month
  const [picture, second] = row.card?.pictures ?? []
  if (row.card && !picture) return heights.text
  const isTall = picture !== undefined && !second && picture.height > picture.width
  if (width < wide) return isTall ? heights.narrowTall : heights.narrow
  return isTall ? heights.tall : heights.pictures
}

/** Index of the last heading at or above a row. */
function headingAt(headings: readonly number[], index: number): number | undefined {
  let [low, high] = [0, headings.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((headings[middle] ?? 0) <= index) low = middle + 1
    else high = middle
  }
  return headings[low - 1]
}

/**
 * Draws of a list only what is near the window, in the flow of the page, so that headings stick and the server's first
 * rows stay where they are.
 */
export function useVirtualRows({ rows, list, position, onLeave }: VirtualRowsOptions): Drawn {
  const { margin, width } = useMeasures(list)
  const headings = useMemo(() => rows.flatMap(({ kind }, index) => (kind === 'month' ? [index] : [])), [rows])
  // The list is measured anew whenever one of these two is another function.
  const estimateSize = useCallback(
    (index: number) => {
      const row = rows[index]
      return row ? heightOf(row, width) : 0
    },
    [rows, width],
  )
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows])
  const virtualizer = useWindowVirtualizer<HTMLElement>({
    count: rows.length,
    overscan: drawnAround,
    scrollMargin: margin,
    // A pixel into the row: positions are rounded, and the row above would be the one that is read.
    scrollPaddingStart: (innerWidth < narrow ? stripHeight : 0) - 1,
    estimateSize,
    getItemKey,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const first = Math.max(0, startIndex - overscan)
      const last = Math.min(count - 1, endIndex + overscan)
      const heading = headingAt(headings, first)
      const near = Array.from({ length: last - first + 1 }, (_, index) => first + index)
      return heading === undefined || heading === first ? near : [heading, ...near]
    },
    initialRect: { width: innerWidth, height: innerHeight },
    ...(position ? { initialOffset: position.offset, initialMeasurementsCache: [...position.sizes] } : {}),
  })

  const lastWidth = useRef(width)
  useLayoutEffect(() => {
    if (lastWidth.current !== width) virtualizer.measure()
    lastWidth.current = width
  }, [virtualizer, width])

  const leave = useRef(onLeave)
  leave.current = onLeave
  useLayoutEffect(
    () => () => {
      const { scrollOffset, options } = virtualizer
      leave.current({ offset: scrollOffset ?? 0, margin: options.scrollMargin, sizes: virtualizer.takeSnapshot() })
    },
    [virtualizer],
  )

  const { settle, note } = useKeptInPlace(rows, virtualizer, margin)
  const items = virtualizer.getVirtualItems()
  const [first, second] = items
  const last = items.at(-1)
  const top = first && second && second.index > first.index + 1 ? second.start - first.size : (first?.start ?? margin)
  return {
    shown: items.map(({ index }) => index),
    space: { above: top - margin, below: virtualizer.getTotalSize() - ((last?.end ?? margin) - margin) },
    row: virtualizer.measureElement,
    current: virtualizer.range?.startIndex ?? 0,
    goTo: (index) => {
      virtualizer.scrollToIndex(index, { align: 'start' })
      // Rows may arrive before the window says that it was scrolled.
      note()
    },
    settle,
  }
}

/** How far down the page the list begins, and how wide it is, in pixels. */
function useMeasures(list: HTMLElement): { readonly margin: number; readonly width: number } {
  const measured = useCallback(
    () => ({ margin: Math.round(list.getBoundingClientRect().top + scrollY), width: list.clientWidth }),
    [list],
  )
  const [measures, setMeasures] = useState(measured)
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => {
      const now = measured()
      setMeasures((known) => (known.margin === now.margin && known.width === now.width ? known : now))
    })
    observer.observe(document.body)
    observer.observe(list)
    return () => observer.disconnect()
  }, [list, measured])
  return measures
}

/** The same place in a list that changed: the same row, else what now stands where it stood. */
function placeOf(rows: readonly TimelineRow[], row: TimelineRow): number {
  const same = rows.findIndex(({ key }) => key === row.key)
  if (same >= 0) return same
  const place = (of: TimelineRow) => (of.kind === 'memory' ? of.place : -1)
  return rows.findIndex((one) => one.month < row.month || (one.month === row.month && place(one) >= place(row)))
}

/**
 * What stands at the top of the window stays there when rows come and go above it: `settle` is to be called when they are
 * drawn, `note` when something else is to stay.
 */
function useKeptInPlace(
  rows: readonly TimelineRow[],
  virtualizer: List,
  margin: number,
): { readonly settle: () => void; readonly note: () => void } {
  const read = useRef<{ rows: readonly TimelineRow[]; row: TimelineRow; into: number } | null>(null)

  const note = useCallback(() => {
    const at = virtualizer.getVirtualItemForOffset(scrollY)
    const row = at && rows[at.index]
    // The list may know of rows already that are not drawn yet.
    if (row?.key === at?.key) read.current = row && at ? { rows, row, into: scrollY - at.start } : null
  }, [rows, virtualizer])

  useLayoutEffect(() => {
    if (read.current === null) note()
    addEventListener('scroll', note, { passive: true })
    return () => removeEventListener('scroll', note)
  }, [note])

  const settle = useCallback(() => {
    const known = read.current
    if (known && known.rows !== rows && scrollY > margin) {
      // Asked for its size, the list takes in what was measured since.
      virtualizer.getTotalSize()
      const start = virtualizer.measurementsCache[placeOf(rows, known.row)]?.start
      if (start !== undefined && Math.abs(start + known.into - scrollY) >= 1) {
        scrollTo({ top: start + known.into, behavior: 'instant' })
      }
    }
    note()
  }, [rows, virtualizer, margin, note])
  return { settle, note }
}
