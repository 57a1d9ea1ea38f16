import { and, eq, isNotNull, isNull, lt, or } from 'drizzle-orm'
import { generateSecret, generateURI, verifySync } from 'otplib'
import type { MfaKey } from '../../../../shared/mfa.ts'
import { minutes } from '../../../platform/clock.ts'
import { countRows } from '../../../platform/db/count.ts'
import type { Deps } from '../../../platform/deps.ts'
import { totp } from './tables.ts'

/** A code of the step before or after is accepted too: clocks differ. */
const toleranceSeconds = 30
/** How long a key that nobody confirmed may still be. */
const keyLifetime = minutes(60)

const sealOf = (accountId: number): string => `totp ${accountId}`

/**
 * The step of half a minute that a code belongs to, later than `after`; null where the code is none of these. The
 * library throws on malformed codes and on a clock that was set back, and a key that was sealed by another house
 * cannot be read: all are refused like a wrong code.
 */
function stepOf(
  deps: Deps,
  { accountId, sealed, after }: { accountId: number; sealed: string; after: number | null },
  code: string,
): number | null {
  try {
    const key = deps.unseal(sealOf(accountId), sealed)
    const epoch = Math.floor(deps.clock.now() / 1000)
    const later = after === null ? {} : { afterTimeStep: after }
    const result = verifySync({ secret: key, token: code, epoch, epochTolerance: toleranceSeconds, ...later })
    return result.valid && 'timeStep' in result ? result.timeStep : null
  } catch {
    return null
  }
}

/** Whether the account signs in with a second factor. */
export const hasMfa = (deps: Deps, accountId: number): boolean =>
  countRows(deps.db, totp, and(eq(totp.accountId, accountId), isNotNull(totp.confirmedAt))) > 0

/** Makes a key that takes effect once a code of it is given, in place of the one that the account may have. */
export function makeKey(deps: Deps, accountId: number, names: { issuer: string; label: string }): MfaKey {
  const key = generateSecret()
  const next = { nextKey: deps.seal(sealOf(accountId), key), nextMadeAt: deps.clock.now() }
  deps.db
    .insert(totp)
    .values({ accountId, ...next })
    .onConflictDoUpdate({ target: totp.accountId, set: next })
    .run()
  return { key, address: generateURI({ ...names, secret: key }) }
}

/** Puts the new key into effect where the code is one of it; false where it is not, or the key is too old. */
export function confirmKey(deps: Deps, accountId: number, code: string): boolean {
  return deps.inTx(() => {
    const row = deps.db.select().from(totp).where(eq(totp.accountId, accountId)).get()
    const now = deps.clock.now()
    if (!row || row.nextKey === null || (row.nextMadeAt ?? 0) < now - keyLifetime) return false
    const step = stepOf(deps, { accountId, sealed: row.nextKey, after: null }, code)
    if (step === null) return false
    const confirmed = { key: row.nextKey, confirmedAt: now, lastStep: step, nextKey: null, nextMadeAt: null }
    deps.db.update(totp).set(confirmed).where(eq(totp.accountId, accountId)).run()
    return true
  })
}

/** Whether the code is right; each is accepted once, also where the same is given twice at the same moment. */
export function acceptTotp(deps: Deps, accountId: number, code: string): boolean {
  return deps.inTx(() => {
    const row = deps.db.select().from(totp).where(eq(totp.accountId, accountId)).get()
    if (!row || row.key === null || row.confirmedAt === null) return false
    const step = stepOf(deps, { accountId, sealed: row.key, after: row.lastStep }, code)
    if (step === null) return false
    const unused = and(eq(totp.accountId, accountId), or(isNull(totp.lastStep), lt(totp.lastStep, step)))
    return deps.db.update(totp).set({ lastStep: step }).where(unused).run().changes === 1
  })
}

/** Since when the second factor is asked for, in milliseconds since the epoch; null where it is not. */
export function confirmedSince(deps: Deps, accountId: number): number | null {
  const row = deps.db.select().from(totp).where(eq(totp.accountId, accountId)).get()
  return row?.confirmedAt ?? null
}

/** Forgets the account's authenticator. */
export function forgetKey(deps: Deps, accountId: number): void {
  deps.db.delete(totp).where(eq(totp.accountId, accountId)).run()
}
