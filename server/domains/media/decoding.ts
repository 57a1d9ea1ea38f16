import type { Deps } from '../../platform/deps.ts'

/** HEIC and its kin, whose decoder needs up to a gigabyte. */
const isHeif = (mime: string): boolean => /^image\/(?:heic|heif|avif)$/.test(mime)

/**
 * Decodes a picture whole; of those that need much memory one at a time in the whole house.
 * @throws {DomainError} UNAVAILABLE where the house closes before its turn; what `work` throws
 */
export const decodeWhole = <T>({ turns, underway }: Deps, mime: string, work: () => Promise<T>): Promise<T> =>
  underway.run(() => (isHeif(mime) ? turns.run('media.heif', { atOnce: 1, signal: underway.ending }, work) : work()))

/**
 * Works on pixels while somebody waits for it: on two pictures at once in the whole house.
 * @throws {DomainError} UNAVAILABLE where the house closes before its turn; what `work` throws
 */
export const decodeInTurn = <T>({ turns, underway }: Deps, work: () => Promise<T>): Promise<T> =>
  underway.run(() => turns.run('media.decode', { atOnce: 2, signal: underway.ending }, work))
