import { and, eq, inArray } from 'drizzle-orm'
import type { FoundView } from '../../../../shared/torrent-search.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { maySeeAll } from '../policy.ts'
import { torrent, torrentOwner } from '../tables.ts'

/** Below what SQLite takes in one statement. */
const atOnce = 500

/** Which of these v1 info-hashes the house has, as far as the person may know. */
export function standings(
  deps: Deps,
  actor: SignedIn,
  hashes: readonly string[],
): ReadonlyMap<string, NonNullable<FoundView['standing']>> {
  const known = new Map<string, 'yours' | 'house'>()
  for (let from = 0; from < hashes.length; from += atOnce) {
    const rows = deps.db
      .select({ v1: torrent.v1, owner: torrentOwner.accountId })
      .from(torrent)
      .leftJoin(torrentOwner, and(eq(torrentOwner.torrentId, torrent.id), eq(torrentOwner.accountId, actor.account.id)))
      .where(inArray(torrent.v1, hashes.slice(from, from + atOnce)))
      .all()
    for (const { v1, owner } of rows) {
      if (v1 === null) continue
      if (owner !== null) known.set(v1, 'yours')
      else if (maySeeAll(actor)) known.set(v1, 'house')
    }
  }
  return known
}
