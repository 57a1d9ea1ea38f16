import {
  type GivenStranger,
  removalInput,
  removeTorrentsInput,
  type TorrentMember,
} from '../../../../shared/torrent-acts.ts'
import {
  administerTorrents,
  filePriorityInput,
  giveStrangerInput,
  type PeerView,
  type StrangerView,
  shareLimitsInput,
  type TorrentDetail,
  type TorrentOutcome,
  type TorrentQuota,
  type TorrentRemoval,
  type TrackerView,
  torrentIdInput,
  torrentIdsInput,
  useTorrents,
} from '../../../../shared/torrents.ts'
import { may } from '../../../platform/trpc.ts'
import { pauseTorrents, recheckTorrents, resumeTorrents } from './commands.ts'
import { viewDetail } from './details.ts'
import { torrentMembers } from './members.ts'
import { viewQuota } from './quota.ts'
import { removeTorrents, viewRemoval } from './removal.ts'
import { setPriority, setShareLimits } from './settings.ts'
import { giveStranger, listStrangers } from './strangers.ts'
import { peersOf, trackersOf } from './swarm.ts'

/** What is done to torrents that there are, and what is said of one of them. */
export const actingProcedures = {
  pause: may(useTorrents)
    .input(torrentIdsInput)
    .mutation(({ ctx, input }): Promise<TorrentOutcome[]> => pauseTorrents(ctx.deps, ctx.actor, input.ids)),

  resume: may(useTorrents)
    .input(torrentIdsInput)
    .mutation(({ ctx, input }): Promise<TorrentOutcome[]> => resumeTorrents(ctx.deps, ctx.actor, input.ids)),

  recheck: may(useTorrents)
    .input(torrentIdsInput)
    .mutation(({ ctx, input }): Promise<TorrentOutcome[]> => recheckTorrents(ctx.deps, ctx.actor, input.ids)),

  removal: may(useTorrents)
    .input(removalInput)
    .query(({ ctx, input }): TorrentRemoval[] => viewRemoval(ctx.deps, ctx.actor, input)),

  remove: may(useTorrents)
    .input(removeTorrentsInput)
    .mutation(({ ctx, input }): TorrentOutcome[] => removeTorrents(ctx.deps, ctx.actor, input)),

  setPriority: may(useTorrents)
    .input(filePriorityInput)
    .mutation(({ ctx, input }): Promise<void> => setPriority(ctx.deps, ctx.actor, input)),

  setShareLimits: may(useTorrents)
    .input(shareLimitsInput)
    .mutation(({ ctx, input }): Promise<TorrentOutcome[]> => setShareLimits(ctx.deps, ctx.actor, input)),

  detail: may(useTorrents)
    .input(torrentIdInput)
    .query(({ ctx, input }): TorrentDetail => viewDetail(ctx.deps, ctx.actor, input.id)),

  trackers: may(useTorrents)
    .input(torrentIdInput)
    .query(({ ctx, input }): Promise<readonly TrackerView[] | null> => trackersOf(ctx.deps, ctx.actor, input.id)),

  peers: may(useTorrents)
    .input(torrentIdInput)
    .query(({ ctx, input }): Promise<readonly PeerView[] | null> => peersOf(ctx.deps, ctx.actor, input.id)),

  quota: may(useTorrents).query(({ ctx }): TorrentQuota => viewQuota(ctx.deps, ctx.actor)),

  strangers: may(administerTorrents).query(({ ctx }): Promise<StrangerView[]> => listStrangers(ctx.deps)),

  members: may(administerTorrents).query(({ ctx }): TorrentMember[] => torrentMembers(ctx.deps)),

  giveStranger: may(administerTorrents)
    .input(giveStrangerInput)
    .mutation(({ ctx, input }): Promise<GivenStranger> => giveStranger(ctx.deps, ctx.actor, input)),
}
