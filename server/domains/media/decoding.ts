import type { Deps } from '../../platform/deps.ts'

/** HEIC and its kin, whose decoder needs up to a gigabyte. */
const isHeif = (mime: string): boolean => /^image\/(?:heic|heif|avif)$/.test(mime)

/** Decodes a picture whole; of those that need much memory one at a time in the whole house. */
export const decodeWhole = <T>({ turns }: Deps, mime: string, work: () => Promise<T>): Promise<T> =>
  isHeif(mime) ? turns.run('media.heif', { atOnce: 1 }, work) : work()

/** Works on pixels while somebody waits for it: on two pictures at once in the whole house. */
export const decodeInTurn = <T>({ turns }: Deps, work: () => Promise<T>): Promise<T> =>
  turns.run('media.decode', { atOnce: 2 }, work)
