import type { FilePriority, PeerView, TorrentFileView, TrackerView } from '../../../../../shared/torrents.ts'

interface RawFile {
  readonly index?: number
  readonly name: string
  readonly size: number
  readonly progress: number
  readonly priority: number
}

interface RawTracker {
  readonly url: string
  readonly status: number
  readonly num_peers?: number
  readonly msg?: string
}

interface RawPeer {
  readonly client?: string
  readonly progress?: number
  readonly dl_speed?: number
  readonly up_speed?: number
}

const priorities: Readonly<Record<FilePriority, number>> = { skip: 0, normal: 1, high: 6, highest: 7 }

export const priorityNumber = (priority: FilePriority): string => String(priorities[priority])

function priorityOf(number: number): FilePriority {
  if (number <= 0) return 'skip'
  if (number >= priorities.highest) return 'highest'
  return number === priorities.high ? 'high' : 'normal'
}

export const fileViews = (raw: readonly RawFile[]): TorrentFileView[] =>
  raw.map(({ index, name, size, progress, priority }, place) => ({
    index: index ?? place,
    path: name,
    size,
    progress,
    priority: priorityOf(priority),
  }))

const trackerStates: readonly TrackerView['state'][] = ['off', 'unasked', 'working', 'updating', 'failing']

/** Without the lines by which qBittorrent tells of DHT, exchange of peers and the local network. */
export const trackerViews = (raw: readonly RawTracker[]): TrackerView[] =>
  raw
    .filter(({ url }) => !url.startsWith('** ['))
    .map(({ url, status, num_peers = 0, msg = '' }) => ({
      url,
      state: trackerStates[status] ?? 'failing',
      peers: Math.max(0, num_peers),
      message: msg,
    }))

export const peerViews = (raw: Readonly<Record<string, RawPeer>>): PeerView[] =>
  Object.entries(raw).map(([address, { client = '', progress = 0, dl_speed = 0, up_speed = 0 }]) => ({
    address,
    client,
    progress,
    down: dl_speed,
    up: up_speed,
  }))
