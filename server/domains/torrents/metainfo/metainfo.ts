import { createHash } from 'node:crypto'
import { DomainError } from '../../../../shared/errors.ts'
import { type Bencoded, BencodeError, entriesOf, listOf, numberOf, readBencoded, textOf } from './bencode.ts'
import { shownName, shownPath } from './names.ts'

export interface MetainfoFile {
  /** Below the torrent's folder, with slashes; for showing alone. */
  readonly path: string
  /** In bytes. */
  readonly size: number
}

/** What a .torrent file says (BEP 3, BEP 52). */
export interface Metainfo {
  /** SHA-1 of the info dictionary, hexadecimal; null for a torrent of version 2 alone. */
  readonly v1: string | null
  /** SHA-256 of the info dictionary, hexadecimal; null for a torrent of version 1 alone. */
  readonly v2: string | null
  readonly name: string
  /** Of all its files, in bytes. */
  readonly size: number
  readonly files: readonly MetainfoFile[]
}

/**
 * Reads a .torrent file. The hashes are taken of the bytes of its info dictionary as they stand there. Its bytes go to
 * the engine as they are, with trackers and web seeds: those are its swarm's, not typed by whoever adds it. What a seed
 * answers counts only where it fits the hashes, and libtorrent asks local trackers for `/announce` alone.
 * @throws {DomainError} INVALID where it is none
 */
export function readTorrentFile(bytes: Uint8Array): Metainfo {
  const info = infoOf(bytes)
  const entries = entriesOf(info)
  const raw = bytes.subarray(info.start, info.end)
  const isFirst = entries.get('pieces')?.value instanceof Uint8Array
  const isSecond = numberOf(entries.get('meta version')) === 2 && entries.get('file tree')?.value instanceof Map
  if (!isFirst && !isSecond) throw notTorrent()
  const name = shownName(textOf(entries.get('name.utf-8')) ?? textOf(entries.get('name')) ?? '')
  const files = isSecond ? filesOfTree(entriesOf(entries.get('file tree')), '', name) : filesOfList(entries, name)
  const size = files.reduce((sum, file) => sum + file.size, 0)
  if (files.length === 0 || name === '' || !Number.isSafeInteger(size)) throw notTorrent()
  return {
    v1: isFirst ? createHash('sha1').update(raw).digest('hex') : null,
    v2: isSecond ? createHash('sha256').update(raw).digest('hex') : null,
    name,
    size,
    files,
  }
}

/** The trackers that a .torrent file names (BEP 3, BEP 12); none where it is no such file. */
export function trackersOfFile(bytes: Uint8Array): readonly string[] {
  try {
    const entries = entriesOf(readBencoded(bytes))
    const tiers = listOf(entries.get('announce-list')).flatMap(listOf)
    const named = tiers.length > 0 ? tiers : [entries.get('announce')]
    return [...new Set(named.flatMap((tracker) => textOf(tracker) || []))]
  } catch (error) {
    if (error instanceof BencodeError) return []
    throw error
  }
}

const notTorrent = () => new DomainError('INVALID', 'torrents.errors.notTorrent')

function infoOf(bytes: Uint8Array): Bencoded {
  try {
    const info = entriesOf(readBencoded(bytes)).get('info')
    if (info?.value instanceof Map) return info
  } catch (error) {
    if (!(error instanceof BencodeError)) throw error
  }
  throw notTorrent()
}

const sizeOf = (of: Bencoded | undefined): number => {
  const size = numberOf(of)
  if (size === null || size < 0) throw notTorrent()
  return size
}

function filesOfList(info: ReadonlyMap<string, Bencoded>, name: string): MetainfoFile[] {
  if (!info.has('files')) return [{ path: name, size: sizeOf(info.get('length')) }]
  return listOf(info.get('files')).flatMap((file) => {
    const entries = entriesOf(file)
    // Padding between files of a hybrid is no file (BEP 47).
    if (textOf(entries.get('attr'))?.includes('p')) return []
    const parts = listOf(entries.get('path.utf-8') ?? entries.get('path')).map((part) => textOf(part) ?? '')
    return [{ path: parts.reduce(shownPath, ''), size: sizeOf(entries.get('length')) }]
  })
}

function filesOfTree(tree: ReadonlyMap<string, Bencoded>, above: string, name: string): MetainfoFile[] {
  return [...tree].flatMap(([key, node]) => {
    const entries = entriesOf(node)
    if (key !== '') return filesOfTree(entries, shownPath(above, key), name)
    return [{ path: above || name, size: sizeOf(entries.get('length')) }]
  })
}
