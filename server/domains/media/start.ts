import { access, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eq, ne } from 'drizzle-orm'
import { ConfigError } from '../../config.ts'
import type { Deps } from '../../platform/deps.ts'
import { remakeVariants } from './jobs.ts'
import { knownFiles } from './sweep.ts'
import { media, mediaUpload, mediaVariant } from './tables.ts'

/** The folder of files is not the one that the database speaks of; the message says what to do. */
class UploadsMissingError extends ConfigError {}

type Keys = ReadonlySet<string>

/**
 * Brings rows and files together after a crash: at every start, before the first request and the first job.
 * @throws {UploadsMissingError} where the files that the database speaks of are not there at all
 */
export async function reconcile(deps: Deps): Promise<() => Promise<void>> {
  const stored = await keysOf(deps.files.list(), (file) => file.key)
  const staged = await keysOf(deps.files.listStaged(), (file) => file.id)
  await assertMounted(deps, stored)
  await removeForgotten(deps, stored)
  deps.inTx(() => {
    forgetEmptyUploads(deps, new Set([...stored, ...staged]))
    repairPictures(deps, stored)
  })
  return async () => {}
}

async function keysOf<T>(files: AsyncIterable<T>, keyOf: (file: T) => string): Promise<Keys> {
  const keys = new Set<string>()
  for await (const file of files) keys.add(keyOf(file))
  return keys
}

const marks = 'The files of a Foyer lie in this folder. By this file the house knows that the right one is mounted.\n'

async function assertMounted(deps: Deps, stored: Keys): Promise<void> {
  const marker = join(deps.config.uploadsFolder, '.foyer')
  const marked = await access(marker).then(
    () => true,
    () => false,
  )
  if (marked) return
  const known = deps.db.select({ id: media.id }).from(media).all()
  if (known.length > 0 && !known.some(({ id }) => stored.has(id))) {
    throw new UploadsMissingError(
      `The database speaks of ${known.length} files, but none of them lies in ${deps.config.uploadsFolder}. Nothing ` +
        'was changed: mount the volume that holds them, point FOYER_UPLOADS at it, or restore the folder from a backup.',
    )
  }
  await writeFile(marker, marks, { mode: 0o600 })
}

/** Removes what a crash left without a row: nothing of it was acknowledged. */
async function removeForgotten(deps: Deps, stored: Keys): Promise<void> {
  const known = knownFiles(deps)
  for (const key of stored) {
    if (!known.has(key)) await deps.files.remove(key)
  }
  for await (const file of deps.files.listStaged()) {
    if (!known.has(file.id)) await deps.files.discard(file)
  }
}

/** A reservation whose first byte never reached the disk: its client starts anew. */
function forgetEmptyUploads(deps: Deps, present: Keys): void {
  for (const { id } of deps.db.select({ id: mediaUpload.id }).from(mediaUpload).all()) {
    if (!present.has(id)) deps.db.delete(mediaUpload).where(eq(mediaUpload.id, id)).run()
  }
}

/** Variants that are missing are made again; a picture whose original is gone is damaged, until it is put back. */
function repairPictures(deps: Deps, stored: Keys): void {
  const incomplete = deps.db
    .select({ id: mediaVariant.mediaId, key: mediaVariant.key })
    .from(mediaVariant)
    .all()
    .filter(({ key }) => !stored.has(key))
  const unready = deps.db.select({ id: media.id }).from(media).where(ne(media.state, 'ready')).all()
  for (const id of new Set([...incomplete, ...unready].map((row) => row.id))) {
    if (stored.has(id)) remakeVariants(deps, id)
  }
  for (const { id } of deps.db.select({ id: media.id }).from(media).all()) {
    if (stored.has(id)) continue
    deps.db.update(media).set({ state: 'damaged' }).where(eq(media.id, id)).run()
    deps.log.error({ mediaId: id }, 'The file of a picture is missing')
  }
}
