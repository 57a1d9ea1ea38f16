import { createHash } from 'node:crypto'

/** A file to be shared; without folders in its path it is a torrent of a single file. */
export interface SharedFile {
  readonly path: readonly string[]
  readonly content: Buffer
}

export interface TorrentFile {
  readonly file: Buffer
  readonly v1: string | null
  readonly v2: string | null
  readonly name: string
}

export type TorrentVersion = 'v1' | 'v2' | 'hybrid'

type Value = number | string | Buffer | readonly Value[] | { readonly [key: string]: Value } | Map<Buffer, Value>

const blockSize = 16_384
const pieceSize = 65_536
const nothing = Buffer.alloc(32)

const byBytes = ([one]: readonly [Buffer, unknown], [other]: readonly [Buffer, unknown]) => Buffer.compare(one, other)

/** Bencodes a value; keys of dictionaries are sorted as the format demands. */
export function bencode(value: Value): Buffer {
  if (Buffer.isBuffer(value)) return Buffer.concat([Buffer.from(`${value.length}:`), value])
  if (typeof value === 'string') return bencode(Buffer.from(value))
  if (typeof value === 'number') return Buffer.from(`i${value}e`)
  if (Array.isArray(value)) return Buffer.concat([Buffer.from('l'), ...value.map(bencode), Buffer.from('e')])
  const pairs: [Buffer, Value][] =
    value instanceof Map ? [...value] : Object.entries(value).map(([key, of]) => [Buffer.from(key), of])
  const written = pairs.sort(byBytes).flatMap(([key, of]) => [bencode(key), bencode(of)])
  return Buffer.concat([Buffer.from('d'), ...written, Buffer.from('e')])
}

/** Makes a .torrent of these files; `webSeed` is an address from which the engine may fetch them over HTTP. */
export function makeTorrent(
  version: TorrentVersion,
  name: string,
  files: readonly SharedFile[],
  webSeed?: string,
): TorrentFile {
  const inOrder = [...files].sort((one, other) => byBytes([keyOf(one), null], [keyOf(other), null]))
  const { tree, layers } =
    version === 'v1' ? { tree: {}, layers: new Map<Buffer, Buffer>() } : secondVersion(name, inOrder)
  const info = bencode({
    name,
    'piece length': pieceSize,
    ...(version === 'v2' ? {} : firstVersion(inOrder, version === 'hybrid')),
    ...(version === 'v1' ? {} : { 'meta version': 2, 'file tree': tree }),
  })
  const outer = [
    Buffer.from('d'),
    ...[bencode('info'), info],
    ...(version === 'v1' ? [] : [bencode('piece layers'), bencode(layers)]),
    ...(webSeed === undefined ? [] : [bencode('url-list'), bencode([webSeed])]),
    Buffer.from('e'),
  ]
  return {
    file: Buffer.concat(outer),
    v1: version === 'v2' ? null : createHash('sha1').update(info).digest('hex'),
    v2: version === 'v1' ? null : createHash('sha256').update(info).digest('hex'),
    name,
  }
}

const keyOf = ({ path }: SharedFile): Buffer => Buffer.from(path.join('\0'))

function firstVersion(files: readonly SharedFile[], isAligned: boolean): { readonly [key: string]: Value } {
  const [only] = files
  if (files.length === 1 && only?.path.length === 0) {
    return { length: only.content.length, pieces: piecesOf(only.content) }
  }
  const laid = files.flatMap((file, index) => {
    const rest = file.content.length % pieceSize
    const padding = isAligned && rest > 0 && index < files.length - 1 ? pieceSize - rest : 0
    const own = { content: file.content, entry: { length: file.content.length, path: [...file.path] } }
    if (padding === 0) return [own]
    const pad = { attr: 'p', length: padding, path: ['.pad', String(padding)] }
    return [own, { content: Buffer.alloc(padding), entry: pad }]
  })
  return {
    files: laid.map(({ entry }) => entry),
    pieces: piecesOf(Buffer.concat(laid.map(({ content }) => content))),
  }
}

function piecesOf(content: Buffer): Buffer {
  const hashes: Buffer[] = []
  for (let at = 0; at < content.length; at += pieceSize) {
    hashes.push(
      createHash('sha1')
        .update(content.subarray(at, at + pieceSize))
        .digest(),
    )
  }
  return Buffer.concat(hashes)
}

const sha256 = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest()

/** Root of a Merkle tree whose width is filled up to a power of two. */
function rootOf(leaves: readonly Buffer[], width: number, filler: Buffer): Buffer {
  let layer = Array.from({ length: width }, (_, index) => leaves[index] ?? filler)
  while (layer.length > 1) {
    layer = Array.from({ length: layer.length / 2 }, (_, index) =>
      sha256(layer[2 * index] ?? filler, layer[2 * index + 1] ?? filler),
    )
  }
  return layer[0] ?? filler
}

const powerOfTwo = (atLeast: number): number => 2 ** Math.ceil(Math.log2(Math.max(atLeast, 1)))

function hashesOf(content: Buffer): { root: Buffer; layer: Buffer[] } {
  const blocks: Buffer[] = []
  for (let at = 0; at < content.length; at += blockSize) blocks.push(sha256(content.subarray(at, at + blockSize)))
  const perPiece = pieceSize / blockSize
  if (blocks.length <= perPiece) return { root: rootOf(blocks, powerOfTwo(blocks.length), nothing), layer: [] }
  const layer = Array.from({ length: Math.ceil(blocks.length / perPiece) }, (_, index) =>
    rootOf(blocks.slice(index * perPiece, (index + 1) * perPiece), perPiece, nothing),
  )
  return { root: rootOf(layer, powerOfTwo(layer.length), rootOf([], perPiece, nothing)), layer }
}

function secondVersion(name: string, files: readonly SharedFile[]) {
  const layers = new Map<Buffer, Buffer>()
  const tree: { [key: string]: Value } = {}
  for (const { path, content } of files) {
    const { root, layer } = hashesOf(content)
    if (layer.length > 0) layers.set(root, Buffer.concat(layer))
    let folder = tree
    for (const part of path.length > 0 ? path : [name]) {
      folder[part] ??= {}
      folder = folder[part] as { [key: string]: Value }
    }
    folder[''] = { length: content.length, ...(content.length > 0 ? { 'pieces root': root } : {}) }
  }
  return { tree, layers }
}
