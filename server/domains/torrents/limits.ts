import type { LimitDefinition } from '../../../shared/definitions.ts'
import { DomainError } from '../../../shared/errors.ts'
import { torrentSpace } from '../../../shared/torrent-engine.ts'
import {
  activeTorrents,
  type TorrentProblem,
  type TorrentState,
  torrentBytes,
  torrentCount,
} from '../../../shared/torrents.ts'
import { prepared } from '../../platform/db/open.ts'
import type { Deps } from '../../platform/deps.ts'
import type { LimitUse } from '../../platform/domain.ts'
import { owns } from './rows.ts'
import { standingsOf } from './watch/standings.ts'

/** What a person's torrents take of their limits. */
export interface TorrentAmount {
  readonly count: number
  readonly bytes: number
  /** Unfinished and not paused. */
  readonly active: number
  readonly finished: number
}

const activeStates: readonly TorrentState[] = ['waiting', 'metadata', 'queued', 'downloading', 'stalled']

/** Of what the engine could not be told yet it will be told, unless it refused it. */
const isActive = `(torrent.state IN (${activeStates.map((state) => `'${state}'`).join(', ')})
  OR torrent.state = 'not-sent' AND NOT torrent.failure_told
  OR torrent.state IN ('checking', 'moving') AND torrent.finished_at IS NULL)`

const useColumns = `count(*) AS count, coalesce(sum(torrent.size), 0) AS bytes,
  coalesce(sum(${isActive}), 0) AS active, count(torrent.finished_at) AS finished`

const owned = 'torrent_owner JOIN torrent ON torrent.id = torrent_owner.torrent_id'

const amountOfAccount = prepared((db) =>
  db.$client.prepare<[number, number], TorrentAmount>(
    `SELECT ${useColumns} FROM ${owned} WHERE torrent_owner.account_id = ? AND torrent.id <> ?`,
  ),
)

const amountByAccount = prepared((db) =>
  db.$client.prepare<[], TorrentAmount & { account: number }>(
    `SELECT torrent_owner.account_id AS account, ${useColumns} FROM ${owned} GROUP BY torrent_owner.account_id`,
  ),
)

const bytesToCome = prepared((db) =>
  db.$client
    .prepare<[number], number>(
      `SELECT coalesce(sum(size * (1 - progress)), 0) FROM torrent WHERE ${isActive} AND id <> ?`,
    )
    .pluck(),
)

const underWay = prepared((db) =>
  db.$client.prepare<[number], 1>(`SELECT 1 FROM torrent WHERE ${isActive} AND id = ?`).pluck(),
)

/** Whether a torrent counts among those that its owners have under way. */
export const isUnderWay = ({ db }: Pick<Deps, 'db'>, { id }: { readonly id: number }): boolean =>
  underWay(db).get(id) !== undefined

const nothing: TorrentAmount = { count: 0, bytes: 0, active: 0, finished: 0 }

/** @param except a torrent that is left out */
export const amountUsed = (deps: Deps, accountId: number, except = 0): TorrentAmount =>
  amountOfAccount(deps.db).get(accountId, except) ?? nothing

/** Bytes as people read them: in GB, to two decimals, and never nothing where there is something. */
export const gigabytes = (bytes: number): number => Math.max(bytes > 0 ? 0.01 : 0, Math.round(bytes / 1e7) / 100)

/**
 * Checks that one more torrent fits into what a person may have; in the transaction that adds it.
 * @param size in bytes; null while it is unknown
 * @param isActive whether it is one more that is under way
 * @throws {DomainError} LIMIT
 */
