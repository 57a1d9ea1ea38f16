import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

interface Window {
  /** In pixels: how far the list is scrolled, and how much of it is seen. */
  readonly offset: number
  readonly height: number
}

export interface WindowRows {
  /** Around everything: as high as the list would be. */
  readonly space: RefObject<HTMLDivElement | null>
  /** Sticks to the window while the space is scrolled: whatever it shows is never blank, however fast one scrolls. */
  readonly pane: RefObject<HTMLDivElement | null>
  readonly first: number
  /** Rows that are drawn. */
  readonly count: number
  /** In pixels: by how much the first one is above the pane. */
  readonly above: number
  /** Scrolls just as far as it takes to see a row. */
  readonly show: (index: number) => void
}

/**
 * Draws of many rows of one height those that are seen.
 * @param head height of what stands above the rows in the pane, in pixels
 */
export function useWindowRows(total: number, rowHeight: number, head: number): WindowRows {
  const space = useRef<HTMLDivElement>(null)
  const pane = useRef<HTMLDivElement>(null)
  const [{ offset, height }, setWindow] = useState<Window>({ offset: 0, height: innerHeight })

  const look = useCallback(() => {
    if (!space.current || !pane.current) return
    const next = {
      offset: Math.max(0, pane.current.getBoundingClientRect().top - space.current.getBoundingClientRect().top),
      height: pane.current.clientHeight,
    }
    setWindow((known) => (known.offset === next.offset && known.height === next.height ? known : next))
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another number of rows moves what is seen
  useLayoutEffect(look, [look, total, rowHeight, head])
  // An empty list is not drawn: what is observed is another pane after that.
  const isDrawn = total > 0
  useLayoutEffect(() => {
    if (!isDrawn) return
    const onScroll = () => flushSync(look)
    const observer = new ResizeObserver(look)
    if (pane.current) observer.observe(pane.current)
    if (space.current) observer.observe(space.current)
    addEventListener('scroll', onScroll, { passive: true })
    addEventListener('resize', look)
    return () => {
      observer.disconnect()
      removeEventListener('scroll', onScroll)
      removeEventListener('resize', look)
    }
  }, [look, isDrawn])

  const show = useCallback(
    (index: number) => {
      if (!space.current || !pane.current) return
      const top = space.current.getBoundingClientRect().top + head + index * rowHeight
      const style = getComputedStyle(pane.current)
      const highest = Number.parseFloat(style.top) + head
      const lowest = innerHeight - Number.parseFloat(style.scrollMarginBottom)
      if (top < highest) scrollBy({ top: top - highest, behavior: 'instant' })
      else if (top + rowHeight > lowest) scrollBy({ top: top + rowHeight - lowest, behavior: 'instant' })
    },
    [rowHeight, head],
  )

  const first = Math.min(Math.floor(offset / rowHeight), Math.max(0, total - 1))
  const count = Math.min(total - first, Math.ceil(height / rowHeight) + 1)
  return { space, pane, first, count, above: offset - first * rowHeight, show }
}
