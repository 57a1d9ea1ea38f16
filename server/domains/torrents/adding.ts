import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { type AddedTorrent, sendTorrent } from '../../../shared/torrents.ts'
import type { SignedIn } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import type { TorrentIdentity, TorrentSource } from './engine/engine.ts'
import { assertSpace, assertWithinLimits } from './limits.ts'
import { readMagnet } from './metainfo/magnet.ts'
import { readTorrentFile } from './metainfo/metainfo.ts'
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
    const [known] = bearersOf(deps, given.identity)
    return known ? join(deps, actor, known, given) : insert(deps, actor, given)
  })
}

function insert(deps: Deps, actor: SignedIn, { identity, name, size, source }: NewTorrent): AddedTorrent {
  const accountId = actor.account.id
  assertWithinLimits(deps, accountId, size)
  assertSpace(deps, size)
  const now = deps.clock.now()
  const { v1, v2 } = identity
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

function join(deps: Deps, actor: SignedIn, known: TorrentRow, { identity, size }: NewTorrent): AddedTorrent {
  const accountId = actor.account.id
  const row = completeHashes(deps, known, identity)
  const { id, name } = row
  if (owns(deps, id, accountId)) {
    sendAnew(deps, row)
    return { id, name, outcome: 'yours' }
  }
  assertWithinLimits(deps, accountId, row.size ?? size)
  deps.db.insert(torrentOwner).values({ torrentId: id, accountId, since: deps.clock.now() }).run()
  sendAnew(deps, row)
  tellTorrent(deps, id)
  return { id, name, outcome: 'joined' }
}

/** Of what the engine lost, or could not be told, it is told again; anything else is left as it is. */
export function sendAnew(deps: Deps, { id, state }: Pick<TorrentRow, 'id' | 'state'>): void {
  if (state !== 'vanished' && state !== 'not-sent') return
  deps.db.update(torrent).set({ state: 'waiting', problem: null, sentAt: null }).where(eq(torrent.id, id)).run()
  deps.enqueueAgain(sendTorrent, { torrentId: id }, String(id))
  tellTorrent(deps, id)
}
