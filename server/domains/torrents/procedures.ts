import type { EngineView } from '../../../shared/torrent-engine.ts'
import {
  type AddedTorrent,
  addMagnetInput,
  type TorrentList,
  type TorrentOutcome,
  torrentIdInput,
  torrentIdsInput,
  torrentListInput,
  useTorrents,
} from '../../../shared/torrents.ts'
import { limited, may } from '../../platform/trpc.ts'
import { addMagnet, joinTorrent } from './adding.ts'
import { listTorrents, viewEngine } from './list.ts'
import { retryTorrents } from './retrying.ts'

const additions = { name: 'torrents.add', points: 120, seconds: 60 }

/** Lists, adding, and what is done again. */
export const torrentProcedures = {
  list: may(useTorrents)
    .input(torrentListInput)
    .query(({ ctx, input }): TorrentList => listTorrents(ctx.deps, ctx.actor, input.scope)),

  engine: may(useTorrents).query(({ ctx }): EngineView => viewEngine(ctx.deps)),

  addMagnet: may(useTorrents)
    .use(limited(additions))
    .input(addMagnetInput)
    .mutation(({ ctx, input }): AddedTorrent => addMagnet(ctx.deps, ctx.actor, input.magnet)),

  join: may(useTorrents)
    .use(limited(additions))
    .input(torrentIdInput)
    .mutation(({ ctx, input }): AddedTorrent => joinTorrent(ctx.deps, ctx.actor, input.id)),

  retry: may(useTorrents)
    .input(torrentIdsInput)
    .mutation(({ ctx, input }): TorrentOutcome[] => retryTorrents(ctx.deps, ctx.actor, input.ids)),
}