export function assertWithinLimits(deps: Deps, accountId: number, size: number | null, isActive: boolean): void {
  const used = amountUsed(deps, accountId)
  const count = deps.limitOf(accountId, torrentCount)
  if (used.count >= count) throw new DomainError('LIMIT', 'torrents.errors.tooMany', { used: used.count, limit: count })
  const active = deps.limitOf(accountId, activeTorrents)
  if (isActive && used.active >= active)
    throw new DomainError('LIMIT', 'torrents.errors.tooActive', { used: used.active, limit: active })
  const bytes = deps.limitOf(accountId, torrentBytes)
  const args = { used: gigabytes(used.bytes), limit: gigabytes(bytes) }
  if (size === null && used.bytes >= bytes) throw new DomainError('LIMIT', 'torrents.errors.full', args)
  if (size !== null && used.bytes + size > bytes)
    throw new DomainError('LIMIT', 'torrents.errors.tooBig', { ...args, size: gigabytes(size) })
}

/**
 * Why somebody may not have a torrent go on: of those that they own only so many may be under way at once. Whoever
 * administers torrents answers for what they do to others' themselves.
 */
export function activeProblem(deps: Deps, accountId: number, torrentId: number): TorrentProblem | null {
  if (!owns(deps, torrentId, accountId)) return null
  const { active } = amountUsed(deps, accountId, torrentId)
  const limit = deps.limitOf(accountId, activeTorrents)
  return active < limit ? null : { key: 'torrentActs.problems.tooActive', args: { used: active, limit } }
}

/**
 * How much less than the floor would be free with one more torrent, once all that is under way has arrived; null where
 * there is room, or nobody knows.
 * @param except a torrent that is left out
 */
function lackOfSpace(deps: Deps, size: number, except = 0): { free: number; floor: number } | null {
  const { freeSpace } = standingsOf(deps).current
  const { floor } = deps.settings.get(torrentSpace)
  if (freeSpace === null) return null
  const free = freeSpace - (bytesToCome(deps.db).get(except) ?? 0)
  return free - size >= floor ? null : { free: gigabytes(Math.max(0, free)), floor: gigabytes(floor) }
}

/**
 * Checks that the engine's disk, as it was seen last, has room above the floor.
 * @throws {DomainError} UNAVAILABLE
 */
export function assertSpace(deps: Deps, size: number | null): void {
  const lack = lackOfSpace(deps, size ?? 0)
  if (!lack) return
  const isFull = lackOfSpace(deps, 0) !== null
  if (isFull || size === null) throw new DomainError('UNAVAILABLE', 'torrents.errors.noSpace', lack)
  throw new DomainError('UNAVAILABLE', 'torrents.errors.noSpaceFor', { ...lack, size: gigabytes(size) })
}

/**
 * Why a torrent whose size is known by now may not go on: it is more than any of its owners may have, or than the disk
 * holds. Null where it may; one that nobody owns is bound by the disk alone.
 * @param left bytes of it that are still to come
 */
export function sizeProblem(
  deps: Deps,
  { id, size, left }: { id: number; size: number; left: number },
  owners: readonly { readonly id: number }[],
): TorrentProblem | null {
  const lack = lackOfSpace(deps, left, id)
  if (lack) return { key: 'torrents.problems.noSpace', args: { ...lack, size: gigabytes(size) } }
  const fits = (owner: { readonly id: number }) =>
    amountUsed(deps, owner.id, id).bytes + size <= deps.limitOf(owner.id, torrentBytes)
  if (owners.length === 0 || owners.some(fits)) return null
  // Whoever sees the torrent reads this: what its owners have and may have is theirs to know.
  return { key: 'torrents.problems.tooBig', args: { size: gigabytes(size) } }
}

/** Whether a torrent stands still because of its size, not because somebody paused it. */
export const isSizeProblem = (problem: TorrentProblem | null): boolean =>
  problem?.key === 'torrents.problems.tooBig' || problem?.key === 'torrents.problems.noSpace'

const usage = (limit: LimitDefinition, amount: (use: TorrentAmount) => number): LimitUse => ({
  limit,
  usedBy: ({ db }) =>
    new Map(
      amountByAccount(db)
        .all()
        .map((use) => [use.account, amount(use)]),
    ),
})

/** How much of the torrents' limits everybody uses. */
export const torrentUses: readonly LimitUse[] = [
  usage(torrentCount, ({ count }) => count),
  usage(torrentBytes, ({ bytes }) => bytes),
  usage(activeTorrents, ({ active }) => active),
]
