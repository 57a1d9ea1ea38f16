import type { ShareLimit, ShareLimits } from '../../../../shared/torrents.ts'
import type { TorrentEngine } from '../engine/engine.ts'
import type { TorrentRow } from '../rows.ts'

/** What a row holds where sharing was said to have no end: nothing means that the engine's own setting holds. */
const endless = -1

/** A limit as a row keeps it. */
export const keptLimit = (limit: ShareLimit): number | null => (limit === 'engine' ? null : (limit ?? endless))

function read(kept: number | null): ShareLimit {
  if (kept === null) return 'engine'
  return kept === endless ? null : kept
}

/** How long a torrent is shared, as its owners said last. */
export const shareOf = ({ ratioLimit, seedingMinutes }: TorrentRow): ShareLimits => ({
  ratio: read(ratioLimit),
  seedingMinutes: read(seedingMinutes),
})

/** Gives the engine what was said of a torrent's sharing; after it was sent anew. Throws as the engine does. */
export async function giveShareLimits(engine: TorrentEngine, row: TorrentRow, key: string): Promise<void> {
  const limits = shareOf(row)
  if (limits.ratio !== 'engine' || limits.seedingMinutes !== 'engine') await engine.setShareLimits([key], limits)
}
