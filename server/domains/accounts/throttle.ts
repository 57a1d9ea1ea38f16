import { and, eq, gt } from 'drizzle-orm'
import { DomainError } from '../../../shared/errors.ts'
import { days, minutes, seconds } from '../../platform/clock.ts'
import { countRows } from '../../platform/db/count.ts'
import type { Deps } from '../../platform/deps.ts'
import { session, signInFailure } from './tables.ts'

const freeTries = 5
const longestWait = minutes(15)
const trusted = days(90)

/** From the sixth failure on: 2 s, doubling up to a quarter of an hour. */
const waitAfter = (failures: number): number =>
  failures < freeTries ? 0 : Math.min(seconds(2) * 2 ** (failures - freeTries), longestWait)

/** Whether the person signed in from this address lately: a stranger's failures elsewhere do not lock it out. */
function isTrusted(deps: Deps, accountId: number, address: string): boolean {
  const lately = deps.clock.now() - trusted
  const known = and(eq(session.accountId, accountId), eq(session.address, address), gt(session.lastSeenAt, lately))
  return countRows(deps.db, session, known) > 0
}

/** Throws {@link DomainError} LIMIT while the account's failures ask for patience. */
export function refuseHaste(deps: Deps, accountId: number, address: string): void {
  const row = deps.db.select().from(signInFailure).where(eq(signInFailure.accountId, accountId)).get()
  if (!row) return
  const left = row.lastAt + waitAfter(row.failures) - deps.clock.now()
  if (left <= 0 || isTrusted(deps, accountId, address)) return
  throw new DomainError('LIMIT', 'common.errors.tooOften', { seconds: Math.ceil(left / 1000) })
}

/** Counts a failure; the count outlives a restart. */
export function countFailure(deps: Deps, accountId: number): void {
  deps.inTx(() => {
    const row = deps.db.select().from(signInFailure).where(eq(signInFailure.accountId, accountId)).get()
    const next = { failures: (row?.failures ?? 0) + 1, lastAt: deps.clock.now() }
    deps.db
      .insert(signInFailure)
      .values({ accountId, ...next })
      .onConflictDoUpdate({ target: signInFailure.accountId, set: next })
      .run()
  })
}

export function forgetFailures(deps: Deps, accountId: number): void {
  deps.db.delete(signInFailure).where(eq(signInFailure.accountId, accountId)).run()
}
