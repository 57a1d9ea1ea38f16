import { eq } from 'drizzle-orm'
import { DomainError } from '../../../shared/errors.ts'
import type { ActorAccount } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { passwordMatches } from './passwords.ts'
import { type AccountRow, account } from './tables.ts'
import { countTry, forgetFailures } from './throttle.ts'

/**
 * Asks the password again of somebody who is signed in, before what would lock them out of their own account.
 * @returns the account as it is stored
 * @throws {DomainError} FORBIDDEN where it is wrong, LIMIT after many failures
 */
export async function provePassword(
  deps: Deps,
  by: { account: ActorAccount; address: string },
  password: string,
): Promise<AccountRow> {
  const row = deps.db.select().from(account).where(eq(account.id, by.account.id)).get()
  const subject = { accountId: by.account.id }
  countTry(deps, subject, by.address)
  const right = await passwordMatches(row?.passwordHash ?? null, password)
  if (!row || !right) throw new DomainError('FORBIDDEN', 'accounts.errors.wrongPassword')
  forgetFailures(deps, subject)
  return row
}
