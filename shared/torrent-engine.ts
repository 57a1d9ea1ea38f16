import * as z from 'zod/mini'
import { defineSettings, type RoomState } from './definitions.ts'
import { message } from './errors.ts'
import type { TorrentProblem } from './torrents.ts'

/** `managed`: the house starts qbittorrent-nox itself · `remote`: a qBittorrent that runs somewhere. */
export const engineWays = ['none', 'managed', 'remote'] as const

const access = {
  /** Of the web interface, as its owner opens it in a browser. */
  url: z.string().check(z.trim(), z.maxLength(500)),
  username: z.string().check(z.maxLength(200)),
  password: z.string().check(z.maxLength(500)),
}

export const engineSettings = defineSettings(
  'torrents.engine',
  z.object({ way: z.enum(engineWays), ...access }),
  { way: 'none', url: '', username: '', password: '' },
  { secrets: ['password'], boundTo: ['url', 'username'], ownDoor: true },
)

export type EngineChoice = z.infer<typeof engineSettings.schema>

/** A qBittorrent to try; an empty password stands for the stored one, where address and name are the stored ones. */
export const engineTestInput = z.object(access)

export const engineChangeInput = z.object({
  value: engineSettings.schema,
  revision: z.number(),
  /** Whether the person accepts qBittorrent's legal notice: without it the house starts none. */
  noticeAccepted: z.boolean(),
})

export const floorInput = z.object({
  floor: z.number().check(z.int(), z.nonnegative(), z.maximum(1e15)),
  revision: z.number(),
})

/** What a qBittorrent that was tried answered: one of the two is there. */
export interface EngineTest {
  readonly found: {
    readonly version: string
    readonly torrents: number
    /** In bytes; null where it does not say. */
    readonly freeSpace: number | null
  } | null
  readonly problem: TorrentProblem | null
}

/** The qBittorrent that the house runs itself: whether it could, and where its files lie. */
export interface ManagedView {
  readonly installed: boolean
  readonly folder: string
}

/** The engine's settings as whoever administers the torrents sees them; the password never comes here. */
export interface EngineSettingsView {
  readonly value: EngineChoice
  readonly revision: number
  readonly passwordSet: boolean
  readonly managed: ManagedView
  readonly floor: { readonly value: number; readonly revision: number }
}

/** Below this many free bytes on the engine's disk nothing is added. */
export const torrentSpace = defineSettings(
  'torrents.space',
  z.object({ floor: z.number().check(z.int(), z.nonnegative(), z.maximum(1e15, message('common.errors.INVALID'))) }),
  { floor: 5_000_000_000 },
  { ownDoor: true },
)

/**
 * `none`: nobody set one up · `starting`: it was not reached yet · `up` · `down`: it does not answer, or refuses.
 */
export type EngineState = 'none' | 'starting' | 'up' | 'down'

/** How the engine is. Speeds in bytes a second, space in bytes. */
export interface EngineStanding {
  readonly state: EngineState
  /** ISO 8601: since when it is down. */
  readonly since: string | null
  /** Why it is down. */
  readonly problem: TorrentProblem | null
  /** As it calls itself, `v4.5.2`; null until it answered. */
  readonly version: string | null
  readonly down: number
  readonly up: number
  readonly freeSpace: number | null
}

export interface EngineView {
  readonly room: RoomState
  readonly standing: EngineStanding
}
