import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { TorrentView } from '../../../../../shared/torrents.ts'
import { allOf, moved, nothingSelected, type Selection, stretched, toggled, within } from '../../selection.ts'

interface SelectionOptions {
  readonly shown: readonly TorrentView[]
  /** Only such torrents are selected. */
  readonly mayAct: (torrent: TorrentView) => boolean
  /** How many rows a page is. */
  readonly page: number
  readonly onShow: (index: number) => void
  readonly onOpen: (id: number) => void
  readonly onDelete: () => void
  /** Escape where nothing is selected. */
  readonly onLeave: () => void
}

export interface SelectionState {
  readonly selection: Selection
  readonly chosen: readonly TorrentView[]
  pick(id: number, event: MouseEvent): void
  setActive(id: number): void
  /** Selects all that are shown; none if they are already. */
  all(): void
  clear(): void
  onKey(event: KeyboardEvent<HTMLDivElement>): void
}

/** What is selected, by mouse, finger and keys. */
export function useSelection(options: SelectionOptions): SelectionState {
  const { shown } = options
  const [kept, setKept] = useState(nothingSelected)
  const ids = useMemo(() => shown.map(({ id }) => id), [shown])
  const selection = useMemo(() => within(kept, ids), [kept, ids])
  const chosen = useMemo(() => shown.filter(({ id }) => selection.ids.has(id)), [shown, selection])
  const latest = useRef({ ...options, ids, selection })
  useEffect(() => {
    latest.current = { ...options, ids, selection }
  })

  const take = (next: Selection) => {
    const { mayAct } = latest.current
    const mine = new Set(latest.current.shown.filter(mayAct).map(({ id }) => id))
    setKept({ ...next, ids: new Set([...next.ids].filter((id) => mine.has(id))) })
  }

  const [acts] = useState(() => {
    const now = () => latest.current
    const go = (by: number, isStretching: boolean) => {
      const next = moved(now().selection, now().ids, by, isStretching)
      take(next)
      if (next.active !== null) now().onShow(now().ids.indexOf(next.active))
    }
    const all = () => {
      const { mayAct } = now()
      const next = allOf(now().selection, now().ids)
      const mine = now().shown.filter(mayAct).length
      take(now().selection.ids.size === mine ? { ...next, ids: new Set() } : next)
    }
    const active = (act: (id: number) => void) => () => {
      const { active: id } = now().selection
      if (id !== null) act(id)
    }
    const leave = () => {
      if (now().selection.ids.size > 0) setKept({ ...now().selection, ids: new Set() })
      else now().onLeave()
    }
    const keys = new Map<string, (event: KeyboardEvent) => void>([
      ['ArrowDown', ({ shiftKey }) => go(1, shiftKey)],
      ['ArrowUp', ({ shiftKey }) => go(-1, shiftKey)],
      ['PageDown', ({ shiftKey }) => go(now().page, shiftKey)],
      ['PageUp', ({ shiftKey }) => go(-now().page, shiftKey)],
      ['Home', ({ shiftKey }) => go(-now().ids.length, shiftKey)],
      ['End', ({ shiftKey }) => go(now().ids.length, shiftKey)],
      [' ', active((id) => take(toggled(now().selection, id)))],
      ['Enter', active((id) => now().onOpen(id))],
      ['Escape', leave],
      ['Delete', () => now().onDelete()],
    ])
    return {
      all,
      clear: () => setKept({ ...now().selection, ids: new Set() }),
      setActive: (id: number) => setKept({ ...now().selection, active: id, anchor: id }),
      pick: (id: number, { shiftKey }: MouseEvent) =>
        take(shiftKey ? stretched(now().selection, now().ids, id) : toggled(now().selection, id)),
      onKey: (event: KeyboardEvent<HTMLDivElement>) => {
        if (event.target !== event.currentTarget || event.altKey) return
        const isEverything = event.key === 'a' && (event.ctrlKey || event.metaKey)
        const act = isEverything ? all : event.ctrlKey || event.metaKey ? undefined : keys.get(event.key)
        if (!act) return
        event.preventDefault()
        act(event)
      },
    }
  })
  return { ...acts, selection, chosen }
}
