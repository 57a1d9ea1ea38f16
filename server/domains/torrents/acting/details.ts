import { eq } from 'drizzle-orm'
import type { TorrentDetail } from '../../../../shared/torrents.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { personViews } from '../../accounts/accounts.ts'
import { knownFileCount } from '../downloads/content.ts'
import { torrentViews } from '../list.ts'
import { magnetOf } from '../metainfo/magnet.ts'
import { trackersOfFile } from '../metainfo/metainfo.ts'
import { mayAct, mayReadKeys, torrentFor } from '../policy.ts'
import { torrentSource } from '../tables.ts'
import { shareOf } from './share-limits.ts'

/**
 * What the house knows of one torrent.
 * @throws {DomainError} NOT_FOUND
 */
export function viewDetail(deps: Deps, actor: SignedIn, id: number): TorrentDetail {
  const row = torrentFor(deps, actor, id)
  const [torrent] = torrentViews(deps, [row])
  if (!torrent) throw new Error('A torrent without a view')
  const { v1, v2, addedBy } = row
  return {
    ...{ torrent, v1, v2, mayAct: mayAct(deps, actor, id) },
    magnet: magnetOf(row, mayReadKeys(deps, actor, row) ? trackersOf(deps, id) : []),
    addedBy: addedBy === null ? null : (personViews(deps, [addedBy]).get(addedBy)?.name ?? null),
    share: shareOf(row),
    fileCount: knownFileCount(deps, row),
  }
}

/** Those of the magnet or the file that it was added by. */
function trackersOf(deps: Deps, torrentId: number): readonly string[] {
  const source = deps.db.select().from(torrentSource).where(eq(torrentSource.torrentId, torrentId)).get()
  if (source?.file) return trackersOfFile(source.file)
  if (!source?.magnet) return []
  return new URLSearchParams(source.magnet.slice(source.magnet.indexOf('?') + 1)).getAll('tr')
}
