import { contentOf } from './torrent-hashes.ts'

export interface DoubleFile {
  name: string
  size: number
  progress: number
  priority: number
  /** What `downloadFile` sends; nothing where the double has no bytes for it. */
  bytes?: Buffer
}

/** A torrent as the double holds it; `fields` is what it tells of it. */
export interface DoubleTorrent {
  readonly fields: Record<string, unknown> & {
    hash: string
    infohash_v1: string
    infohash_v2: string
    name: string
    tags: string
    state: string
    total_size: number
    progress: number
  }
  files: DoubleFile[]
  trackers: { url: string; status: number; num_peers: number; msg: string; tier: number }[]
  peers: Record<string, object>
  /** Reads of the list in which it does not show itself yet. */
  late: number
}

/** The key under which qBittorrent holds it: of a hybrid that of v2, shortened. */
export const keyOf = (v1: string, v2: string): string => (v2 === '' ? v1 : v2.slice(0, 40))

interface Given {
  readonly v1: string
  readonly v2: string
  readonly name: string
  readonly files: readonly { readonly name: string; readonly size: number }[] | null
}

/** Reads a magnet as qBittorrent does; null for one that is none. */
export function readMagnet(text: string): Given | null {
  if (!text.startsWith('magnet:?')) return null
  const query = new URLSearchParams(text.slice('magnet:?'.length))
  const topics = query.getAll('xt')
  const v1 = topics.flatMap((xt) => /^urn:btih:([0-9a-f]{40})$/i.exec(xt)?.[1]?.toLowerCase() ?? [])[0] ?? ''
  const v2 = topics.flatMap((xt) => /^urn:btmh:1220([0-9a-f]{64})$/i.exec(xt)?.[1]?.toLowerCase() ?? [])[0] ?? ''
  if (v1 === '' && v2 === '') return null
  return { v1, v2, name: query.get('dn') ?? keyOf(v1, v2), files: null }
}

/** Null for bytes that are no torrent. */
export function readFile(bytes: Uint8Array): Given | null {
  try {
    return contentOf(bytes)
  } catch {
    return null
  }
}

export const doubleFiles = (files: readonly { readonly name: string; readonly size: number }[]): DoubleFile[] =>
  files.map(({ name, size }) => ({ name, size, progress: 0, priority: 1 }))

const sum = (files: readonly { readonly size: number }[]): number => files.reduce((total, { size }) => total + size, 0)

/** What becomes known of a torrent with its files. */
export const contentFields = (name: string, files: readonly { readonly size: number }[]) => ({
  name,
  size: sum(files),
  total_size: sum(files),
  content_path: `/downloads/${name}`,
})

/** A torrent that was just added. @param now in milliseconds */
export function newTorrent(
  { v1, v2, name, files }: Given,
  tags: string,
  now: number,
  savePath = '/downloads',
): DoubleTorrent {
  const content = files ? contentFields(name, files) : { name, size: -1, total_size: -1, content_path: '' }
  return {
    fields: {
      hash: keyOf(v1, v2),
      infohash_v1: v1,
      infohash_v2: v2,
      tags,
      state: files ? 'stalledDL' : 'metaDL',
      progress: 0,
      dlspeed: 0,
      upspeed: 0,
      eta: 8_640_000,
      ratio: 0,
      num_seeds: 0,
      num_leechs: 0,
      added_on: Math.floor(now / 1000),
      save_path: savePath,
      dl_limit: 0,
      ratio_limit: -2,
      seeding_time_limit: -2,
      ...content,
      ...(files ? { content_path: `${savePath}/${name}` } : {}),
    },
    files: doubleFiles(files ?? []),
    trackers: [],
    peers: {},
    late: 0,
  }
}
