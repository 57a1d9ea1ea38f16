import { and, eq, gt, lt, sql } from 'drizzle-orm'
import { DomainError } from '../../../../shared/errors.ts'
import { minutes } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import { tokenHash } from '../../../platform/http/actor.ts'
import { newToken } from '../sessions.ts'
import { type AccountRow, account } from '../tables.ts'
import { countTry, forgetFailures } from '../throttle.ts'
import { acceptBackupCode, isBackupShaped } from './backup-codes.ts'
import { stopRecovery } from './recovery.ts'
import { signInTicket } from './tables.ts'
import { acceptTotp } from './totp.ts'

const lifetime = minutes(10)
const mostTries = 5

/** Keeps a right name and password for the moment in which the second factor is asked for. */
export function openTicket(deps: Deps, accountId: number, remember: boolean): string {
  const token = newToken()
  const row = { tokenHash: tokenHash(token), accountId, remember, expiresAt: deps.clock.now() + lifetime }
  deps.db.insert(signInTicket).values(row).run()
  return token
}

export interface Ticket {
  readonly id: number
  readonly remember: boolean
  readonly account: AccountRow
}

/** Whose a ticket is. Throws {@link DomainError} UNAUTHENTICATED where it is unknown, used up or over. */
export function readTicket(deps: Deps, token: string): Ticket {
  const live = and(
    eq(signInTicket.tokenHash, tokenHash(token)),
    gt(signInTicket.expiresAt, deps.clock.now()),
    lt(signInTicket.tries, mostTries),
  )
  const found = deps.db
    .select({ id: signInTicket.id, remember: signInTicket.remember, account })
    .from(signInTicket)
    .innerJoin(account, eq(account.id, signInTicket.accountId))
    .where(live)
    .get()
  if (!found || found.account.disabledAt !== null) throw new DomainError('UNAUTHENTICATED', 'mfa.errors.ticketOver')
  return found
}

/**
 * Takes a ticket with a code of the authenticator or a backup code; of several who do so at once one gets through.
 * Each try counts before it is looked at, for the ticket, which dies of them, and for the account.
 * @throws {DomainError} UNAUTHENTICATED, LIMIT
 */
export function redeemTicket(
  deps: Deps,
  { ticket: token, code, address }: { ticket: string; code: string; address: string },
): Ticket {
  const ticket = readTicket(deps, token)
  const { id: accountId } = ticket.account
  const subject = { accountId, factor: 'second' } as const
  countTry(deps, subject, address)
  const own = eq(signInTicket.id, ticket.id)
  deps.db
    .update(signInTicket)
    .set({ tries: sql`${signInTicket.tries} + 1` })
    .where(own)
    .run()
  return deps.inTx(() => {
    const isRight = acceptTotp(deps, accountId, code) || acceptBackupCode(deps, accountId, code)
    if (!isRight) {
      // The advice for one kind would mislead about the other.
      const key = isBackupShaped(code) ? 'mfa.errors.wrongBackupCode' : 'mfa.errors.wrongCode'
      throw new DomainError('UNAUTHENTICATED', key)
    }
    deps.db.delete(signInTicket).where(own).run()
    forgetFailures(deps, subject)
    stopRecovery(deps, accountId)
    return ticket
  })
}

/** Forgets tickets that are over. */
export function sweepTickets(deps: Deps): void {
  deps.db.delete(signInTicket).where(lt(signInTicket.expiresAt, deps.clock.now())).run()
}
