import { eq } from 'drizzle-orm'
import type { Deps } from '../../platform/deps.ts'
import type { Identity } from '../../platform/domain.ts'
import { account } from './tables.ts'

/** Who is behind an account, without any session of theirs; null where there is none, or it is disabled. */
export function identityOf(deps: Deps, accountId: number): Identity | null {
  const row = deps.db.select().from(account).where(eq(account.id, accountId)).get()
  if (!row || row.disabledAt !== null) return null
  const { id, contactId, role, username, name, locale, timeZone } = row
  return { account: { id, contactId, role, username, name, sessionId: null }, locale, timeZone, mustEnrol: false }
}
