import * as z from 'zod/mini'
import { defineAbility, defineJob, defineLimit, type RoomState } from './definitions.ts'
import { type ErrorArguments, message } from './errors.ts'

export const useTorrents = defineAbility('torrents.use', {
  label: message('torrents.abilities.use'),
  text: message('torrents.abilities.useText'),
  roles: ['admin', 'member'],
})

/** Reads everybody's; acts on one's own alone. */
export const seeAllTorrents = defineAbility('torrents.see-all', {
  label: message('torrents.abilities.seeAll'),
  text: message('torrents.abilities.seeAllText'),
  roles: ['admin', 'member'],
})

/** Acts on everybody's, and sets up the engine, the search and the downloads. */
export const administerTorrents = defineAbility('torrents.administer', {
  label: message('torrents.abilities.administer'),
  text: message('torrents.abilities.administerText'),
  roles: ['admin'],
  administrative: true,
})

export const torrentCount = defineLimit('torrents.count', 'count', 200, {
  label: message('torrents.limits.count'),
  text: message('torrents.limits.countText'),
})

export const torrentBytes = defineLimit('torrents.bytes', 'bytes', 1_000_000_000_000, {
  label: message('torrents.limits.bytes'),
  text: message('torrents.limits.bytesText'),
})

/** Unfinished and not paused. */
export const activeTorrents = defineLimit('torrents.active', 'count', 10, {
  label: message('torrents.limits.active'),
  text: message('torrents.limits.activeText'),
})

/** Shared out over what a member downloads at once. */
export const torrentSpeed = defineLimit('torrents.speed', 'bytes-per-second', 125_000_000, {
  label: message('torrents.limits.speed'),
  text: message('torrents.limits.speedText'),
})

export const torrentLimits = [torrentCount, torrentBytes, activeTorrents, torrentSpeed]

/**
 * `waiting`: the engine was not told yet · `not-sent`: it could not be told, and somebody has to try again ·
 * `metadata`: a magnet's content is not known yet · `stalled`: nobody sends anything · `finished`: whole, and not
 * given on · `missing`: its files are gone from the server's disk · `vanished`: the engine no longer has it.
 */
export const torrentStates = [
  'waiting',
  'not-sent',
  'metadata',
  'queued',
  'downloading',
  'stalled',
  'checking',
  'moving',
  'paused',
  'seeding',
  'finished',
  'missing',
  'failed',
  'vanished',
] as const

export type TorrentState = (typeof torrentStates)[number]

/** What is the matter, as a message key of the domain with its arguments. */
export interface TorrentProblem {
  readonly key: string
  readonly args: ErrorArguments
}

export interface TorrentOwner {
  /** Of their account. */
  readonly id: number
  readonly name: string
}

/** A torrent in a list. Sizes in bytes, speeds in bytes a second, instants in ISO 8601. */
export interface TorrentView {
  readonly id: number
  readonly name: string
  /** The info-hash in hexadecimal: v1 where there is one, else v2. */
  readonly hash: string
  readonly state: TorrentState
  readonly problem: TorrentProblem | null
  /** Null until a magnet's content is known. */
  readonly size: number | null
  /** From 0 to 1, three decimals. */
  readonly progress: number
  readonly down: number
  readonly up: number
  /** Seconds; null where nothing can be said. */
  readonly eta: number | null
  /** Two decimals. */
  readonly ratio: number
  /** Connected ones. */
  readonly seeds: number
  readonly peers: number
  readonly addedAt: string
  readonly finishedAt: string | null
  /** Whoever added it first comes first; empty where nobody owns it any more. */
  readonly owners: readonly TorrentOwner[]
}

export const torrentScopes = ['own', 'all'] as const

export type TorrentScope = (typeof torrentScopes)[number]

export const torrentListInput = z.object({ scope: z.enum(torrentScopes) })

/** A list whole, and where its room stood when it was read. */
export interface TorrentList {
  readonly room: RoomState
  readonly torrents: readonly TorrentView[]
}

/** Signs and counts at most. */
export const longestTorrent = { magnet: 8_000, file: 10_000_000, filesAtOnce: 50, selection: 5_000 } as const

const torrentId = z.number().check(z.int(), z.positive())

export const torrentIdInput = z.object({ id: torrentId })

export const torrentIdsInput = z.object({
  ids: z.array(torrentId).check(z.minLength(1), z.maxLength(longestTorrent.selection)),
})

export const addMagnetInput = z.object({ magnet: z.string().check(z.trim(), z.maxLength(longestTorrent.magnet)) })

