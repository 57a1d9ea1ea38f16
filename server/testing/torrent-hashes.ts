import { createHash } from 'node:crypto'

/** A value of a bencoded file, as far as a double needs it: texts are bytes. */
type Value = number | Buffer | Value[] | Map<string, Value>

interface Read {
  readonly value: Value
  /** Just behind it. */
  readonly end: number
}

/** Where the `info` dictionary of a file begins and ends. */
interface Span {
  begin: number
  end: number
}

function read(bytes: Buffer, at: number, info: Span): Read {
  const mark = String.fromCharCode(bytes[at] ?? 0)
  if (mark === 'i') {
    const end = bytes.indexOf('e', at)
    return { value: Number(bytes.subarray(at + 1, end).toString()), end: end + 1 }
  }
  if (mark === 'l' || mark === 'd') return readMany(bytes, at, info, mark === 'd')
  const colon = bytes.indexOf(':', at)
  const length = Number(bytes.subarray(at, colon).toString())
  if (colon < 0 || !Number.isInteger(length)) throw new Error('Not bencoded')
  return { value: bytes.subarray(colon + 1, colon + 1 + length), end: colon + 1 + length }
}

function readMany(bytes: Buffer, at: number, info: Span, named: boolean): Read {
  const list: Value[] = []
  const dictionary = new Map<string, Value>()
  let next = at + 1
  while (bytes[next] !== 0x65) {
    if (next >= bytes.length) throw new Error('Not bencoded')
    const name = named ? read(bytes, next, info) : null
    const begin = name?.end ?? next
    const { value, end } = read(bytes, begin, info)
    const text = String(name?.value ?? '')
    if (text === 'info' && at === 0) Object.assign(info, { begin, end })
    if (named) dictionary.set(text, value)
    else list.push(value)
    next = end
  }
  return { value: named ? dictionary : list, end: next + 1 }
}

export interface TorrentContent {
  readonly v1: string
  readonly v2: string
  readonly name: string
  readonly files: readonly { readonly name: string; readonly size: number }[]
}

const textOf = (value: Value | undefined): string => (Buffer.isBuffer(value) ? value.toString() : '')

/** What a .torrent file says, as a torrent program reads it; an absent hash is an empty text. Throws for bad bytes. */
export function contentOf(file: Uint8Array): TorrentContent {
  const bytes = Buffer.from(file)
  const span = { begin: 0, end: 0 }
  const { value } = read(bytes, 0, span)
  const info = value instanceof Map ? value.get('info') : undefined
  if (!(info instanceof Map)) throw new Error('Not a torrent')
  const raw = bytes.subarray(span.begin, span.end)
  const digest = (algorithm: string) => createHash(algorithm).update(raw).digest('hex')
  const name = textOf(info.get('name'))
  const listed = info.get('files')
  const files = Array.isArray(listed)
    ? listed.map((file) => {
        const path = file instanceof Map ? file.get('path') : []
        const size = file instanceof Map ? file.get('length') : 0
        return { name: [name, ...(Array.isArray(path) ? path.map(textOf) : [])].join('/'), size: Number(size) }
      })
    : [{ name, size: Number(info.get('length') ?? 0) }]
  return {
    v1: info.has('pieces') ? digest('sha1') : '',
    v2: info.get('meta version') === 2 ? digest('sha256') : '',
    name,
    files,
  }
}
