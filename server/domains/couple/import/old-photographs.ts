import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import fs, { type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { oldUploadsName } from '../../../../shared/couple-import.ts'

/** Why a photograph that a memory names is not there. */
export type PhotoFault = 'photoMissing' | 'photoOutside' | 'photoElsewhere'

/** Path of a photograph inside the uploads folder, or why there is none. */
export type OldPhotoPath = { readonly path: string } | { readonly fault: PhotoFault }

function pathnameOf(address: string): string | null {
  const parsed = URL.canParse(address) ? new URL(address) : null
  if (!parsed) return address.split(/[?#]/)[0] ?? ''
  return parsed.protocol === 'http:' || parsed.protocol === 'https:' ? parsed.pathname : null
}

/** A name that holds a bare % was never encoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const inUploads = new RegExp(`^(?:\\./)?/?${oldUploadsName}/(.+)$`, 's')
const inAddress = new RegExp(`^/(?:.*?/)?${oldUploadsName}/(.+)$`, 's')

const isInside = (inside: string): boolean =>
  !/[\0\\]/.test(inside) && inside.split('/').every((part) => part !== '' && part !== '.' && part !== '..')

/**
 * What a memory's `photo_url` means: `/uploads/x.jpg`, `uploads/x.jpg`, the same behind an address, or a bare name.
 * @returns null where there is none
 */
export function oldPhotoPath(photoUrl: string): OldPhotoPath | null {
  if (photoUrl === '') return null
  // Before anything is parsed: an address folds `..` away.
  if (/(^|[/\\])\.\.([/\\]|$)/.test(decoded(photoUrl))) return { fault: 'photoOutside' }
  const pathname = pathnameOf(photoUrl)
  if (pathname === null) return { fault: 'photoElsewhere' }
  const whole = decoded(pathname)
  const isAddress = URL.canParse(photoUrl)
  const inside = (isAddress ? inAddress : inUploads).exec(whole)?.[1]
  if (isAddress && inside === undefined) return { fault: 'photoElsewhere' }
  const name = inside ?? whole
  return isInside(name) ? { path: name } : { fault: 'photoOutside' }
}

/**
 * Opens a photograph for reading; the caller closes it. Neither it nor a folder on the way may be a link.
 * @param uploads the folder as `realpath` gives it
 */
export async function openOldPhoto(uploads: string | null, inside: string): Promise<FileHandle | PhotoFault> {
  if (uploads === null) return 'photoMissing'
  const file = path.join(uploads, inside)
  const real = await fs.realpath(file).catch(() => null)
  if (real === null) return 'photoMissing'
  if (real !== file) return 'photoOutside'
  const handle = await fs.open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(() => null)
  if (!handle) return 'photoMissing'
  if ((await handle.stat()).isFile()) return handle
  await handle.close()
  return 'photoMissing'
}

/** SHA-256 of an open photograph, read from its beginning. */
export async function hashOf(handle: FileHandle): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of handle.createReadStream({ start: 0, autoClose: false })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
