import { eq } from 'drizzle-orm'
import { isSignedIn } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { actorFor } from '../../platform/http/actor.ts'
import { account } from '../accounts/tables.ts'

/** Whether a kind still concerns a person: they may have lost the place that its notices came with. */
export function concerns(deps: Deps, accountId: number, kind: string): boolean {
  const row = deps.db.select().from(account).where(eq(account.id, accountId)).get()
  if (!row) return false
  const { id, contactId, role, username, name, locale, timeZone } = row
  const identity = { account: { id, contactId, role, username, name, sessionId: null }, locale, timeZone }
  const actor = actorFor(deps, { ...identity, mustEnrol: false }, { address: '' })
  return isSignedIn(actor) && deps.catalog.notices.get(kind)?.isFor(deps, actor) === true
}
