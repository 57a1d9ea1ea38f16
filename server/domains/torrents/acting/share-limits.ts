import type { ShareLimits } from '../../../../shared/torrents.ts'
import type { TorrentEngine } from '../engine/engine.ts'
import type { TorrentRow } from '../rows.ts'

/** What a row holds where sharing was said to have no end: nothing means that nobody said anything. */
const endless = -1

/** A limit as a row keeps it. */
export const keptLimit = (limit: number | null): number => limit ?? endless

const read = (limit: number | null): number | null => (limit === endless ? null : limit)

/** How long a torrent is shared, as its owners said; null where they never did. */
export const shareOf = ({ ratioLimit, seedingMinutes }: TorrentRow): ShareLimits | null =>
  ratioLimit === null && seedingMinutes === null
    ? null
    : { ratio: read(ratioLimit), seedingMinutes: read(seedingMinutes) }

/** Gives the engine what was said of a torrent's sharing; after it was sent anew. Throws as the engine does. */
export async function giveShareLimits(engine: TorrentEngine, row: TorrentRow, key: string): Promise<void> {
  const limits = shareOf(row)
  if (limits) await engine.setShareLimits([key], limits)
}
