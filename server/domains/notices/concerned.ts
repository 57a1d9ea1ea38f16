import { isSignedIn, type SignedIn } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { actorFor } from '../../platform/http/actor.ts'
import { identityOf } from '../accounts/identity.ts'

/** A person as the house would see them now; null where their account is shut. */
export function asReader(deps: Deps, accountId: number): SignedIn | null {
  const actor = actorFor(deps, identityOf(deps, accountId), { address: '' })
  return isSignedIn(actor) ? actor : null
}

/** Whether a kind still concerns a person: they may have lost the place that its notices came with. */
export function concerns(deps: Deps, accountId: number, kind: string): boolean {
  const reader = asReader(deps, accountId)
  return reader !== null && deps.catalog.notices.get(kind)?.isFor(deps, reader) === true
}
