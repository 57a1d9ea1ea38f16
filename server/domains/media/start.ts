import { eq, ne } from 'drizzle-orm'
import type { Deps } from '../../platform/deps.ts'
import { assertOwnFolder } from './folder.ts'
import { remakeVariants } from './jobs.ts'
import { removeForgotten } from './sweep.ts'
import { media, mediaUpload, mediaVariant } from './tables.ts'

type Keys = ReadonlySet<string>

/**
 * Brings rows and files together after a crash: at every start, before the first request and the first job.
 * @throws {ConfigError} where the folder of files is not the one of this database
 */
export async function reconcile(deps: Deps): Promise<() => Promise<void>> {
  const stored = await keysOf(deps.files.list(), (file) => file.key)
  const staged = await keysOf(deps.files.listStaged(), (file) => file.id)
  await assertOwnFolder(deps, stored)
  await removeForgotten(deps)
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
