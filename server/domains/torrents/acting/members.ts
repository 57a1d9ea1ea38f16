import type { TorrentMember } from '../../../../shared/torrent-acts.ts'
import { useTorrents } from '../../../../shared/torrents.ts'
import { can } from '../../../platform/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { people } from '../../accounts/accounts.ts'
import { asReader } from '../../notices/concerned.ts'

/** Whoever may have torrents, by name. */
export const torrentMembers = (deps: Deps): TorrentMember[] =>
  people(deps).flatMap(({ id, name }) => {
    const reader = asReader(deps, id)
    return reader && can(reader, useTorrents) ? [{ id, name }] : []
  })
