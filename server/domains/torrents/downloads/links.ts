import { timingSafeEqual } from 'node:crypto'
import { downloadSettings } from '../../../../shared/torrent-downloads.ts'
import { hours } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'

/** What a link opens, for whom, and until when. */
export interface DownloadLink {
  /** The torrent's. */
  readonly uuid: string
  /** The engine's number of the file. */
  readonly file: number
  readonly accountId: number
  /** In seconds since the epoch. */
  readonly expires: number
}

/** Goes up when what is signed changes: older links then open nothing. */
const version = '1'

const shape = /^1~([0-9a-f-]{36})~(\d{1,7})~(\d{1,15})~(\d{1,12})~([\w-]{43})$/

const signatureOf = (deps: Deps, parts: readonly string[]): string => deps.sign(`torrents.download ${parts.join(' ')}`)

/** A token that opens one file for one person, without a session. */
export function downloadToken(deps: Deps, { uuid, file, accountId, expires }: DownloadLink): string {
  const parts = [version, uuid, String(file), String(accountId), String(expires)]
  return [...parts, signatureOf(deps, parts)].join('~')
}

/** What a token says; null where this house did not make it so. It may have expired. */
export function readToken(deps: Deps, token: string): DownloadLink | null {
  const [, uuid = '', file = '', accountId = '', expires = '', given = ''] = shape.exec(token) ?? []
  const right = Buffer.from(signatureOf(deps, [version, uuid, file, accountId, expires]))
  const shown = Buffer.from(given)
  if (right.length !== shown.length || !timingSafeEqual(right, shown)) return null
  return { uuid, file: Number(file), accountId: Number(accountId), expires: Number(expires) }
}

/** When a link that is made now expires, in seconds since the epoch. */
export const linkEnd = (deps: Deps): number =>
  Math.floor((deps.clock.now() + hours(deps.settings.get(downloadSettings).hours)) / 1000)
