import { downloadSettings } from '../../../shared/torrent-downloads.ts'
import { engineSettings, torrentSpace } from '../../../shared/torrent-engine.ts'
import { administerTorrents, seeAllTorrents, torrentLimits, useTorrents } from '../../../shared/torrents.ts'
import type { Domain } from '../../platform/domain.ts'
import { downloadRoutes } from './downloads/http.ts'
import { torrentsRouter } from './router.ts'

export const torrents = {
  router: torrentsRouter,
  module: { name: 'torrents', label: 'torrents.module.name', text: 'torrents.module.text', on: false },
  abilities: [useTorrents, seeAllTorrents, administerTorrents],
  limits: torrentLimits,
  settings: [engineSettings, torrentSpace, downloadSettings],
  http: downloadRoutes,
} satisfies Domain
