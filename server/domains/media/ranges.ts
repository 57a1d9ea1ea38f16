import type { ByteRange } from '../../platform/files/store.ts'

/**
 * The one part of a file that a Range header asks for (RFC 9110, 14.2).
 * @returns null where the whole file is to be sent: no header, a malformed one, or several parts, which would let one
 *   request read a file many times; `unsatisfiable` where the part lies outside
 */
export function requestedRange(header: string | undefined, bytes: number): ByteRange | 'unsatisfiable' | null {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return null
  if (first === '') {
    const length = Math.min(Number(last), bytes)
    return length === 0 ? 'unsatisfiable' : { start: bytes - length, end: bytes - 1 }
  }
  const start = Number(first)
  const end = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)
  if (last !== '' && Number(last) < start) return null
  return start >= bytes ? 'unsatisfiable' : { start, end }
}
