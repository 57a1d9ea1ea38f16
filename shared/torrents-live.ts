import { defineEvent, defineRoom } from './definitions.ts'
import type { EngineStanding } from './torrent-engine.ts'
import type { TorrentView } from './torrents.ts'

/** A person listens to their own torrents here, by the id of their account. */
export const ownTorrentsRoom = defineRoom('torrents.own')

/** Whoever may see all torrents listens here, with {@link torrentsRoomId}; the engine's room has that id too. */
export const allTorrentsRoom = defineRoom('torrents.all')

export const engineRoom = defineRoom('torrents.engine')

export const torrentsRoomId = '1'

/** The fields of one torrent that changed. */
export type TorrentPatch = Pick<TorrentView, 'id'> & Partial<TorrentView>

/**
 * What changed in a list since its last event: whole torrents that are new to it, changed fields, and those that left it;
 * nothing of them where what its person may have is another.
 */
export const torrentsMoved = defineEvent<{
  readonly put?: readonly TorrentView[]
  readonly moved?: readonly TorrentPatch[]
  readonly gone?: readonly number[]
}>('torrents.moved', 'volatile')

export const engineMoved = defineEvent<EngineStanding>('torrents.engineMoved', 'volatile')
