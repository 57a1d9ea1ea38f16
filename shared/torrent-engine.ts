import * as z from 'zod/mini'
import { defineSettings, type RoomState } from './definitions.ts'
import { message } from './errors.ts'
import type { TorrentProblem } from './torrents.ts'

/** `managed`: the house starts qbittorrent-nox itself · `remote`: a qBittorrent that runs somewhere. */
export const engineWays = ['none', 'managed', 'remote'] as const

export type EngineWay = (typeof engineWays)[number]

export const engineSettings = defineSettings(
  'torrents.engine',
  z.object({
    way: z.enum(engineWays),
    /** Of the web interface, as its owner opens it in a browser. */
    url: z.string().check(z.trim(), z.maxLength(500)),
    username: z.string().check(z.maxLength(200)),
    password: z.string().check(z.maxLength(500)),
  }),
  { way: 'none', url: '', username: '', password: '' },
  { secrets: ['password'], boundTo: ['url', 'username'] },
)

/** Below this many free bytes on the engine's disk nothing is added. */
export const torrentSpace = defineSettings(
  'torrents.space',
  z.object({ floor: z.number().check(z.int(), z.nonnegative(), z.maximum(1e15, message('common.errors.INVALID'))) }),
  { floor: 5_000_000_000 },
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
