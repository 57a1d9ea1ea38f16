import { randomBytes } from 'node:crypto'
import type { FoundView } from '../../../../shared/torrent-search.ts'
import type { FoundTorrent } from '../indexer/indexer.ts'
import type { StoredIndexer } from './indexers.ts'

/** Where a result can be had. Its link may hold a key: none of this leaves the server. */
export interface Source {
  readonly indexer: StoredIndexer
  readonly magnet: string | null
  readonly link: string | null
}

/** A result that one or several indexers told of. */
export interface Found {
  readonly token: string
  readonly torrent: FoundTorrent
  readonly sources: readonly Source[]
}

export const newToken = (): string => randomBytes(16).toString('base64url')

const larger = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other)

/** The same torrent, told of by another indexer too: who counts more seeders has seen more of them. */
export function merged(found: Found, torrent: FoundTorrent, source: Source): Found {
  const { torrent: known } = found
  return {
    ...found,
    sources: [...found.sources, source],
    torrent: {
      ...known,
      size: known.size ?? torrent.size,
      seeders: larger(known.seeders, torrent.seeders),
      leechers: larger(known.leechers, torrent.leechers),
      publishedAt: known.publishedAt ?? torrent.publishedAt,
    },
  }
}

/** A result as whoever searched sees it. */
export function foundView({ token, torrent, sources }: Found, standing: FoundView['standing']): FoundView {
  const { title, category, size, seeders, leechers, publishedAt } = torrent
  return {
    token,
    title,
    category,
    size,
    seeders,
    leechers,
    publishedAt: publishedAt === null ? null : new Date(publishedAt).toISOString(),
    indexers: [...new Set(sources.map(({ indexer }) => indexer.name))],
    standing,
  }
}
