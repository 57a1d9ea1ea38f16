import { isSignedIn } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { actorFor } from '../../platform/http/actor.ts'
import { identityOf } from '../accounts/sessions.ts'

/** Whether a kind still concerns a person: they may have lost the place that its notices came with. */
export function concerns(deps: Deps, accountId: number, kind: string): boolean {
  const actor = actorFor(deps, identityOf(deps, accountId), { address: '' })
  return isSignedIn(actor) && deps.catalog.notices.get(kind)?.isFor(deps, actor) === true
}
