import { randomBytes } from 'node:crypto'

// Crockford's alphabet in lower case: no i, l, o, u; the same file on file systems that ignore case.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

const keyPattern = /^[a-z0-9]{16,40}(?:-[a-z0-9]{1,16}\.[a-z0-9]{2,5})?$/

/** A name for a new file: 26 random characters (130 bits), ASCII, lower case. Nothing of a person's file name enters it. */
export function newFileKey(): string {
  return Array.from(randomBytes(26), (byte) => alphabet.charAt(byte & 31)).join('')
}

/** Whether a string may name a stored file: `key` or `key-suffix.extension`. */
export const isFileKey = (key: string): boolean => keyPattern.test(key)

/**
 * Refuses whatever is not a file key, so that no path, NUL or dot-dot ever reaches the disk.
 * @throws TypeError: keys come from the database, never from people, so a wrong one is a fault of the program.
 */
export function assertFileKey(key: string): void {
  if (!isFileKey(key)) throw new TypeError('not a file key')
}

const stagedPattern = /^[a-z0-9]{16,40}(?:\.part)?$/

/** Whether a string may name a staged file: `key`, or `key.part` where nobody outside chose the name. */
export const isStagedId = (id: string): boolean => stagedPattern.test(id)

/** @throws TypeError as {@link assertFileKey} */
export function assertStagedId(id: string): void {
  if (!isStagedId(id)) throw new TypeError('not the id of a staged file')
}
