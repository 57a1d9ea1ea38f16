import { createHash } from 'node:crypto'
import { and, count, eq, lte, notExists, type SQL, sum } from 'drizzle-orm'
import { DomainError } from '../../../shared/errors.ts'
import { type MediaView, reservedBytes, reservedUploads, uploadBytes } from '../../../shared/media.ts'
import type { SignedIn } from '../../platform/actor.ts'
import { minutes } from '../../platform/clock.ts'
import type { Deps } from '../../platform/deps.ts'
import { newFileKey } from '../../platform/files/keys.ts'
import { megabytes } from '../../platform/files/megabytes.ts'
import { holdUpload } from './locker.ts'
import { accept, refuseLargePicture } from './receive.ts'
import { assertStorable } from './stored.ts'
import { media, mediaUpload, mediaUse } from './tables.ts'
import { type MediaRow, presentMedia } from './views.ts'

export type UploadRow = typeof mediaUpload.$inferSelect

/** What stays free on the disk whatever is sent: the database needs room too. */
const lowestFreeBytes = 256_000_000
const headroom = 1.1

/**
 * Refuses what a disk has no room for.
 * @throws {DomainError} UNAVAILABLE
 */
export function refuseFullDisk(freeBytes: number, bytes: number): void {
  if (freeBytes < bytes * headroom + lowestFreeBytes) throw new DomainError('UNAVAILABLE', 'media.errors.diskFull')
}

/**
 * Checks that the disk holds all that is promised to uploads and has not arrived yet.
 * @param bytes what else is about to come
 * @throws {DomainError} UNAVAILABLE
 */
export async function assertRoom(deps: Deps, bytes = 0): Promise<void> {
  const arrived = new Map<string, number>()
  for await (const file of deps.files.listStaged()) arrived.set(file.id, file.bytes)
  const missing = deps.db
    .select()
    .from(mediaUpload)
    .all()
    .reduce((total, upload) => total + Math.max(0, upload.bytes - (arrived.get(upload.id) ?? 0)), 0)
  refuseFullDisk(await deps.files.freeBytes(), missing + bytes)
}

/** What a person keeps of the house's disk that nothing shows: uploads under way, and finished ones without a use. */
function heldBy(deps: Deps, accountId: number): { files: number; bytes: number } {
  const uses = deps.db.select({ use: mediaUse.use }).from(mediaUse).where(eq(mediaUse.mediaId, media.id))
  const unused = and(eq(media.uploader, accountId), notExists(uses))
  const amount = (table: typeof media | typeof mediaUpload, where: SQL | undefined) =>
    deps.db
      .select({ files: count(), bytes: sum(table.bytes).mapWith(Number) })
      .from(table)
      .where(where)
      .get()
  const parts = [amount(mediaUpload, eq(mediaUpload.accountId, accountId)), amount(media, unused)]
  return {
    files: parts.reduce((total, part) => total + (part?.files ?? 0), 0),
    bytes: parts.reduce((total, part) => total + (part?.bytes ?? 0), 0),
  }
}

/** The limit may have changed since the upload began. Throws {@link DomainError} TOO_LARGE. */
function refuseLargeUpload(deps: Deps, actor: SignedIn, bytes: number): void {
  const limit = deps.limitOf(actor.account.id, uploadBytes)
  if (bytes > limit) throw new DomainError('TOO_LARGE', 'media.errors.tooLarge', { limit: megabytes(limit) })
}

/**
 * Reserves the bytes of an upload for a person.
 * @returns the id of the upload
 * @throws {DomainError} INVALID (empty), TOO_LARGE (one file), LIMIT (all under way or without a use together,
 *   or all that the person keeps)
 */
export function reserve(deps: Deps, actor: SignedIn, bytes: number): string {
  const accountId = actor.account.id
  if (bytes === 0) throw new DomainError('INVALID', 'media.errors.empty')
  refuseLargeUpload(deps, actor, bytes)
  return deps.inTx(() => {
    const held = heldBy(deps, accountId)
    if (held.files >= deps.limitOf(accountId, reservedUploads)) {
      throw new DomainError('LIMIT', 'media.errors.tooManyUploads')
    }
    const limit = deps.limitOf(accountId, reservedBytes)
    if (held.bytes + bytes > limit) {
      throw new DomainError('LIMIT', 'media.errors.tooMuchReserved', { limit: megabytes(limit) })
    }
    assertStorable(deps, actor, bytes)
    const id = newFileKey()
    const now = deps.clock.now()
    deps.db.insert(mediaUpload).values({ id, accountId, bytes, createdAt: now, activeAt: now }).run()
    return id
  })
}

