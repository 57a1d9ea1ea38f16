import { and, eq } from 'drizzle-orm'
import { DomainError } from '../../../../shared/errors.ts'
import {
  administerTorrents,
  type TorrentOutcome,
  type TorrentOwner,
  type TorrentRemoval,
} from '../../../../shared/torrents.ts'
import { can, type SignedIn } from '../../../platform/actor.ts'
import { record } from '../../../platform/audit/audit.ts'
import type { Deps } from '../../../platform/deps.ts'
import { tellOfDeletion } from '../notices.ts'
import type { Authorized } from '../policy.ts'
import { ownersOf, type TorrentRow } from '../rows.ts'
import { torrent, torrentOwner } from '../tables.ts'
import { tellGone, tellTorrent } from '../telling.ts'
import { watchOf } from '../watch/watch.ts'
import { namesOf } from './recording.ts'
import { release } from './release.ts'
import { Selection } from './selection.ts'

interface Asked {
  readonly ids: readonly number[]
  /** Also where others own it. */
  readonly wholly: boolean
}

interface Planned {
  readonly row: Authorized<TorrentRow>
  readonly owners: readonly TorrentOwner[]
  readonly others: readonly TorrentOwner[]
  /** Its row goes, and what the engine has of it. */
  readonly deletes: boolean
}

/** Whoever owns a torrent with others leaves it; an administrator can take away but what is no part of theirs. */
function planned(deps: Deps, actor: SignedIn, selection: Selection, wholly: boolean): Planned[] {
  const rows = selection.rows
  const owners = ownersOf(
    deps,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const all = owners.get(row.id) ?? []
    const others = all.filter(({ id }) => id !== actor.account.id)
    const isOwn = others.length < all.length
    return { row, owners: all, others, deletes: wholly || !isOwn || others.length === 0 }
  })
}

function assertMay(actor: SignedIn, asks: boolean): void {
  if (asks && !can(actor, administerTorrents)) throw new DomainError('FORBIDDEN', 'common.errors.FORBIDDEN')
}

/**
 * What deleting would do to each; those that the actor may not delete are missing.
 * @throws {DomainError} FORBIDDEN where others' share is to go and the actor does not administer torrents
 */
export function viewRemoval(deps: Deps, actor: SignedIn, { ids, wholly }: Asked): TorrentRemoval[] {
  assertMay(actor, wholly)
  return planned(deps, actor, new Selection(deps, actor, ids), wholly).map(({ row, others, deletes }) => ({
    ...{ id: row.id, name: row.name, size: row.size },
    outcome: deletes ? 'deletes' : 'leaves',
    otherOwners: others.map(({ name }) => name),
  }))
}

/**
 * Deletes torrents, or has the actor leave those that others own too. The rows go at once; the engine lets go of them
 * as soon as it can be reached. Who could evade their limits by it may not leave the files on the engine's disk.
 * @throws {DomainError} FORBIDDEN where the actor asks for what only administrators may
 */
export function removeTorrents(
  deps: Deps,
  actor: SignedIn,
  { ids, wholly, withData }: Asked & { readonly withData: boolean },
): TorrentOutcome[] {
  assertMay(actor, wholly || !withData)
  const selection = new Selection(deps, actor, ids)
  deps.inTx(() => {
    const plan = planned(deps, actor, selection, wholly)
    const ofOthers = plan.filter(({ deletes, others }) => deletes && others.length > 0).map(({ row }) => row)
    recordRemoval(deps, actor, ofOthers)
    tellOfDeletion(deps, actor, ofOthers)
    for (const { row, owners, deletes } of plan) {
      if (deletes) deleteTorrent(deps, row, owners, withData)
      else leave(deps, row, actor.account.id)
    }
  })
  deps.onCommit(() => watchOf(deps).soon())
  return selection.outcomes
}

function recordRemoval(deps: Deps, actor: SignedIn, rows: readonly TorrentRow[]): void {
  if (rows.length > 0) record(deps, actor, 'torrentActs.acts.deleted', namesOf(deps, rows))
}

function leave(deps: Deps, { id }: TorrentRow, accountId: number): void {
  deps.db
    .delete(torrentOwner)
    .where(and(eq(torrentOwner.torrentId, id), eq(torrentOwner.accountId, accountId)))
    .run()
  tellTorrent(deps, id)
  tellGone(deps, id, [accountId])
}

/** Takes a row away, and writes that the engine is to let go of it; in the caller's transaction. */
export function deleteTorrent(deps: Deps, row: TorrentRow, owners: readonly TorrentOwner[], withData: boolean): void {
  deps.db.delete(torrent).where(eq(torrent.id, row.id)).run()
  release(deps, row, withData)
  tellGone(
    deps,
    row.id,
    owners.map(({ id }) => id),
  )
}
