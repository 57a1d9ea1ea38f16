import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'

interface Reorder {
  /** Key of what is dragged now. */
  readonly dragged: string | null
  /** For the list around the rows, each of which says its `data-key`. */
  readonly list: (element: HTMLElement | null) => void
  /** For the handle of one row. */
  readonly handle: (
    key: string,
    place: number,
  ) => {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void
    readonly onKeyDown: (event: KeyboardEvent) => void
  }
}

const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }

const keysIn = (list: HTMLElement | null): HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>('[data-key]') ?? []),
]

/** Changes the order of a list by dragging a handle, or by arrow keys on it; Home and End lead to the ends. */
export function useReorder(move: (key: string, place: number) => void): Reorder {
  const [dragged, setDragged] = useState<string | null>(null)
  const list = useRef<HTMLElement | null>(null)
  const latest = useRef(move)
  latest.current = move

  useEffect(() => {
    if (dragged === null) return
    // On the window: a handle that moves in the document loses a pointer that it had captured.
    const onMove = ({ clientY }: globalThis.PointerEvent) => {
      const rows = keysIn(list.current)
      const from = rows.findIndex((row) => row.dataset.key === dragged)
      const below = rows.findIndex((row) => clientY < row.getBoundingClientRect().bottom)
      const to = below < 0 ? rows.length - 1 : below
      if (to !== from) latest.current(dragged, to)
    }
    const onEnd = () => setDragged(null)
    addEventListener('pointermove', onMove)
    addEventListener('pointerup', onEnd)
    addEventListener('pointercancel', onEnd)
    return () => {
      removeEventListener('pointermove', onMove)
      removeEventListener('pointerup', onEnd)
      removeEventListener('pointercancel', onEnd)
    }
  }, [dragged])

  return {
    dragged,
    list: (element) => {
      list.current = element
    },
    handle: (key, place) => ({
      onPointerDown: (event) => {
        if (event.button !== 0) return
        // Text under the pointer would be selected on the way.
        event.preventDefault()
        event.currentTarget.focus()
        setDragged(key)
      },
      onKeyDown: (event) => {
        const step = steps[event.key]
        if (step === undefined && event.key !== 'Home' && event.key !== 'End') return
        event.preventDefault()
        move(key, step === undefined ? (event.key === 'Home' ? 0 : Number.MAX_SAFE_INTEGER) : Math.max(0, place + step))
      },
    }),
  }
}
