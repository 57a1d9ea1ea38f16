import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { TorrentOwner } from '../../../shared/torrents.ts'
import { prepared } from '../../platform/db/open.ts'
import type { Deps } from '../../platform/deps.ts'
import { torrent, torrentOwner } from './tables.ts'

export type TorrentRow = typeof torrent.$inferSelect

/** What a torrent is called in the engine, whatever its hashes turn out to be. */
export const tagOf = (uuid: string): string => `foyer:${uuid}`

const byId = prepared((db) =>
  db
    .select()
    .from(torrent)
    .where(eq(torrent.id, sql.placeholder('id')))
    .prepare(),
)

/** A torrent, whoever may see it. */
export const torrentById = (deps: Deps, id: number): TorrentRow | undefined => byId(deps.db).get({ id })

/** Every torrent of the house, oldest first. */
export const allTorrents = (deps: Deps): TorrentRow[] => deps.db.select().from(torrent).orderBy(asc(torrent.id)).all()

const idsOfAll = prepared((db) => db.$client.prepare<[], number>('SELECT id FROM torrent ORDER BY id').pluck())

/** Ids of the torrents of the house, oldest first. */
export const torrentIds = (deps: Deps): number[] => idsOfAll(deps.db).all()

/** The torrents that a person owns, oldest first. */
export const torrentsOf = (deps: Deps, accountId: number): TorrentRow[] => {
  const own = deps.db
    .select({ id: torrentOwner.torrentId })
    .from(torrentOwner)
    .where(eq(torrentOwner.accountId, accountId))
  return deps.db.select().from(torrent).where(inArray(torrent.id, own)).orderBy(asc(torrent.id)).all()
}

const owning = prepared((db) =>
  db.$client.prepare<[number, number], { owns: 1 }>(
    'SELECT 1 AS owns FROM torrent_owner WHERE torrent_id = ? AND account_id = ?',
  ),
)

/** Whether a torrent is this account's. */
export const owns = (deps: Deps, torrentId: number, accountId: number): boolean =>
  owning(deps.db).get(torrentId, accountId) !== undefined

interface OwnerRow extends TorrentOwner {
  readonly torrentId: number
}

const ownersByIds = prepared((db) =>
  db.$client.prepare<[string], OwnerRow>(
    `SELECT torrent_owner.torrent_id AS torrentId, account.id AS id, account.name AS name
      FROM torrent_owner JOIN account ON account.id = torrent_owner.account_id
      WHERE torrent_owner.torrent_id IN (SELECT value FROM json_each(?))
      ORDER BY torrent_owner.since, account.id`,
  ),
)

/** The owners of torrents, whoever added one first comes first; torrents that nobody owns are missing. */
export function ownersOf(deps: Deps, torrentIds: readonly number[]): Map<number, TorrentOwner[]> {
  const rows = ownersByIds(deps.db).all(JSON.stringify(torrentIds))
  const owners = new Map<number, TorrentOwner[]>()
  for (const { torrentId, ...owner } of rows) {
    const known = owners.get(torrentId)
    if (known) known.push(owner)
    else owners.set(torrentId, [owner])
  }
  return owners
}

/** Ids of the accounts that own a torrent. */
export const ownerIds = (deps: Deps, torrentId: number): number[] =>
  (ownersOf(deps, [torrentId]).get(torrentId) ?? []).map(({ id }) => id)
