import type { EngineTorrent, EngineTorrentState } from '../engine.ts'

/** A torrent as qBittorrent writes it; a delta holds only what changed. */
export interface RawTorrent {
  readonly hash?: string
  readonly infohash_v1?: string
  readonly infohash_v2?: string
  readonly name?: string
  readonly tags?: string
  readonly state?: string
  /** Bytes of the files that are not left out; `total_size` of all. */
  readonly size?: number
  readonly total_size?: number
  readonly has_metadata?: boolean
  readonly progress?: number
  readonly dlspeed?: number
  readonly upspeed?: number
  readonly eta?: number
  readonly ratio?: number
  readonly num_seeds?: number
  readonly num_leechs?: number
  readonly added_on?: number
  readonly content_path?: string
  readonly save_path?: string
}

const states: Readonly<Record<string, EngineTorrentState>> = {
  metaDL: 'metadata',
  forcedMetaDL: 'metadata',
  queuedDL: 'queued',
  queuedUP: 'seeding',
  downloading: 'downloading',
  forcedDL: 'downloading',
  allocating: 'downloading',
  stalledDL: 'stalled',
  unknown: 'stalled',
  checkingDL: 'checking',
  checkingUP: 'checking',
  checkingResumeData: 'checking',
  moving: 'moving',
  pausedDL: 'paused',
  stoppedDL: 'paused',
  pausedUP: 'finished',
  stoppedUP: 'finished',
  uploading: 'seeding',
  forcedUP: 'seeding',
  stalledUP: 'seeding',
  missingFiles: 'missing',
  error: 'failed',
}

/** What qBittorrent writes for a time without end, in seconds. */
const endless = 8_640_000

const tagsOf = (text = ''): string[] => text.split(',').flatMap((tag) => tag.trim() || [])

/** Nothing is known of its files: a magnet whose metadata nobody sent yet. */
export const isContentUnknown = ({ state = '', has_metadata, total_size = -1 }: RawTorrent): boolean =>
  states[state] === 'metadata' || has_metadata === false || total_size < 0

/** It calls one whole of which every file is left out. */
const isAllLeftOut = ({ size, total_size = 0 }: RawTorrent): boolean => size === 0 && total_size > 0

/** @param key that under which qBittorrent holds it */
export function torrentOf(key: string, raw: RawTorrent): EngineTorrent {
  const v1 = raw.infohash_v1 || null
  const v2 = raw.infohash_v2 || null
  const { eta = endless, ratio = 0 } = raw
  return {
    key,
    v1: v1 === null && v2 === null ? key : v1,
    v2,
    tags: tagsOf(raw.tags),
    name: raw.name ?? '',
    state: isAllLeftOut(raw) ? 'paused' : (states[raw.state ?? ''] ?? 'stalled'),
    size: isContentUnknown(raw) ? null : (raw.total_size ?? null),
    progress: isAllLeftOut(raw) ? 0 : (raw.progress ?? 0),
    down: raw.dlspeed ?? 0,
    up: raw.upspeed ?? 0,
    eta: eta < 0 || eta >= endless ? null : eta,
    ratio: Math.max(0, ratio),
    seeds: raw.num_seeds ?? 0,
    peers: raw.num_leechs ?? 0,
    addedAt: (raw.added_on ?? 0) * 1000,
    contentPath: raw.content_path ?? '',
    savePath: raw.save_path ?? '',
  }
}

/** Whether nothing that the house reads of it differs. */
export function isSameTorrent(one: EngineTorrent, other: EngineTorrent): boolean {
  const fields = Object.keys(one) as (keyof EngineTorrent)[]
  return fields.every((field) =>
    field === 'tags' ? one.tags.join() === other.tags.join() : one[field] === other[field],
  )
}
