import { desc, eq, sql } from 'drizzle-orm'
import { prepared } from '../../../platform/db/open.ts'
import type { Deps } from '../../../platform/deps.ts'
import { torrent } from '../tables.ts'

const idByUuid = prepared((db) =>
  db
    .select({ id: torrent.id })
    .from(torrent)
    .where(eq(torrent.uuid, sql.placeholder('uuid')))
    .prepare(),
)

/** Null where there is none. */
export const torrentByUuid = (deps: Deps, uuid: string): number | null => idByUuid(deps.db).get({ uuid })?.id ?? null

/** A few torrents that are whole, the latest first. */
export const wholeTorrents = (deps: Deps) =>
  deps.db
    .select({ uuid: torrent.uuid, v1: torrent.v1, v2: torrent.v2, name: torrent.name })
    .from(torrent)
    .where(eq(torrent.progress, 1))
    .orderBy(desc(torrent.finishedAt), desc(torrent.id))
    .limit(5)
    .all()
