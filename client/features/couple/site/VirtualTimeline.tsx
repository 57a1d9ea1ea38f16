import { memo, useEffect, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { useServices } from '../../../ui/services.tsx'
import { createTimeline } from '../timeline.ts'
import { rowsOf, startSnapshot, type TimelineRow, type TimelineStart } from '../timelineRows.ts'
import type { ReadingPosition, TimelineView } from '../timelineView.ts'
import { useVirtualRows } from '../useVirtualRows.ts'

interface VirtualTimelineProps extends TimelineStart {
  readonly list: HTMLElement
  readonly position: ReadingPosition | null
  readonly onView: (view: TimelineView) => void
  readonly onLeave: (position: ReadingPosition) => void
}

/** In rows, above and below what is drawn. */
const readAhead = 25

/**
 * Drives the timeline in a browser: reads months as they come near and says what is to be drawn. It draws nothing
 * itself: the page stands before this is loaded, and keeps its elements.
 */
export const VirtualTimeline = memo(function VirtualTimeline(of: VirtualTimelineProps) {
  const { months, first, list, position, onView, onLeave } = of
  const timeline = useServices().get(createTimeline)
  const drawn = useMemo(() => startSnapshot({ months, first }), [months, first])
  const snapshot = useSyncExternalStore(timeline.subscribe, () => timeline.snapshot() ?? drawn)
  useEffect(() => timeline.renew({ months, first }), [timeline, months, first])

  const rows = useMemo(() => rowsOf(snapshot), [snapshot])
  const view = useVirtualRows({ rows, list, position, onLeave })
  useLayoutEffect(() => onView({ ...view, rows, failure: snapshot.failure, retry: () => timeline.retry() }))

  const wanted = useRef('')
  useEffect(() => {
    const places = placesNear(view.shown, rows)
    const said = JSON.stringify([...places])
    if (said === wanted.current) return
    wanted.current = said
    timeline.show(places)
  })
  return null
})

/** How far into each month the rows reach that are drawn, or will be soon. */
function placesNear(shown: readonly number[], rows: readonly TimelineRow[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  const [first = 0, last = 0] = [shown[1] ?? shown[0], shown.at(-1)]
  for (const row of rows.slice(Math.max(0, first - readAhead), last + readAhead)) {
    if (row.kind === 'memory') places.set(row.month, Math.max(row.place, places.get(row.month) ?? 0))
  }
  return places
}
