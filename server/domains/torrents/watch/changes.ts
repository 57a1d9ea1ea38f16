import type { TorrentView } from '../../../../shared/torrents.ts'
import type { TorrentPatch } from '../../../../shared/torrents-live.ts'

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other))

/** The fields of a torrent that differ from what was told of it; null where none does. */
export function patchOf(before: TorrentView, now: TorrentView): TorrentPatch | null {
  const fields = Object.keys(now) as (keyof TorrentView)[]
  const changed = fields.filter((field) => !isSame(before[field], now[field]))
  if (changed.length === 0) return null
  return { id: now.id, ...Object.fromEntries(changed.map((field) => [field, now[field]])) }
}
