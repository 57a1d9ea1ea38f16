import { type MouseEvent, useEffect, useMemo, useRef } from 'react'
import type { RowActs } from './Row.tsx'

interface RowActsOptions {
  readonly pick: RowActs['pick']
  readonly retry: RowActs['retry']
  readonly setActive: (id: number) => void
  readonly open: (id: number) => void
}

/** What rows do, in functions that stay the same: rows are drawn again only where they changed. */
export function useRowActs(options: RowActsOptions): RowActs {
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  return useMemo(
    () => ({
      pick: (id, event) => latest.current.pick(id, event),
      retry: (torrent) => latest.current.retry(torrent),
      open: (id: number, event: MouseEvent) => {
        if (event.shiftKey || ((event.ctrlKey || event.metaKey) && !isLink(event))) {
          event.preventDefault()
          latest.current.pick(id, event)
          return
        }
        // The link follows itself, in another tab too.
        latest.current.setActive(id)
        if (!isLink(event)) latest.current.open(id)
      },
    }),
    [],
  )
}

const isLink = ({ target }: MouseEvent): boolean => target instanceof Element && target.closest('a') !== null
