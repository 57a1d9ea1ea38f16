import path from 'node:path'
import { DomainError, type ErrorCode } from '../../../../shared/errors.ts'
import { type MediaItem, pictureBytes } from '../../../../shared/media.ts'
import { receive } from '../../media/receive.ts'
import { assertRoom } from '../../media/uploads.ts'
import type { Bringing } from './bring.ts'
import type { OldMemory } from './old-database.ts'
import { hashOf, oldPhotoPath, openOldPhoto, type PhotoFault } from './old-photographs.ts'

/** A memory's photograph in the old site's folder. */
export interface FoundPhoto {
  readonly path: string
  /** SHA-256 of the file. */
  readonly sha256: string
}

/** What is wrong with a photograph itself; whatever else refuses one ends the import. */
const faults = new Set<ErrorCode>(['INVALID', 'UNSUPPORTED', 'TOO_LARGE'])

/** The photograph that a memory names; null where it names none, or where there is none, which is remarked upon. */
export async function findPhoto(bringing: Bringing, memory: OldMemory, title: string): Promise<FoundPhoto | null> {
  const named = oldPhotoPath(memory.photoUrl)
  if (!named) return null
  const remark = (fault: PhotoFault) => {
    bringing.tally.note(fault, { title, file: memory.photoUrl.slice(0, 200) })
    return null
  }
  if ('fault' in named) return remark(named.fault)
  const opened = await openOldPhoto(bringing.old.uploads, named.path)
  if (typeof opened === 'string') return remark(opened)
  try {
    return { path: named.path, sha256: await hashOf(opened) }
  } finally {
    await opened.close()
  }
}

/**
 * Takes a photograph into the house by the one way in; null where it is none, which is remarked upon.
 * @throws {DomainError} UNAVAILABLE (the disk is full, the house closes), LIMIT (all that the writer keeps),
 *   UNAUTHENTICATED (the writer's account was shut meanwhile)
 */
export async function takePhoto(bringing: Bringing, photo: FoundPhoto, title: string): Promise<MediaItem | null> {
  const { deps, by, old, tally } = bringing
  const opened = await openOldPhoto(old.uploads, photo.path)
  if (typeof opened === 'string') {
    tally.note(opened, { title, file: photo.path })
    return null
  }
  try {
    const maxBytes = deps.limitOf(by.account.id, pictureBytes)
    await assertRoom(deps, Math.min((await opened.stat()).size, maxBytes))
    const source = opened.createReadStream({ start: 0, autoClose: false })
    const staged = await deps.files.stage(source, { maxBytes })
    const { id } = await receive(deps, by, staged, { name: path.posix.basename(photo.path) })
    return { mediaId: id, alt: '' }
  } catch (error) {
    if (!(error instanceof DomainError) || !faults.has(error.code)) throw error
    tally.note(error.code === 'TOO_LARGE' ? 'photoTooLarge' : 'photoBroken', { title, file: photo.path })
    return null
  } finally {
    await opened.close()
  }
}
