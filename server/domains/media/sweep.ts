import { eq, lt, notExists, sql } from 'drizzle-orm'
import { hours } from '../../platform/clock.ts'
import type { Deps } from '../../platform/deps.ts'
import { uploadLocks } from './locker.ts'
import { erase } from './media.ts'
import { media, mediaUpload, mediaUse, mediaVariant } from './tables.ts'
import { dropUpload, uploadById } from './uploads.ts'

/** How long something that nobody uses is kept: an editor may still be open, a deletion may still be undone. */
const grace = hours(24)

/** Removes what nothing uses any more. Handler of `sweepMedia`. */
export async function sweep(deps: Deps): Promise<void> {
  const before = deps.clock.now() - grace
  sweepUnused(deps, before)
  await sweepUploads(deps, before)
  await sweepFiles(deps, before)
}

function sweepUnused(deps: Deps, before: number): void {
  const uses = deps.db.select().from(mediaUse).where(eq(mediaUse.mediaId, media.id))
  deps.inTx(() => {
    const unused = deps.db
      .select({ id: media.id })
      .from(media)
      .where(sql`coalesce(${media.detachedAt}, ${media.createdAt}) < ${before} AND ${notExists(uses)}`)
      .all()
    for (const { id } of unused) erase(deps, id)
  })
}

async function sweepUploads(deps: Deps, before: number): Promise<void> {
  const idle = deps.db.select({ id: mediaUpload.id }).from(mediaUpload).where(lt(mediaUpload.activeAt, before)).all()
  for (const { id } of idle) {
    await uploadLocks(deps.db).hold(id, async () => {
      const upload = uploadById(deps, id)
      if (upload && upload.activeAt < before) await dropUpload(deps, id)
    })
  }
}

async function sweepFiles(deps: Deps, before: number): Promise<void> {
  const known = knownFiles(deps)
  for await (const file of deps.files.list()) {
    if (file.modifiedAt < before && !known.has(file.key)) await deps.files.remove(file.key)
  }
  for await (const staged of deps.files.listStaged()) {
    if (staged.modifiedAt < before && !known.has(staged.id)) await deps.files.discard(staged)
  }
}

/** Names of all files that a row knows: originals, variants, and uploads, staged or about to be finished. */
export function knownFiles(deps: Deps): Set<string> {
  return new Set([
    ...deps.db
      .select({ id: media.id })
      .from(media)
      .all()
      .map(({ id }) => id),
    ...deps.db
      .select({ key: mediaVariant.key })
      .from(mediaVariant)
      .all()
      .map(({ key }) => key),
    ...deps.db
      .select({ id: mediaUpload.id })
      .from(mediaUpload)
      .all()
      .map(({ id }) => id),
  ])
}
