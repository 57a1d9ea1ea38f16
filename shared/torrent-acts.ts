import * as z from 'zod/mini'
import { type TorrentProblem, torrentIdsInput } from './torrents.ts'

/** `wholly` takes a torrent away from its other owners too; only whoever administers torrents may. */
export const removalInput = z.extend(torrentIdsInput, { wholly: z._default(z.boolean(), false) })

/** Without `withData` the files stay on the engine's disk, counted to nobody: only whoever administers torrents may. */
export const removeTorrentsInput = z.extend(removalInput, { withData: z._default(z.boolean(), true) })

/** Somebody to whom a torrent can be given. */
export interface TorrentMember {
  /** Of their account. */
  readonly id: number
  readonly name: string
}

/** A stranger that is somebody's now. */
export interface GivenStranger {
  readonly id: number
  readonly name: string
  /** Which of their limits it is beyond: it was given all the same. */
  readonly exceeds: TorrentProblem | null
}
