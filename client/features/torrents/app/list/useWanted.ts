import { useEffect, useMemo, useState } from 'react'
import { useLocation, useNavigate, useNavigation } from 'react-router'
import {
  type Column,
  firstOrder,
  isColumn,
  isStateGroup,
  type Order,
  type StateGroup,
  type Wanted,
} from '../../arrange.ts'

export interface WantedState {
  readonly wanted: Wanted
  /** The same as part of an address, with its question mark. */
  readonly search: string
  setGroup(group: StateGroup): void
  setText(text: string): void
  /** Another column; the same one the other way round. */
  setOrder(by: Column): void
  clear(): void
}

const standard: Order = { by: 'addedAt', falling: true }
/** In milliseconds: an address for each letter would be too many. */
const pause = 400

function readFrom(address: string): Wanted {
  const search = new URLSearchParams(address)
  const group = search.get('show')
  const [by = null, way] = (search.get('sort') ?? '').split('.')
  return {
    group: isStateGroup(group) ? group : 'all',
    text: search.get('q') ?? '',
    order: isColumn(by) ? { by, falling: way === 'down' } : standard,
  }
}

function written({ group, text, order }: Wanted): string {
  const search = new URLSearchParams()
  if (group !== 'all') search.set('show', group)
  if (text !== '') search.set('q', text)
  if (order.by !== standard.by || order.falling !== standard.falling) {
    search.set('sort', `${order.by}.${order.falling ? 'down' : 'up'}`)
  }
  return search.size === 0 ? '' : `?${search}`
}

/** What is looked for; it stands in the address too, and so outlives a reload. */
export function useWanted(): WantedState {
  const { pathname, search: shown } = useLocation()
  const navigate = useNavigate()
  const isLeaving = useNavigation().state !== 'idle'
  const [wanted, setWanted] = useState(() => readFrom(shown))
  const search = useMemo(() => written(wanted), [wanted])

  useEffect(() => {
    // Whoever is on the way to a torrent takes it along, and must not be held back.
    if (search === shown || isLeaving) return
    const timer = setTimeout(() => {
      void navigate(pathname + search, { replace: true, preventScrollReset: true })
    }, pause)
    return () => clearTimeout(timer)
  }, [search, shown, isLeaving, pathname, navigate])

  const put = (change: Partial<Wanted>) => setWanted((known) => ({ ...known, ...change }))
  return {
    wanted,
    search,
    setGroup: (group) => put({ group }),
    setText: (text) => put({ text }),
    setOrder: (by) =>
      setWanted((known) => ({
        ...known,
        order: by === known.order.by ? { by, falling: !known.order.falling } : firstOrder(by),
      })),
    clear: () => put({ group: 'all', text: '' }),
  }
}
