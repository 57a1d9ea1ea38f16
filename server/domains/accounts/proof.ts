import { eq } from 'drizzle-orm'
import { DomainError } from '../../../shared/errors.ts'
import type { ActorAccount } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { passwordMatches } from './passwords.ts'
import { type AccountRow, account } from './tables.ts'
import { countTry, forgetFailures } from './throttle.ts'

/**
 * Who is asked for their password again gave another one, or one that has just been replaced; the refusal stands beside
 * the field `current`.
 */
export const wrongPassword = () => {
  const key = 'accounts.errors.wrongPassword'
  return new DomainError('FORBIDDEN', key, {}, [{ path: ['current'], key }])
}

/**
 * Asks the password of an account again, before what would lock its owner out; tries count.
 * @throws {DomainError} FORBIDDEN where it is wrong, LIMIT after many failures
 */
export async function provePasswordOf(deps: Deps, row: AccountRow, password: string, address: string): Promise<void> {
  const subject = { accountId: row.id }
  countTry(deps, subject, address)
  if (!(await passwordMatches(row.passwordHash, password))) throw wrongPassword()
  forgetFailures(deps, subject)
}

/**
 * Whether what was proved still holds: a proof takes its time, in which the password may have been replaced or the account
 * disabled. To be asked in the transaction that acts on the proof.
 */
export function stillHolds(deps: Deps, { id, passwordHash }: AccountRow): boolean {
  const now = deps.db
    .select({ passwordHash: account.passwordHash, disabledAt: account.disabledAt })
    .from(account)
    .where(eq(account.id, id))
    .get()
  return now?.passwordHash === passwordHash && now.disabledAt === null
}

/**
 * Asks the password again of somebody who is signed in.
 * @returns the account as it is stored
 * @throws {DomainError} as {@link provePasswordOf}
 */
export async function provePassword(
  deps: Deps,
  by: { account: ActorAccount; address: string },
  password: string,
): Promise<AccountRow> {
  const row = deps.db.select().from(account).where(eq(account.id, by.account.id)).get()
  if (!row) throw wrongPassword()
  await provePasswordOf(deps, row, password, by.address)
  return row
}
