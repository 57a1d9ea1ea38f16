import { and, eq } from 'drizzle-orm'
import { prepared } from '../../../platform/db/open.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { Belongings } from '../../../platform/domain.ts'
import { ownersOf, type TorrentRow, torrentById, torrentsOf } from '../rows.ts'
import { torrentOwner } from '../tables.ts'
import { tellGone, tellTorrent } from '../telling.ts'
import { torrentMembers } from './members.ts'
import { deleteTorrent } from './removal.ts'

const soleIds = prepared((db) =>
  db.$client
    .prepare<[number], number>(
      `SELECT torrent_id FROM torrent_owner AS own WHERE account_id = ? AND NOT EXISTS (
        SELECT 1 FROM torrent_owner AS other
        WHERE other.torrent_id = own.torrent_id AND other.account_id <> own.account_id)
      ORDER BY torrent_id`,
    )
    .pluck(),
)

/** What nobody owns but this person. */
const soleTorrents = (deps: Deps, accountId: number): TorrentRow[] =>
  soleIds(deps.db)
    .all(accountId)
    .flatMap((id) => torrentById(deps, id) ?? [])

function disown(deps: Deps, torrentId: number, accountId: number): void {
  const own = and(eq(torrentOwner.torrentId, torrentId), eq(torrentOwner.accountId, accountId))
  deps.db.delete(torrentOwner).where(own).run()
  tellTorrent(deps, torrentId)
  tellGone(deps, torrentId, [accountId])
}

/** The limits of whoever gets them do not apply: nothing is added, it only becomes theirs. */
function handOver(deps: Deps, from: number, to: number): void {
  const since = deps.clock.now()
  for (const { id } of soleTorrents(deps, from)) {
    deps.db.insert(torrentOwner).values({ torrentId: id, accountId: to, since }).onConflictDoNothing().run()
    disown(deps, id, from)
  }
}

function remove(deps: Deps, accountId: number): void {
  for (const row of soleTorrents(deps, accountId)) {
    deleteTorrent(deps, row, ownersOf(deps, [row.id]).get(row.id) ?? [], true)
  }
}

/** What a person owns with others is the others' from then on, when their account goes. */
export function leaveTorrents(deps: Deps, { accountId }: { accountId: number }): void {
  for (const { id } of torrentsOf(deps, accountId)) disown(deps, id, accountId)
}

/** The torrents that a person alone owns. */
export const ownTorrents: Belongings = {
  label: 'torrentActs.belongings',
  count: (deps, accountId) => soleIds(deps.db).all(accountId).length,
  heirs: (deps, accountId) =>
    torrentMembers(deps)
      .map(({ id }) => id)
      .filter((id) => id !== accountId),
  handOver,
  remove,
}
