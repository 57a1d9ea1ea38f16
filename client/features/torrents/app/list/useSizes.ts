import { type RefObject, useLayoutEffect, useState } from 'react'
import type { TableSizes } from './Table.tsx'

/** In pixels; below this width rows are cards, as Row.module.css has it. */
const narrow = 608
const table: TableSizes = { row: 44, head: 36 }
const cards: TableSizes = { row: 68, head: 0 }

/** How high rows are at the width that the list has. */
export function useSizes(list: RefObject<HTMLElement | null>): TableSizes {
  const [sizes, setSizes] = useState(innerWidth < narrow ? cards : table)
  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const look = () => {
      // Not shown, it has no width.
      if (element.clientWidth > 0) setSizes(element.clientWidth <= narrow ? cards : table)
    }
    const observer = new ResizeObserver(look)
    observer.observe(element)
    look()
    return () => observer.disconnect()
  }, [list])
  return sizes
}