/** An upload under way, whoever it belongs to. */
export const uploadById = (deps: Deps, id: string): UploadRow | undefined =>
  deps.db.select().from(mediaUpload).where(eq(mediaUpload.id, id)).get()

/** The person's own upload under way; another's is as if it did not exist. */
export function ownUpload(deps: Deps, actor: SignedIn, id: string): UploadRow | null {
  const upload = uploadById(deps, id)
  return upload?.accountId === actor.account.id ? upload : null
}

/** The file that became of a person's own upload. */
export function ownFinished(deps: Deps, actor: SignedIn, id: string): MediaRow | null {
  const own = and(eq(media.id, id), eq(media.uploader, actor.account.id))
  return deps.db.select().from(media).where(own).get() ?? null
}

/** Notes that an upload moves, to the minute: one that was idle for a day is swept. */
export function touch(deps: Deps, id: string): void {
  const now = deps.clock.now()
  deps.db
    .update(mediaUpload)
    .set({ activeAt: now })
    // Each note waits for the disk, which is busy with the upload itself.
    .where(and(eq(mediaUpload.id, id), lte(mediaUpload.activeAt, now - minutes(1))))
    .run()
}

/** Forgets an upload with whatever has arrived of it; harmless when it is gone. */
export async function dropUpload(deps: Deps, id: string): Promise<void> {
  await deps.files.discard({ id })
  const received = deps.db.select({ id: media.id }).from(media).where(eq(media.id, id)).get()
  if (!received) await deps.files.remove(id)
  deps.db.delete(mediaUpload).where(eq(mediaUpload.id, id)).run()
}

const unknownUpload = () => new DomainError('NOT_FOUND', 'media.errors.unknownUpload')

/** Refusals that another try may not meet: bytes are missing yet, the disk is full. */
const passing = new Set<string>(['CONFLICT', 'UNAVAILABLE'])

/**
 * Takes a whole upload into the house. Asked again, it gives the same answer; of a refusal nothing is left, while an
 * accident, such as a full disk, leaves the bytes where they are, to be asked again.
 * @throws {DomainError} NOT_FOUND, CONFLICT (bytes are missing yet), and what {@link accept} throws
 */
export async function finish(
  deps: Deps,
  actor: SignedIn,
  { uploadId, name }: { uploadId: string; name: string },
): Promise<MediaView> {
  if (!ownUpload(deps, actor, uploadId) && !ownFinished(deps, actor, uploadId)) throw unknownUpload()
  const takeOnce = async (): Promise<MediaView> => {
    const finished = ownFinished(deps, actor, uploadId)
    if (finished) return presentMedia(finished)
    const upload = ownUpload(deps, actor, uploadId)
    if (!upload) throw unknownUpload()
    try {
      return await take(deps, actor, upload, name)
    } catch (error) {
      if (error instanceof DomainError && !passing.has(error.code)) await dropUpload(deps, uploadId)
      throw error
    }
  }
  return deps.underway.run(() => holdUpload(deps, uploadId, takeOnce))
}

async function take(deps: Deps, actor: SignedIn, { id, bytes }: UploadRow, name: string): Promise<MediaView> {
  const arrived = await deps.files.stagedBytes(id)
  if (arrived === null) return takeCommitted(deps, actor, id, name)
  if (arrived < bytes) throw new DomainError('CONFLICT', 'media.errors.incomplete')
  refuseLargeUpload(deps, actor, bytes)
  refuseLargePicture(deps, actor, bytes)
  const file = await deps.files.adopt(id)
  return accept(deps, actor, file, { id, name }, () => deps.files.commit(file, id))
}

/** A crash came between the file's commit and its row: the file has its key already. */
async function takeCommitted(deps: Deps, actor: SignedIn, id: string, name: string): Promise<MediaView> {
  const stats = await deps.files.stat(id)
  if (!stats) throw unknownUpload()
  const hash = createHash('sha256')
  for await (const chunk of deps.files.read(id)) hash.update(chunk)
  const file = { path: await deps.files.local(id), bytes: stats.bytes, sha256: hash.digest('hex') }
  return accept(deps, actor, file, { id, name }, async () => {})
}
