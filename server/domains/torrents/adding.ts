import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { type AddedTorrent, sendTorrent } from '../../../shared/torrents.ts'
import type { SignedIn } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import type { TorrentIdentity, TorrentSource } from './engine/engine.ts'
import { assertSpace, assertWithinLimits, isUnderWay } from './limits.ts'
import { readMagnet } from './metainfo/magnet.ts'
import { readTorrentFile } from './metainfo/metainfo.ts'
import { torrentFor } from './policy.ts'
import { owns, type TorrentRow } from './rows.ts'
import { torrent, torrentOwner, torrentSource } from './tables.ts'
import { tellTorrent } from './telling.ts'
import { bearersOf, completeHashes } from './uniting.ts'

/** What is added, as it was understood; nothing of it is an address or a path. */
export interface NewTorrent {
  readonly identity: Omit<TorrentIdentity, 'tag'>
  /** Null where a magnet names none. */
  readonly name: string | null
  /** In bytes; null while a magnet's content is unknown. */
  readonly size: number | null
  readonly source: TorrentSource
}

/**
 * Adds what a magnet link stands for.
 * @throws {DomainError} INVALID, and what {@link addTorrent} throws
 */
export function addMagnet(deps: Deps, actor: SignedIn, text: string): AddedTorrent {
  const { v1, v2, name, magnet } = readMagnet(text)
  return addTorrent(deps, actor, { identity: { v1, v2 }, name, size: null, source: { magnet } })
}

/**
 * Adds what a .torrent file stands for.
 * @throws {DomainError} INVALID, and what {@link addTorrent} throws
 */
export function addFile(deps: Deps, actor: SignedIn, bytes: Uint8Array): AddedTorrent {
  const { v1, v2, name, size } = readTorrentFile(bytes)
  return addTorrent(deps, actor, { identity: { v1, v2 }, name, size, source: { file: bytes } })
}

/**
 * Writes a torrent with its owner, and that the engine is to be told; one that the house has gets one more owner.
 * @throws {DomainError} LIMIT (number, size or active ones), UNAVAILABLE (the engine's disk)
 */
export function addTorrent(deps: Deps, actor: SignedIn, given: NewTorrent): AddedTorrent {
  return deps.inTx(() => {
    const known = knownAs(deps, given)
    return known ? join(deps, actor, known, given.size) : insert(deps, actor, given)
  })
}

/**
 * Makes the actor one more owner of a torrent that they see.
 * @throws {DomainError} NOT_FOUND, LIMIT (number, size or active ones)
 */
export const joinTorrent = (deps: Deps, actor: SignedIn, id: number): AddedTorrent =>
  deps.inTx(() => join(deps, actor, torrentFor(deps, actor, id), null))

/** The torrent that it is. Only a file proves that two hashes are of one torrent: what a magnet pairs is not united. */
function knownAs(deps: Deps, { identity, source }: NewTorrent): TorrentRow | undefined {
  const { v1, v2 } = identity
  if ('magnet' in source) return bearersOf(deps, { v1, v2: null })[0] ?? bearersOf(deps, { v1: null, v2 })[0]
  const [known] = bearersOf(deps, identity)
  return known && completeHashes(deps, known, identity)
}

function insert(deps: Deps, actor: SignedIn, { identity, name, size, source }: NewTorrent): AddedTorrent {
  const accountId = actor.account.id
  assertWithinLimits(deps, accountId, size, true)
  assertSpace(deps, size)
  const now = deps.clock.now()
  const { v1 } = identity
  const v2 = v1 !== null && 'magnet' in source ? null : identity.v2
  const row = deps.db
    .insert(torrent)
    .values({ uuid: randomUUID(), v1, v2, name: name ?? v1 ?? v2 ?? '', size, addedAt: now, addedBy: accountId })
    .returning({ id: torrent.id, name: torrent.name })
    .get()
  const kept = 'magnet' in source ? { magnet: source.magnet } : { file: Buffer.from(source.file) }
  deps.db
    .insert(torrentSource)
    .values({ torrentId: row.id, ...kept })
    .run()
  deps.db.insert(torrentOwner).values({ torrentId: row.id, accountId, since: now }).run()
  deps.enqueue(sendTorrent, { torrentId: row.id }, String(row.id))
  tellTorrent(deps, row.id)
  return { ...row, outcome: 'added' }
}

function join(deps: Deps, actor: SignedIn, row: TorrentRow, size: number | null): AddedTorrent {
  const accountId = actor.account.id
  const { id, name } = row
  if (owns(deps, id, accountId)) {
    sendAnew(deps, row)
    return { id, name, outcome: 'yours' }
  }
  assertWithinLimits(deps, accountId, row.size ?? size, isUnderWay(deps, row) || isToSendAnew(row))
  deps.db.insert(torrentOwner).values({ torrentId: id, accountId, since: deps.clock.now() }).run()
  sendAnew(deps, row)
  tellTorrent(deps, id)
  return { id, name, outcome: 'joined' }
}

/** Whether the engine lost it, or could not be told of it. */
const isToSendAnew = ({ state }: Pick<TorrentRow, 'state'>): boolean => state === 'vanished' || state === 'not-sent'

/** Of what the engine lost, or could not be told, it is told again; anything else is left as it is. */
export function sendAnew(deps: Deps, row: Pick<TorrentRow, 'id' | 'state'>): void {
  if (!isToSendAnew(row)) return
  const { id } = row
  deps.db.update(torrent).set({ state: 'waiting', problem: null, sentAt: null }).where(eq(torrent.id, id)).run()
  deps.enqueueAgain(sendTorrent, { torrentId: id }, String(id))
  tellTorrent(deps, id)
}
