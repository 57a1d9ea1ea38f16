import * as z from 'zod/mini'
import {
  changeDownloadsInput,
  type DownloadCheck,
  type DownloadRefusal,
  type DownloadSettingsView,
  downloadChoice,
  downloadTokenInput,
  type TorrentFiles,
} from '../../../../shared/torrent-downloads.ts'
import { administerTorrents, torrentIdInput, useTorrents } from '../../../../shared/torrents.ts'
import { limited, may, open } from '../../../platform/trpc.ts'
import { refusalOf, torrentFiles } from './files.ts'
import { changeDownloads, downloadSettingsView, showNginxConfiguration } from './settings.ts'
import { testDownloads } from './trial.ts'

const trials = { name: 'torrents.download-test', points: 20, seconds: 300 }
const refusals = { name: 'torrents.download-refusal', points: 120, seconds: 60 }

/** Procedures of the files of a torrent, of their links, and of how they leave. */
export const downloadProcedures = {
  files: may(useTorrents)
    .input(torrentIdInput)
    .query(({ ctx, input }): Promise<TorrentFiles> => torrentFiles(ctx.deps, ctx.actor, input.id)),

  downloadRefusal: open
    .use(limited(refusals))
    .input(downloadTokenInput)
    .query(({ ctx, input }): Promise<DownloadRefusal | null> => refusalOf(ctx.deps, input.token)),

  downloadSettings: may(administerTorrents).query(({ ctx }): DownloadSettingsView => downloadSettingsView(ctx.deps)),

  changeDownloads: may(administerTorrents)
    .input(changeDownloadsInput)
    .mutation(({ ctx, input }): DownloadSettingsView => changeDownloads(ctx.deps, ctx.actor, input)),

  nginxConfiguration: may(administerTorrents).mutation(({ ctx }): string =>
    showNginxConfiguration(ctx.deps, ctx.actor),
  ),

  testDownloads: may(administerTorrents)
    .use(limited(trials))
    .input(z.object({ choice: downloadChoice }))
    .mutation(({ ctx, input }): Promise<DownloadCheck[]> => testDownloads(ctx.deps, ctx.actor, input.choice)),
}
