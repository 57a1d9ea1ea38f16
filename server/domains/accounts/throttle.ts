import { and, eq, gt, lt } from 'drizzle-orm'
import { DomainError } from '../../../shared/errors.ts'
import { days, minutes, seconds } from '../../platform/clock.ts'
import type { Deps } from '../../platform/deps.ts'
import { tokenHash } from '../../platform/http/actor.ts'
import { rateKey } from '../../platform/rate.ts'
import { session, signInFailure } from './tables.ts'

const freeTries = 5
const longestWait = minutes(15)
const trusted = days(90)
const remembered = days(1)

/** Whose password is tried: an account, or a name that none bears and that is treated alike. */
export type Subject = OwnSubject | { readonly login: string }

/** @property factor the codes that follow the password are counted apart */
interface OwnSubject {
  readonly accountId: number
  readonly factor?: 'second'
}

function nameOf(subject: Subject): string {
  if ('login' in subject) return `login ${subject.login.trim().toLowerCase()}`
  return subject.factor ? `second factor ${subject.accountId}` : `account ${subject.accountId}`
}

const keyOf = (subject: Subject): string => tokenHash(nameOf(subject))

/** From the sixth failure on: 2 s, doubling up to a quarter of an hour. */
const waitAfter = (failures: number): number =>
  failures < freeTries ? 0 : Math.min(seconds(2) * 2 ** (failures - freeTries), longestWait)

const isLoopback = (address: string): boolean => rateKey(address).startsWith('127.') || address === '::1'

/**
 * Whether the person signed in from this address lately: a stranger's failures elsewhere do not lock it out. The
 * machine's own address proves nothing, since behind a proxy that is not configured everybody bears it.
 */
function isTrusted(deps: Deps, subject: Subject, address: string): boolean {
  if (!('accountId' in subject) || isLoopback(address)) return false
  const lately = deps.clock.now() - trusted
  const recent = and(eq(session.accountId, subject.accountId), gt(session.lastSeenAt, lately))
  const known = deps.db.selectDistinct({ address: session.address }).from(session).where(recent).all()
  return known.some((one) => rateKey(one.address) === rateKey(address))
}

/**
 * Counts a try before the password is looked at, so that tries side by side count as well; a success forgets them.
 * @throws {DomainError} LIMIT while earlier failures ask for patience
 */
export function countTry(deps: Deps, subject: Subject, address: string): void {
  deps.inTx(() => {
    const key = keyOf(subject)
    const row = deps.db.select().from(signInFailure).where(eq(signInFailure.subject, key)).get()
    const left = row ? row.lastAt + waitAfter(row.failures) - deps.clock.now() : 0
    if (left > 0 && !isTrusted(deps, subject, address)) {
      throw new DomainError('LIMIT', 'common.errors.tooOften', { seconds: Math.ceil(left / 1000) })
    }
    const next = { failures: (row?.failures ?? 0) + 1, lastAt: deps.clock.now() }
    deps.db
      .insert(signInFailure)
      .values({ subject: key, ...next })
      .onConflictDoUpdate({ target: signInFailure.subject, set: next })
      .run()
  })
}

/** Forgets the failures of whoever got in. */
export function forgetFailures(deps: Deps, subject: Subject): void {
  deps.db
    .delete(signInFailure)
    .where(eq(signInFailure.subject, keyOf(subject)))
    .run()
}

/** Forgets failures that are too old to slow anybody down. */
export function sweepFailures(deps: Deps): void {
  deps.db
    .delete(signInFailure)
    .where(lt(signInFailure.lastAt, deps.clock.now() - remembered))
    .run()
}
