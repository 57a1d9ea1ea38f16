import { Router } from 'express'
import { downloadSettings } from '../../../shared/torrent-downloads.ts'
import { engineSettings, torrentSpace } from '../../../shared/torrent-engine.ts'
import { indexerSettings } from '../../../shared/torrent-search.ts'
import { thinSpeeds } from '../../../shared/torrent-speeds.ts'
import {
  administerTorrents,
  releaseTorrent,
  seeAllTorrents,
  sendTorrent,
  torrentLimits,
  useTorrents,
} from '../../../shared/torrents.ts'
import { allTorrentsRoom, engineRoom, ownTorrentsRoom, torrentsRoomId } from '../../../shared/torrents-live.ts'
import { type Actor, can } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { type Domain, onEvent, onJob, tells } from '../../platform/domain.ts'
import { accountRemoved } from '../accounts/events.ts'
import { moduleSwitched, rightsChanged } from '../house/events.ts'
import { leaveTorrents, ownTorrents } from './acting/belongings.ts'
import { letGo, retryReleases } from './acting/release.ts'
import { downloadRoutes } from './downloads/http.ts'
import { engineChanged } from './events.ts'
import { engineCheck } from './health-check.ts'
import { torrentRoutes } from './http.ts'
import { torrentUses } from './limits.ts'
import { torrentFailed, torrentFinished, torrentPaused, torrentsDeleted } from './notices.ts'
import { maySeeAll } from './policy.ts'
import { torrentsRouter } from './router.ts'
import { searchGate } from './search/rooms.ts'
import { giveSendingUp, send } from './sending.ts'
import { thin } from './speeds/thinning.ts'
import { lookAnew, startTorrents } from './start.ts'
import { tellOfLimits } from './telling.ts'
import { watchOf } from './watch/watch.ts'

const mayUse = (_deps: Deps, actor: Actor): boolean => can(actor, useTorrents)

export const torrents = {
  router: torrentsRouter,
  module: { name: 'torrents', label: 'torrents.module.name', text: 'torrents.module.text', on: false },
  abilities: [useTorrents, seeAllTorrents, administerTorrents],
  limits: torrentLimits,
  limitUses: torrentUses,
  settings: [engineSettings, torrentSpace, downloadSettings, indexerSettings],
  notices: [
    tells(torrentFinished, mayUse),
    tells(torrentFailed, mayUse),
    tells(torrentPaused, mayUse),
    tells(torrentsDeleted, mayUse),
  ],
  handlers: [
    onJob(
      sendTorrent,
      async (deps, payload) => {
        await send(deps, payload)
        watchOf(deps).soon()
      },
      giveSendingUp,
    ),
    onJob(releaseTorrent, async (deps, payload) => {
      await letGo(deps, payload)
      watchOf(deps).soon()
    }),
    onJob(thinSpeeds, thin),
    onEvent(engineChanged, lookAnew),
    onEvent(engineChanged, retryReleases),
    onEvent(moduleSwitched, lookAnew),
    onEvent(rightsChanged, tellOfLimits),
    onEvent(accountRemoved, leaveTorrents),
  ],
  rooms: [
    searchGate,
    { room: ownTorrentsRoom, may: (deps, actor, id) => id === String(actor.account?.id) && mayUse(deps, actor) },
    { room: allTorrentsRoom, may: (_deps, actor, id) => id === torrentsRoomId && maySeeAll(actor) },
    { room: engineRoom, may: (deps, actor, id) => id === torrentsRoomId && mayUse(deps, actor) },
  ],
  schedule: [{ cron: '7 * * * *', job: thinSpeeds }],
  belongings: [ownTorrents],
  health: [engineCheck],
  http: (deps) => Router().use(torrentRoutes(deps), downloadRoutes(deps)),
  start: startTorrents,
} satisfies Domain
