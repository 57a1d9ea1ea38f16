import * as z from 'zod/mini'
import { defineNotice } from '../../../shared/definitions.ts'
import type { MessageKey } from '../../../shared/messages/catalogue.gen.ts'
import type { TorrentProblem } from '../../../shared/torrents.ts'
import type { SignedIn } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { notify } from '../notices/notify.ts'
import { gigabytes } from './limits.ts'
import { ownerIds, type TorrentRow } from './rows.ts'

const channels = ['page', 'mail'] as const

const link = ({ id }: { id: number }) => `/torrents/${id}`

/** A torrent arrived whole. Its key is the torrent's id. */
export const torrentFinished = defineNotice('torrents.finished', z.object({ id: z.number(), name: z.string() }), {
  label: 'torrents.notices.finishedLabel',
  title: 'torrents.notices.finishedTitle',
  text: 'torrents.notices.finishedText',
  link,
  icon: 'check',
  channels,
})

/** A torrent cannot go on. `reason` is a message key; its key is the torrent's id and the moment. */
export const torrentFailed = defineNotice(
  'torrents.failed',
  z.object({ id: z.number(), name: z.string(), reason: z.string() }),
  {
    label: 'torrents.notices.failedLabel',
    title: 'torrents.notices.failedTitle',
    text: 'torrents.notices.failedText',
    link,
    icon: 'warning',
    channels,
    args: ({ reason, ...payload }, words) => ({ ...payload, reason: words(reason as MessageKey) }),
  },
)

/** A magnet turned out to be more than there is room for. Its key is the torrent's id; `size` in GB. */
export const torrentPaused = defineNotice(
  'torrents.paused-for-size',
  z.object({ id: z.number(), name: z.string(), size: z.number() }),
  {
    label: 'torrents.notices.pausedLabel',
    title: 'torrents.notices.pausedTitle',
    text: 'torrents.notices.pausedText',
    link,
    icon: 'warning',
    channels,
  },
)

/** An administrator deleted torrents of somebody. `others` counts those besides the one that is named. */
export const torrentsDeleted = defineNotice(
  'torrents.deleted',
  z.object({ name: z.string(), others: z.number(), by: z.string() }),
  {
    label: 'torrents.notices.deletedLabel',
    title: 'torrents.notices.deletedTitle',
    text: 'torrents.notices.deletedText',
    link: () => '/torrents',
    icon: 'trash',
    channels,
  },
)

type Told = Pick<TorrentRow, 'id' | 'name'>

/** Tells the owners of a torrent that it arrived whole. */
export function tellOfFinish(deps: Deps, { id, name }: Told): void {
  for (const owner of ownerIds(deps, id)) notify(deps, torrentFinished, owner, { id, name }, String(id))
}

/** Tells the owners of a torrent, once for this moment, that it cannot go on. */
export function tellOfFailure(deps: Deps, { id, name }: Told, problem: TorrentProblem): void {
  const key = `${id}/${deps.clock.now()}`
  // A notice has room for no more than the words.
  const reason = Object.keys(problem.args).length === 0 ? problem.key : 'torrents.problems.engine'
  for (const owner of ownerIds(deps, id)) notify(deps, torrentFailed, owner, { id, name, reason }, key)
}

/** Tells the owners of a torrent that it stands still: it is more than there is room for. */
export function tellOfPause(deps: Deps, { id, name, size }: Pick<TorrentRow, 'id' | 'name' | 'size'>): void {
  const payload = { id, name, size: gigabytes(size ?? 0) }
  for (const owner of ownerIds(deps, id)) notify(deps, torrentPaused, owner, payload, String(id))
}

/** Tells whoever owned torrents that somebody else deleted them; before their rows go. */
export function tellOfDeletion(deps: Deps, by: SignedIn, rows: readonly Told[]): void {
  const lost = new Map<number, Told[]>()
  for (const row of rows) {
    const others = ownerIds(deps, row.id).filter((id) => id !== by.account.id)
    for (const owner of others) lost.set(owner, [...(lost.get(owner) ?? []), row])
  }
  for (const [owner, [first, ...others]] of lost) {
    if (!first) continue
    const payload = { name: first.name, others: others.length, by: by.account.name }
    notify(deps, torrentsDeleted, owner, payload, `${first.id}/${deps.clock.now()}`)
  }
}
