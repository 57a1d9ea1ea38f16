import { constants } from 'node:fs'
import fs, { type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import type { Deps } from '../../../platform/deps.ts'
import { isForbiddenFolder } from './house-folders.ts'

/** A file that is no plain one, or lies outside of the folder it is named in. */
export class OutsideFolder extends Error {}

const isBelow = (root: string, file: string): boolean =>
  file.startsWith(root.endsWith(path.sep) ? root : root + path.sep)

/** Where an open file really lies; null where the system does not say. */
const placeOf = (handle: FileHandle): Promise<string | null> =>
  process.platform === 'linux' ? fs.readlink(`/proc/self/fd/${handle.fd}`) : Promise.resolve(null)

async function refuseOutside(root: string, handle: FileHandle): Promise<void> {
  const place = await placeOf(handle)
  if (place !== null && !isBelow(root, place)) throw new OutsideFolder()
  if (!(await handle.stat()).isFile()) throw new OutsideFolder()
}

/**
 * Opens a file below a folder for reading. Links are followed only as long as they stay in the folder, and a folder that
 * turns into a link meanwhile does not lead out either. A folder that has come to lead into the house itself opens
 * nothing.
 * @throws {OutsideFolder}, and what the system says where there is no such file or it may not be read
 */
export async function openBelow(deps: Deps, folder: string, way: readonly string[]): Promise<FileHandle> {
  const root = await fs.realpath(folder)
  if (isForbiddenFolder(deps, root)) throw new OutsideFolder()
  const file = await fs.realpath(path.join(root, ...way))
  if (!isBelow(root, file)) throw new OutsideFolder()
  // Opening a pipe would wait for somebody who writes.
  const handle = await fs.open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    await refuseOutside(root, handle)
    return handle
  } catch (error) {
    await handle.close()
    throw error
  }
}
