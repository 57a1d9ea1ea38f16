import { DomainError } from '../../../shared/errors.ts'
import { administerTorrents, seeAllTorrents } from '../../../shared/torrents.ts'
import { type Actor, can, type SignedIn } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { owns, type TorrentRow, torrentById } from './rows.ts'

declare const visible: unique symbol
declare const authorized: unique symbol

/** What only a function of this file gives out, after it asked whether the actor may see it. */
export type Visible<T> = T & { readonly [visible]: true }

/** What only a function of this file gives out, after it asked whether the actor may act on it. */
export type Authorized<T> = Visible<T> & { readonly [authorized]: true }

const gone = () => new DomainError('NOT_FOUND', 'torrents.errors.gone')

/** Whether the actor may act on a torrent: an own one, or anybody's for whoever administers them. */
export const mayAct = (deps: Deps, actor: SignedIn, id: number): boolean =>
  owns(deps, id, actor.account.id) || can(actor, administerTorrents)

/**
 * Whether the actor may read whole addresses of its trackers, which may hold the key by which they know whoever added it
 * first: a joined owner needed no more than its hash.
 */
export const mayReadKeys = (deps: Deps, actor: SignedIn, { id, addedBy }: TorrentRow): boolean =>
  can(actor, administerTorrents) || (addedBy === actor.account.id && owns(deps, id, addedBy))

/** Whether the actor sees everybody's torrents: administering them means seeing them. */
export const maySeeAll = (actor: Actor): boolean => can(actor, seeAllTorrents) || can(actor, administerTorrents)

const maySee = (deps: Deps, actor: SignedIn, id: number): boolean =>
  owns(deps, id, actor.account.id) || maySeeAll(actor)

/**
 * A torrent to be shown: an own one, or anybody's where the actor sees all.
 * @throws {DomainError} NOT_FOUND where it does not exist for the actor
 */
export function torrentFor(deps: Deps, actor: SignedIn, id: number): Visible<TorrentRow> {
  const row = torrentById(deps, id)
  if (!row || !maySee(deps, actor, id)) throw gone()
  return row as Visible<TorrentRow>
}

/**
 * A torrent to be acted on: an own one, or anybody's for whoever administers them.
 * @throws {DomainError} NOT_FOUND where it does not exist for the actor, FORBIDDEN where it is only seen
 */
export function torrentToActOn(deps: Deps, actor: SignedIn, id: number): Authorized<TorrentRow> {
  const row = torrentFor(deps, actor, id)
  if (!mayAct(deps, actor, id)) throw new DomainError('FORBIDDEN', 'torrents.errors.notYours')
  return row as Authorized<TorrentRow>
}
