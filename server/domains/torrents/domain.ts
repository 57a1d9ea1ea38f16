import { engineSettings, torrentSpace } from '../../../shared/torrent-engine.ts'
import { indexerSettings } from '../../../shared/torrent-search.ts'
import { administerTorrents, seeAllTorrents, torrentLimits, useTorrents } from '../../../shared/torrents.ts'
import type { Domain } from '../../platform/domain.ts'
import { torrentsRouter } from './router.ts'
import { searchGate } from './search/rooms.ts'

export const torrents = {
  router: torrentsRouter,
  module: { name: 'torrents', label: 'torrents.module.name', text: 'torrents.module.text', on: false },
  abilities: [useTorrents, seeAllTorrents, administerTorrents],
  limits: torrentLimits,
  settings: [engineSettings, torrentSpace, indexerSettings],
  rooms: [searchGate],
} satisfies Domain
