import type { TorrentState, TorrentView } from '../../../shared/torrents.ts'

export const columns = [
  'name',
  'state',
  'progress',
  'size',
  'down',
  'up',
  'eta',
  'ratio',
  'peers',
  'addedAt',
  'owner',
] as const

export type Column = (typeof columns)[number]

export const isColumn = (name: string | null): name is Column => (columns as readonly (string | null)[]).includes(name)

export interface Order {
  readonly by: Column
  readonly falling: boolean
}

/** Numbers and dates are first asked for from the largest on. */
export const firstOrder = (by: Column): Order => ({ by, falling: !['name', 'state', 'eta', 'owner'].includes(by) })

/** What people ask for: still on their way, stopped, whole, in want of somebody. */
export const stateGroups = ['all', 'loading', 'moving', 'paused', 'whole', 'troubled'] as const

export type StateGroup = (typeof stateGroups)[number]

export const isStateGroup = (name: string | null): name is StateGroup =>
  (stateGroups as readonly (string | null)[]).includes(name)

const groupOfState: Readonly<Record<TorrentState, Exclude<StateGroup, 'all' | 'moving'>>> = {
  waiting: 'loading',
  'not-sent': 'troubled',
  metadata: 'loading',
  queued: 'loading',
  downloading: 'loading',
  stalled: 'loading',
  checking: 'loading',
  moving: 'loading',
  paused: 'paused',
  seeding: 'whole',
  finished: 'whole',
  missing: 'troubled',
  failed: 'troubled',
  vanished: 'troubled',
}

/** Whether the engine does not hold it, so that somebody has to try again. */
export const isLost = (state: TorrentState): boolean => state === 'not-sent' || state === 'vanished'

/** It was stopped, whole or not: what is done to it next is to let it go on. */
export const isStopped = (state: TorrentState): boolean => state === 'paused' || state === 'finished'

/** Something goes over the wire for it now. */
const isMoving = ({ down, up }: TorrentView): boolean => down > 0 || up > 0

const isIn = (torrent: TorrentView, group: StateGroup): boolean => {
  if (group === 'all') return true
  return group === 'moving' ? isMoving(torrent) : groupOfState[torrent.state] === group
}

/** Letters without accents and case: « Été » is found by « ete ». */
const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()

/** So that « part 10 » comes after « part 9 ». */
const sortable = (text: string): string => folded(text).replaceAll(/\d+/g, (digits) => digits.padStart(8, '0'))

export interface Wanted {
  readonly group: StateGroup
  /** Each of its words stands in the name or in that of an owner. */
  readonly text: string
  readonly order: Order
}

export interface Arranged {
  readonly shown: readonly TorrentView[]
  /** How many there are of each group among those that the text names. */
  readonly counts: Readonly<Record<StateGroup, number>>
}

const place = new Map(
  [
    ...(
      [
        'not-sent',
        'failed',
        'missing',
        'vanished',
        'downloading',
        'metadata',
        'checking',
        'moving',
        'waiting',
        'queued',
        'stalled',
        'seeding',
        'paused',
        'finished',
      ] as const
    ).entries(),
  ].map(([index, state]) => [state, index]),
)

/** What a torrent is put in order by; infinities stand for what is not known. */
const keys: Readonly<Record<Column, (torrent: TorrentView) => number | string>> = {
  name: ({ name }) => sortable(name),
  state: ({ state }) => place.get(state) ?? 0,
  progress: ({ progress }) => progress,
  size: ({ size }) => size ?? -1,
  down: ({ down }) => down,
  up: ({ up }) => up,
  eta: ({ eta }) => eta ?? Number.POSITIVE_INFINITY,
  ratio: ({ ratio }) => ratio,
  peers: ({ seeds, peers }) => seeds + peers,
  addedAt: ({ addedAt }) => Date.parse(addedAt),
  owner: ({ owners }) => sortable(owners.map(({ name }) => name).join(' ')),
}

const compare = (one: number | string, other: number | string): number => (one < other ? -1 : one > other ? 1 : 0)

/** Finds and puts in order. What is equal stands newest first, whichever way the rest goes. */
export function arrange(torrents: readonly TorrentView[], { group, text, order }: Wanted): Arranged {
  const words = folded(text).split(/\s+/).filter(Boolean)
  const named = words.length === 0 ? torrents : torrents.filter((torrent) => isNamed(torrent, words))
  const counts = { all: named.length, loading: 0, moving: 0, paused: 0, whole: 0, troubled: 0 }
  for (const torrent of named) {
    counts[groupOfState[torrent.state]] += 1
    if (isMoving(torrent)) counts.moving += 1
  }
  const key = keys[order.by]
  const sign = order.falling ? -1 : 1
  const shown = named
    .filter((torrent) => isIn(torrent, group))
    .map((torrent) => ({ torrent, key: key(torrent) }))
    .sort((one, other) => sign * compare(one.key, other.key) || other.torrent.id - one.torrent.id)
    .map(({ torrent }) => torrent)
  return { shown, counts }
}

function isNamed({ name, owners }: TorrentView, words: readonly string[]): boolean {
  const known = folded([name, ...owners.map((owner) => owner.name)].join(' '))
  return words.every((word) => known.includes(word))
}
