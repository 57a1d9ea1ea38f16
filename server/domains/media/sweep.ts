import { eq, lt, notExists, sql } from 'drizzle-orm'
import { days, hours } from '../../platform/clock.ts'
import type { Deps } from '../../platform/deps.ts'
import { isVariant } from './jobs.ts'
import { holdUpload } from './locker.ts'
import { erase } from './media.ts'
import { media, mediaUpload, mediaUse, mediaVariant } from './tables.ts'
import { dropUpload, uploadById } from './uploads.ts'

/** How long something that nobody uses is kept: an editor may still be open, a deletion may still be undone. */
const grace = hours(24)

/** How long an original without a row is kept. */
const keptAside = days(30)

/** Removes what nothing uses any more. Handler of `sweepMedia`. */
export async function sweep(deps: Deps): Promise<void> {
  const before = deps.clock.now() - grace
  sweepUnused(deps, before)
  await sweepUploads(deps, before)
  await removeForgotten(deps, before)
  await deps.files.sweepAside(deps.clock.now() - keptAside)
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
    await holdUpload(deps, id, async () => {
      const upload = uploadById(deps, id)
      if (upload && upload.activeAt < before) await dropUpload(deps, id)
    })
  }
}

/**
 * Clears away the files without a row. What can be made again, or was never whole, is removed; an original is kept
 * apart for a month, in case that it is the row that was lost.
 * @param before in milliseconds since the epoch; younger files stay where they are
 */
export async function removeForgotten(deps: Deps, before = Number.POSITIVE_INFINITY): Promise<void> {
  const known = knownFiles(deps)
  for await (const { key, modifiedAt } of deps.files.list()) {
    if (modifiedAt >= before || known.has(key)) continue
    if (isVariant(key)) await deps.files.remove(key)
    else {
      await deps.files.setAside(key, deps.clock.now())
      deps.log.warn({ key }, 'A file without a row was set aside')
    }
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
