import { eq } from 'drizzle-orm'
import { DomainError } from '../../../../shared/errors.ts'
import type { MessageKey } from '../../../../shared/messages/catalogue.gen.ts'
import type { FilePriority, ShareLimits, TorrentOutcome } from '../../../../shared/torrents.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { engineOf } from '../engine/current.ts'
import { asked } from '../engine/problems.ts'
import { torrentToActOn } from '../policy.ts'
import { torrent } from '../tables.ts'
import { tellTorrent } from '../telling.ts'
import { watchOf } from '../watch/watch.ts'
import { heldNow, notHeld } from './held.ts'
import { recordOnOthers } from './recording.ts'
import { Selection } from './selection.ts'
import { keptLimit } from './share-limits.ts'

interface Priorities {
  readonly id: number
  /** The engine's own numbers of the files. */
  readonly indexes: readonly number[]
  readonly priority: FilePriority
}

/**
 * Says which files of a torrent come first, or not at all.
 * @throws {DomainError} NOT_FOUND, FORBIDDEN, CONFLICT where the engine does not hold it or does not know its content
 *   yet, INVALID for a file that it has not, UNAVAILABLE where the engine does not answer
 */
export async function setPriority(deps: Deps, actor: SignedIn, { id, indexes, priority }: Priorities): Promise<void> {
  const row = torrentToActOn(deps, actor, id)
  await asked(async () => {
    const seen = (await heldNow(deps)).of(row)
    if (!seen) throw new DomainError('CONFLICT', notHeld(row).key as MessageKey)
    const engine = engineOf(deps)
    const known = new Set((await engine.files(seen.key)).map(({ index }) => index))
    if (known.size === 0) throw new DomainError('CONFLICT', 'torrentEngine.problems.contentUnknown')
    if (indexes.some((index) => !known.has(index))) throw new DomainError('INVALID', 'torrentActs.errors.noSuchFile')
    await engine.setPriority(seen.key, indexes, priority)
  })
  recordOnOthers(deps, actor, 'torrentActs.acts.prioritised', [row])
  watchOf(deps).soon()
}

/**
 * Says how long torrents are shared. What became of each is answered; of one that the engine does not hold it is kept
 * until it is sent. Where the engine does not answer nothing is changed.
 */
export async function setShareLimits(
  deps: Deps,
  actor: SignedIn,
  { ids, ratio, seedingMinutes }: ShareLimits & { readonly ids: readonly number[] },
): Promise<TorrentOutcome[]> {
  const selection = new Selection(deps, actor, ids)
  if (selection.rows.length === 0) return selection.outcomes
  try {
    const engine = await heldNow(deps)
    const keys = selection.rows.flatMap((row) => engine.of(row)?.key ?? [])
    await engineOf(deps).setShareLimits(keys, { ratio, seedingMinutes })
  } catch (error) {
    selection.refuseAll(error)
  }
  deps.inTx(() => {
    recordOnOthers(deps, actor, 'torrentActs.acts.shareLimited', selection.rows)
    const limits = { ratioLimit: keptLimit(ratio), seedingMinutes: keptLimit(seedingMinutes) }
    for (const { id } of selection.rows) {
      deps.db.update(torrent).set(limits).where(eq(torrent.id, id)).run()
      tellTorrent(deps, id)
    }
  })
  watchOf(deps).soon()
  return selection.outcomes
}
