/** A bencoded value with where it stands in its file: a hash is taken of the bytes as they were given. */
export interface Bencoded {
  readonly value: number | Uint8Array | readonly Bencoded[] | ReadonlyMap<string, Bencoded>
  readonly start: number
  readonly end: number
}

/** The bytes are no bencoded value, or one beyond the bounds. */
export class BencodeError extends Error {}

const deepest = 100
/** A torrent of 20,000 files in both versions has about 400,000 values. */
const mostValues = 500_000

const sign = (character: string): number => character.charCodeAt(0)
const [i, l, d, e, colon, minus, zero, nine] = ['i', 'l', 'd', 'e', ':', '-', '0', '9'].map(sign) as [
  ...[number, number, number, number, number, number, number, number],
]

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= zero && byte <= nine

class Reader {
  readonly #bytes: Uint8Array
  #at = 0
  #values = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  read(depth: number): Bencoded {
    this.#values += 1
    if (depth > deepest || this.#values > mostValues) throw new BencodeError('beyond the bounds')
    const start = this.#at
    const value = this.#value(depth)
    return { value, start, end: this.#at }
  }

  #value(depth: number): Bencoded['value'] {
    const first = this.#bytes[this.#at]
    if (isDigit(first)) return this.#string()
    this.#at += 1
    if (first === i) return this.#integer(e)
    if (first === l) return this.#list(depth)
    if (first === d) return this.#dictionary(depth)
    throw new BencodeError(`no value at ${this.#at - 1}`)
  }

  #integer(end: number): number {
    const start = this.#at
    if (this.#bytes[this.#at] === minus) this.#at += 1
    while (isDigit(this.#bytes[this.#at])) this.#at += 1
    const written = Buffer.from(this.#bytes.subarray(start, this.#at)).toString('latin1')
    const value = Number(written)
    if (!/^-?\d{1,16}$/.test(written) || !Number.isSafeInteger(value)) throw new BencodeError(`no number at ${start}`)
    if (this.#bytes[this.#at] !== end) throw new BencodeError(`a number without an end at ${start}`)
    this.#at += 1
    return value
  }

  #string(): Uint8Array {
    const length = this.#integer(colon)
    const start = this.#at
    if (start + length > this.#bytes.length) throw new BencodeError(`a string beyond the end at ${start}`)
    this.#at = start + length
    return this.#bytes.subarray(start, this.#at)
  }

  #list(depth: number): Bencoded[] {
    const values: Bencoded[] = []
    while (this.#bytes[this.#at] !== e) values.push(this.read(depth + 1))
    this.#at += 1
    return values
  }

  #dictionary(depth: number): Map<string, Bencoded> {
    const entries = new Map<string, Bencoded>()
    while (this.#bytes[this.#at] !== e) {
      if (!isDigit(this.#bytes[this.#at])) throw new BencodeError(`no key at ${this.#at}`)
      const key = Buffer.from(this.#string()).toString('utf8')
      // Two readers may disagree on which of two holds.
      if (entries.has(key)) throw new BencodeError(`a key twice at ${this.#at}`)
      entries.set(key, this.read(depth + 1))
    }
    this.#at += 1
    return entries
  }
}

/**
 * Reads one bencoded value (BEP 3); what follows it is left alone, as the engine does.
 * @throws {BencodeError}
 */
export const readBencoded = (bytes: Uint8Array): Bencoded => new Reader(bytes).read(0)

const emptyMap: ReadonlyMap<string, Bencoded> = new Map()

/** The entries of a dictionary; none where the value is something else. */
export const entriesOf = (of: Bencoded | undefined): ReadonlyMap<string, Bencoded> =>
  of?.value instanceof Map ? of.value : emptyMap

export const listOf = (of: Bencoded | undefined): readonly Bencoded[] =>
  Array.isArray(of?.value) ? (of.value as readonly Bencoded[]) : []

export const numberOf = (of: Bencoded | undefined): number | null => (typeof of?.value === 'number' ? of.value : null)

/** A string as UTF-8; null where the value is something else. */
export const textOf = (of: Bencoded | undefined): string | null =>
  of?.value instanceof Uint8Array ? Buffer.from(of.value).toString('utf8') : null
