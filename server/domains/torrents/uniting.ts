import { and, eq, ne, or } from 'drizzle-orm'
import type { Deps } from '../../platform/deps.ts'
import { type TorrentRow, torrentById } from './rows.ts'
import { torrent, torrentOwner } from './tables.ts'
import { tellGone, tellTorrent } from './telling.ts'

interface Hashes {
  readonly v1: string | null
  readonly v2: string | null
}

/** The torrents that bear one of these hashes, oldest first; two where one knew only one hash, and another the other. */
export function bearersOf({ db }: Pick<Deps, 'db'>, { v1, v2 }: Hashes, except = 0): TorrentRow[] {
  const byV1 = v1 === null ? undefined : eq(torrent.v1, v1)
  const byV2 = v2 === null ? undefined : eq(torrent.v2, v2)
  if (!byV1 && !byV2) return []
  return db
    .select()
    .from(torrent)
    .where(and(ne(torrent.id, except), or(byV1, byV2)))
    .orderBy(torrent.id)
    .all()
}

/** Gives all that `other` is to `kept`, since they are one torrent; in the caller's transaction. */
function unite(deps: Deps, kept: TorrentRow, other: TorrentRow): void {
  const owners = deps.db.select().from(torrentOwner).where(eq(torrentOwner.torrentId, other.id)).all()
  for (const owner of owners) {
    deps.db
      .insert(torrentOwner)
      .values({ ...owner, torrentId: kept.id })
      .onConflictDoNothing()
      .run()
  }
  deps.db.delete(torrent).where(eq(torrent.id, other.id)).run()
  tellGone(
    deps,
    other.id,
    owners.map(({ accountId }) => accountId),
  )
}

/**
 * Writes the hashes that a torrent turned out to have too; whatever other row bears one of them becomes one with it.
 * In the caller's transaction. Answers the row as it is then.
 */
export function completeHashes(deps: Deps, row: TorrentRow, { v1, v2 }: Hashes): TorrentRow {
  const known = { v1: row.v1 ?? v1, v2: row.v2 ?? v2 }
  if (known.v1 === row.v1 && known.v2 === row.v2) return row
  for (const other of bearersOf(deps, known, row.id)) unite(deps, row, other)
  deps.db.update(torrent).set(known).where(eq(torrent.id, row.id)).run()
  tellTorrent(deps, row.id)
  return torrentById(deps, row.id) ?? { ...row, ...known }
}
