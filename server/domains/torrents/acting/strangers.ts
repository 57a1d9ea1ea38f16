import { randomUUID } from 'node:crypto'
import { DomainError } from '../../../../shared/errors.ts'
import type { GivenStranger, TorrentMember } from '../../../../shared/torrent-acts.ts'
import {
  activeTorrents,
  type StrangerView,
  type TorrentProblem,
  torrentBytes,
  torrentCount,
} from '../../../../shared/torrents.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import { record } from '../../../platform/audit/audit.ts'
import { isoInstant } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import { engineOf } from '../engine/current.ts'
import type { EngineLook, EngineTorrent } from '../engine/engine.ts'
import { asked } from '../engine/problems.ts'
import { amountUsed, gigabytes } from '../limits.ts'
import { allTorrents, tagOf } from '../rows.ts'
import { torrent, torrentOwner, torrentSource } from '../tables.ts'
import { tellTorrent } from '../telling.ts'
import { bearersOf } from '../uniting.ts'
import { Identities } from '../watch/identities.ts'
import { watchOf } from '../watch/watch.ts'
import { magnetOf } from './magnets.ts'
import { torrentMembers } from './members.ts'
import { pendingReleases } from './release.ts'

const hashOf = ({ v1, v2, key }: EngineTorrent): string => v1 ?? v2 ?? key

/** What the engine holds that no row knows, and that it was not asked to let go of. */
function strangersIn(deps: Deps, { torrents }: EngineLook): EngineTorrent[] {
  const held = new Identities(torrents.values())
  const known = new Set(allTorrents(deps).map((row) => held.of(row)))
  const leaving = pendingReleases(deps)
  const isLeaving = ({ v1, v2, tags }: EngineTorrent) =>
    leaving.some((one) => tags.includes(one.tag) || (v1 !== null && one.v1 === v1) || (v2 !== null && one.v2 === v2))
  return [...torrents.values()].filter((one) => !known.has(one) && !isLeaving(one))
}

/**
 * The torrents that the engine has and the house does not know, newest first.
 * @throws {DomainError} UNAVAILABLE where the engine does not answer
 */
export async function listStrangers(deps: Deps): Promise<StrangerView[]> {
  const look = await asked(() => engineOf(deps).look())
  return strangersIn(deps, look)
    .sort((one, other) => other.addedAt - one.addedAt)
    .map((one) => ({
      ...{ hash: hashOf(one), name: one.name, size: one.size, progress: one.progress },
      addedAt: isoInstant(one.addedAt),
    }))
}

function memberOf(deps: Deps, accountId: number): TorrentMember {
  const member = torrentMembers(deps).find(({ id }) => id === accountId)
  if (!member) throw new DomainError('INVALID', 'torrentActs.errors.noMember')
  return member
}

function strangerOf(deps: Deps, look: EngineLook, hash: string): EngineTorrent {
  const stranger = strangersIn(deps, look).find((one) => hashOf(one) === hash)
  if (!stranger) throw new DomainError('CONFLICT', 'torrentActs.errors.noStranger')
  return stranger
}

/** Which limit of theirs it is beyond, if any. */
function beyond(deps: Deps, accountId: number, { size, progress }: EngineTorrent): TorrentProblem | null {
  const { count, bytes, active } = amountUsed(deps, accountId)
  const most = deps.limitOf(accountId, torrentCount)
  if (count >= most) return { key: 'torrentActs.problems.beyondCount', args: { used: count + 1, limit: most } }
  const room = deps.limitOf(accountId, torrentBytes)
  const weight = bytes + (size ?? 0)
  if (weight > room)
    return { key: 'torrentActs.problems.beyondBytes', args: { used: gigabytes(weight), limit: gigabytes(room) } }
  const atOnce = deps.limitOf(accountId, activeTorrents)
  if (progress >= 1 || active < atOnce) return null
  return { key: 'torrentActs.problems.beyondActive', args: { used: active + 1, limit: atOnce } }
}

/**
 * Makes a torrent that the engine has somebody's, as if they had added it; their limits do not keep it from them.
 * @throws {DomainError} CONFLICT where it is no stranger (any more), INVALID where the person may have no torrents,
 *   UNAVAILABLE where the engine does not answer
 */
export async function giveStranger(
  deps: Deps,
  actor: SignedIn,
  { hash, to }: { readonly hash: string; readonly to: number },
): Promise<GivenStranger> {
  memberOf(deps, to)
  const uuid = randomUUID()
  const held = await asked(async () => {
    const stranger = strangerOf(deps, await engineOf(deps).look(), hash)
    await engineOf(deps).tag([stranger.key], tagOf(uuid))
    return stranger
  })
  const given = deps.inTx(() => take(deps, actor, memberOf(deps, to), held, uuid))
  watchOf(deps).soon()
  return given
}

/** Somebody may have added it, or another administrator have given it, while the engine was told its tag. */
function take(deps: Deps, actor: SignedIn, to: TorrentMember, held: EngineTorrent, uuid: string): GivenStranger {
  if (bearersOf(deps, held).length > 0) throw new DomainError('CONFLICT', 'torrentActs.errors.noStranger')
  const exceeds = beyond(deps, to.id, held)
  const id = write(deps, actor, to, held, uuid)
  record(deps, actor, 'torrentActs.acts.given', undefined, { name: held.name, 'torrentActs.fields.owners': to.name })
  tellTorrent(deps, id)
  return { id, name: held.name, exceeds }
}

function write(deps: Deps, actor: SignedIn, to: TorrentMember, held: EngineTorrent, uuid: string): number {
  const now = deps.clock.now()
  const { v1, v2, name, size, state, progress, ratio, addedAt } = held
  const isWhole = size !== null && progress >= 1
  const told = { name, size, state, progress, ratio, sentAt: now, finishedAt: isWhole ? now : null }
  const { id } = deps.db
    .insert(torrent)
    .values({ uuid, v1, v2, ...told, addedAt: addedAt || now, addedBy: actor.account.id })
    .returning({ id: torrent.id })
    .get()
  deps.db
    .insert(torrentSource)
    .values({ torrentId: id, magnet: magnetOf(held, []) })
    .run()
  deps.db.insert(torrentOwner).values({ torrentId: id, accountId: to.id, since: now }).run()
  return id
}
