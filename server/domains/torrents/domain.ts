import { engineSettings, torrentSpace } from '../../../shared/torrent-engine.ts'
import { thinSpeeds } from '../../../shared/torrent-speeds.ts'
import { administerTorrents, seeAllTorrents, torrentLimits, useTorrents } from '../../../shared/torrents.ts'
import { type Domain, onJob } from '../../platform/domain.ts'
import { torrentsRouter } from './router.ts'
import { recordSpeeds } from './speeds/recorder.ts'
import { thin } from './speeds/thinning.ts'

export const torrents = {
  router: torrentsRouter,
  module: { name: 'torrents', label: 'torrents.module.name', text: 'torrents.module.text', on: false },
  abilities: [useTorrents, seeAllTorrents, administerTorrents],
  limits: torrentLimits,
  settings: [engineSettings, torrentSpace],
  handlers: [onJob(thinSpeeds, thin)],
  schedule: [{ cron: '7 * * * *', job: thinSpeeds }],
  start: async (deps) => {
    const stop = recordSpeeds(deps)
    return async () => stop()
  },
} satisfies Domain
