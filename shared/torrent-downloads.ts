import * as z from 'zod/mini'
import { defineSettings } from './definitions.ts'
import { message } from './errors.ts'
import type { TorrentFileView, TorrentProblem } from './torrents.ts'

/**
 * How finished files come to people. `house`: as the house's own engine allows, which has its folder here; with any other
 * not at all · `none`: not at all · `mounted`: the house reads the engine's folder itself ·
 * `nginx`: an nginx beside the engine sends them · `engine`: through the engine's own web interface.
 */
export const downloadWays = ['house', 'none', 'mounted', 'nginx', 'engine'] as const

export type DownloadWay = (typeof downloadWays)[number]

const line = (longest: number) =>
  z.string().check(z.trim(), z.maxLength(longest), z.regex(/^[^\p{Cc}]*$/u, message('common.errors.oneLine')))

const chosen = {
  way: z.enum(downloadWays),
  /** The download folder, as the engine names it. */
  enginePath: line(1000),
  /** The same folder as this machine sees it; empty where both call it the same. */
  localPath: line(1000),
  /** Where nginx answers, ending in the path that it keeps for downloads. */
  nginxAddress: line(500),
  /** The same folder as nginx sees it; empty where it calls it as the engine does. */
  nginxPath: line(1000),
  /** How long a link opens its file. */
  hours: z.number().check(z.int(), z.gte(1), z.lte(168)),
}

/** The secret is shown to nobody but whoever sets nginx up: what it signs goes to the address, never itself. */
export const downloadSettings = defineSettings(
  'torrents.downloads',
  z.object({ ...chosen, secret: z.string().check(z.maxLength(200)) }),
  { way: 'house', enginePath: '', localPath: '', nginxAddress: '', nginxPath: '', hours: 6, secret: '' },
  { secrets: ['secret'], ownDoor: true },
)

/** What whoever administers chooses; the house makes the secret itself. */
export const downloadChoice = z.object(chosen)

export type DownloadChoice = z.infer<typeof downloadChoice>

export const changeDownloadsInput = z.object({
  choice: downloadChoice,
  /** Makes another secret: the configuration must be pasted again. */
  newSecret: z.boolean(),
  revision: z.number(),
})

export interface DownloadSettingsView {
  readonly value: DownloadChoice
  readonly revision: number
  readonly secretSet: boolean
  /** The download folder of the engine that the house runs itself; null where it runs none. */
  readonly ownFolder: string | null
}

/** One thing that was tried. `warn`: it works, and something should be seen to. */
export interface DownloadCheck {
  readonly state: 'ok' | 'warn' | 'bad'
  readonly text: TorrentProblem
}

/** A file of a torrent, and the token of the link that opens it, once it is whole. */
export interface DownloadableFile extends TorrentFileView {
  readonly token: string | null
}

/** The files of one torrent as the engine names them now. */
export interface TorrentFiles {
  /** Where downloads are not set up, there are no links. */
  readonly way: DownloadWay
  /** Until when the links open their files, in ISO 8601. */
  readonly until: string
  /** Whether whoever asks may choose what of it is downloaded. */
  readonly mayAct: boolean
  readonly files: readonly DownloadableFile[]
}

export const downloadTokenInput = z.object({ token: z.string().check(z.maxLength(300)) })

/** Why a link opens nothing. */
export interface DownloadRefusal {
  readonly status: 403 | 404 | 409 | 410 | 503
  /** Names the words of `torrentDownloads.refused`. */
  readonly reason: RefusedDownload
  readonly problem: TorrentProblem | null
  /** Of the torrent whose page gives another link; null where nothing is to be said of it. */
  readonly torrentId: number | null
}

/**
 * `wrong`: nobody here made this link · `expired` · `closed`: whoever it was made for may not use torrents now ·
 * `gone`: there is no such torrent for them · `off`: downloads are not set up · `unfinished` · `missing`: the file is
 * not where it should be · `engine`: the engine is needed and does not answer.
 */
export const refusedDownloads = [
  'wrong',
  'expired',
  'closed',
  'gone',
  'off',
  'unfinished',
  'missing',
  'engine',
] as const

export type RefusedDownload = (typeof refusedDownloads)[number]

/** The address of a file on this house. A name that begins with a dot would be taken for a hidden one. */
export function downloadPath(token: string, path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/^\.+/, '')
  return `/torrents/dl/${token}/${encodeURIComponent(name || 'file')}`
}