/**
 * `added`: it is new · `joined`: the house had it, and the person is one of its owners now · `yours`: it was theirs.
 */
export interface AddedTorrent {
  readonly id: number
  readonly name: string
  readonly outcome: 'added' | 'joined' | 'yours'
}

/** What became of one of several. */
export interface TorrentOutcome {
  readonly id: number
  readonly name: string
  /** Null where it was done. */
  readonly problem: TorrentProblem | null
}

/**
 * What deleting does for each: `deletes` takes the data away, `leaves` takes the person off its owners, because others
 * own it too.
 */
export interface TorrentRemoval {
  readonly id: number
  readonly name: string
  readonly size: number | null
  readonly outcome: 'deletes' | 'leaves'
  readonly otherOwners: readonly string[]
}

/** `skip` downloads nothing of it. */
export const filePriorities = ['skip', 'normal', 'high', 'highest'] as const

export type FilePriority = (typeof filePriorities)[number]

export interface TorrentFileView {
  /** The engine's own number of the file. */
  readonly index: number
  /** Below the torrent's folder, with slashes. */
  readonly path: string
  readonly size: number
  /** From 0 to 1. */
  readonly progress: number
  readonly priority: FilePriority
}

export interface TrackerView {
  /** Only its host for owners who did not add the torrent first: the rest may hold the key of who did. */
  readonly url: string
  readonly state: 'off' | 'unasked' | 'working' | 'updating' | 'failing'
  readonly peers: number
  /** What the tracker said last, in its own words; empty where nothing, or where only its host is shown. */
  readonly message: string
}

export interface PeerView {
  readonly address: string
  readonly client: string
  readonly progress: number
  readonly down: number
  readonly up: number
}

/** Null: without end · `engine`: as the engine is set for all. */
export type ShareLimit = number | null | 'engine'

/** The engine shares until either is reached. */
export interface ShareLimits {
  readonly ratio: ShareLimit
  readonly seedingMinutes: ShareLimit
}

/** One torrent, read when it is opened; all of it is the house's own, so that the engine is not asked. */
export interface TorrentDetail {
  readonly torrent: TorrentView
  /** Names trackers only for whoever added it first, and whoever administers torrents. */
  readonly magnet: string
  readonly v1: string | null
  readonly v2: string | null
  readonly addedBy: string | null
  readonly share: ShareLimits
  /** Whether whoever asks may act on it, and read of its trackers and peers. */
  readonly mayAct: boolean
  /** As the engine said last; null where it was not asked of late. */
  readonly fileCount: number | null
}

export const filePriorityInput = z.object({
  id: torrentId,
  indexes: z.array(z.number().check(z.int(), z.nonnegative())).check(z.minLength(1), z.maxLength(20_000)),
  priority: z.enum(filePriorities),
})

export const shareLimitsInput = z.object({
  ids: z.array(torrentId).check(z.minLength(1), z.maxLength(longestTorrent.selection)),
  ratio: z.union([z.literal('engine'), z.nullable(z.number().check(z.nonnegative(), z.maximum(10_000)))]),
  seedingMinutes: z.union([
    z.literal('engine'),
    z.nullable(z.number().check(z.int(), z.nonnegative(), z.maximum(5_256_000))),
  ]),
})

/** How much of a limit a person uses, in its unit. */
export interface QuotaPart {
  readonly used: number
  readonly most: number
}

/** What a member has and may still add. */
export interface TorrentQuota {
  readonly count: QuotaPart
  readonly bytes: QuotaPart
  readonly active: QuotaPart
  readonly finished: number
  /** Bytes a second. */
  readonly speed: number
  /** Bytes on the engine's disk; null while they are unknown. */
  readonly freeSpace: number | null
  /** Below this many free bytes nothing is added. */
  readonly floor: number
}

/** A torrent that the engine has and the house does not know. */
export interface StrangerView {
  readonly hash: string
  readonly name: string
  readonly size: number | null
  readonly progress: number
  readonly addedAt: string
}

export const giveStrangerInput = z.object({ hash: z.string().check(z.regex(/^[0-9a-f]{40,64}$/)), to: z.number() })

/** Tells the engine of a torrent that the database holds. */
export const sendTorrent = defineJob('torrents.send', z.object({ torrentId: z.number() }), {
  lane: 'torrents',
  attempts: 6,
})

/** Takes a torrent, with its data, away from the engine after its row is gone. */
export const releaseTorrent = defineJob(
  'torrents.release',
  z.object({ tag: z.string(), v1: z.nullable(z.string()), v2: z.nullable(z.string()), withData: z.boolean() }),
  { lane: 'torrents', attempts: 12 },
)
