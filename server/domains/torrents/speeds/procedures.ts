import { speedsInput, type TorrentSpeeds } from '../../../../shared/torrent-speeds.ts'
import { useTorrents } from '../../../../shared/torrents.ts'
import { may } from '../../../platform/trpc.ts'
import { torrentFor } from '../policy.ts'
import { speedsOf } from './speeds.ts'

/** Speeds of the engine for whoever uses torrents, those of a torrent for whoever may see it. */
export const speedProcedures = {
  speeds: may(useTorrents)
    .input(speedsInput)
    .query(
      ({ ctx: { deps, actor }, input: { torrentId, span } }): TorrentSpeeds =>
        speedsOf(deps, torrentId === null ? null : torrentFor(deps, actor, torrentId), span),
    ),
}
