import { and, eq } from 'drizzle-orm'
import { DomainError } from '../../../shared/errors.ts'
import type { MediaItem, MediaView, PictureView } from '../../../shared/media.ts'
import type { Actor, SignedIn } from '../../platform/actor.ts'
import { type Database, prepared } from '../../platform/db/open.ts'
import type { Deps } from '../../platform/deps.ts'
import { media, mediaUse, mediaVariant } from './tables.ts'
import { type MediaRow, presentMedia, sourcesOf } from './views.ts'

const unknown = () => new DomainError('NOT_FOUND', 'media.errors.unknown')

const isUsed = (db: Database, mediaId: string): boolean =>
  db.select({ use: mediaUse.use }).from(mediaUse).where(eq(mediaUse.mediaId, mediaId)).limit(1).get() !== undefined

/** A file that nothing uses. Throws {@link DomainError} NOT_FOUND. */
function unusedRow(deps: Deps, mediaId: string): MediaRow {
  const row = deps.db.select().from(media).where(eq(media.id, mediaId)).get()
  if (!row || isUsed(deps.db, mediaId)) throw unknown()
  return row
}

/** A person's own file that nothing uses. Throws {@link DomainError} NOT_FOUND; a file in use is not theirs to see. */
function ownUnused(deps: Deps, actor: Actor, mediaId: string): MediaRow {
  const row = unusedRow(deps, mediaId)
  if (row.uploader !== actor.account?.id) throw unknown()
  return row
}

/** The person's own file that nothing uses yet. Throws {@link DomainError} NOT_FOUND. */
export const ownMedia = (deps: Deps, actor: SignedIn, mediaId: string): MediaView =>
  presentMedia(ownUnused(deps, actor, mediaId))

const ownedBy = (use: string, ownerId: number) => and(eq(mediaUse.use, use), eq(mediaUse.ownerId, ownerId))

function release(deps: Deps, mediaIds: Iterable<string>): void {
  for (const id of mediaIds) {
    if (isUsed(deps.db, id)) continue
    deps.db.update(media).set({ detachedAt: deps.clock.now() }).where(eq(media.id, id)).run()
  }
}

/**
 * Makes `items` the ordered files of one row of a domain, in the caller's transaction. What is no longer among them
 * and used nowhere else answers 404 from then on, and is removed a day later.
 * @param use as the domain declares it in `mediaUses`
 * @param company accounts that share the row with the actor: what one of them showed somewhere and took away may come
 *   back, as somebody wants it who had opened the row before
 * @throws {DomainError} NOT_FOUND where a file is neither the actor's own unused one nor used by this row already,
 *   INVALID where one is there twice
 */
export function attach(
  deps: Deps,
  actor: Actor,
  use: string,
  ownerId: number,
  items: readonly MediaItem[],
  company: readonly number[] = [],
): void {
  if (!deps.catalog.mediaUses.has(use)) throw new Error(`No domain declares the use of media "${use}".`)
  const wanted = new Set(items.map((item) => item.mediaId))
  if (wanted.size < items.length) throw new DomainError('INVALID', 'media.errors.twice')
  deps.inTx(() => {
    const used = deps.db.delete(mediaUse).where(ownedBy(use, ownerId)).returning({ mediaId: mediaUse.mediaId }).all()
    const before = new Set(used.map(({ mediaId }) => mediaId))
    for (const [position, { mediaId, alt }] of items.entries()) {
      if (!before.has(mediaId)) refuseForeign(deps, actor, mediaId, company)
      deps.db
        .insert(mediaUse)
        .values({ mediaId, use, ownerId, position, alt: alt.normalize('NFC') })
        .run()
      deps.db.update(media).set({ detachedAt: null }).where(eq(media.id, mediaId)).run()
    }
    release(
      deps,
      [...before].filter((id) => !wanted.has(id)),
    )
  })
}

/** @throws {DomainError} NOT_FOUND */
function refuseForeign(deps: Deps, actor: Actor, mediaId: string, company: readonly number[]): void {
  const { uploader, detachedAt } = unusedRow(deps, mediaId)
  const isBack = detachedAt !== null && company.includes(uploader)
  if (uploader !== actor.account?.id && !isBack) throw unknown()
}

/** Ends every use of files by one row of a domain, in the caller's transaction. */
export function detachAll(deps: Deps, use: string, ownerId: number): void {
  deps.inTx(() => {
    const used = deps.db.delete(mediaUse).where(ownedBy(use, ownerId)).returning({ mediaId: mediaUse.mediaId }).all()
    release(
      deps,
      used.map(({ mediaId }) => mediaId),
    )
  })
}

type AttachedRow = Pick<MediaRow, 'id' | 'width' | 'height' | 'thumbhash' | 'state'> & { ownerId: number; alt: string }

const attachedRows = prepared((db) =>
  db.$client.prepare<[{ use: string; ownerIds: string }], AttachedRow>(`
    SELECT owner_id AS ownerId, alt, media.id, width, height, thumbhash, state
    FROM media_use JOIN media ON media.id = media_id
    WHERE use = +:use AND owner_id IN (SELECT value FROM json_each(:ownerIds))
    ORDER BY owner_id, media_use.position`),
)

/** The pictures of many rows of a domain, in order; rows without any are missing from the answer. */
export function attached(deps: Deps, use: string, ownerIds: readonly number[]): Map<number, PictureView[]> {
  const pictures = new Map<number, PictureView[]>()
  for (const row of attachedRows(deps.db).all({ use, ownerIds: JSON.stringify(ownerIds) })) {
    const { ownerId, id, alt, width, height, thumbhash, state } = row
    const view: PictureView = { id, alt, width, height, thumbhash, state, sources: sourcesOf(row) }
    const known = pictures.get(ownerId)
    if (known) known.push(view)
    else pictures.set(ownerId, [view])
  }
  return pictures
}

/** Where a file is used: for the domain that handles `mediaReady`. */
export const usesOf = (deps: Deps, mediaId: string): { use: string; ownerId: number }[] =>
  deps.db
    .select({ use: mediaUse.use, ownerId: mediaUse.ownerId })
    .from(mediaUse)
    .where(eq(mediaUse.mediaId, mediaId))
    .all()

/**
 * Removes a file with its row and its variants; after the commit it is gone from the disk too. Nothing may use it.
 */
export function erase(deps: Deps, mediaId: string): void {
  deps.inTx(() => {
    const keys = deps.db
      .delete(mediaVariant)
      .where(eq(mediaVariant.mediaId, mediaId))
      .returning({ key: mediaVariant.key })
      .all()
    deps.db.delete(media).where(eq(media.id, mediaId)).run()
    deps.onCommit(() => {
      for (const key of [mediaId, ...keys.map((variant) => variant.key)]) {
        deps.underway
          .run(() => deps.files.remove(key))
          .catch((error: unknown) => deps.log.warn({ err: error, key }, 'A file was not removed'))
      }
    })
  })
}

/**
 * Removes the person's own file that nothing uses, at once.
 * @throws {DomainError} NOT_FOUND
 */
export function discard(deps: Deps, actor: SignedIn, mediaId: string): void {
  deps.inTx(() => {
    ownUnused(deps, actor, mediaId)
    erase(deps, mediaId)
  })
}
