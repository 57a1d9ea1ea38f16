import { and, eq, exists, gt, lt } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { deviceOf, programOf } from '../../../shared/device.ts'
import { days } from '../../platform/clock.ts'
import { countRows } from '../../platform/db/count.ts'
import type { Deps } from '../../platform/deps.ts'
import { tokenHash } from '../../platform/http/actor.ts'
import { rateKey } from '../../platform/rate.ts'
import { notify } from '../notices/notify.ts'
import { newSignIn } from './notices.ts'
import { knownPlace } from './tables.ts'

const remembered = days(365)

/** The device as people call it; updates of a browser make no other device. */
function deviceName(userAgent: string): string {
  const { browser, system } = deviceOf(userAgent)
  const names = [browser, system].filter((name) => name !== null)
  return names.length > 0 ? names.join(', ') : (programOf(userAgent) ?? '')
}

/**
 * Remembers from where a session was opened, and tells its person of a place that was not seen before. The first place
 * of all, where the account was made, is told to nobody.
 */
export function notePlace(
  deps: Deps,
  opened: { accountId: number; sessionId: number; userAgent: string; address: string },
): void {
  const { accountId, sessionId, userAgent, address } = opened
  const device = deviceName(userAgent)
  const place = tokenHash(`${device}\n${rateKey(address)}`)
  const isFirst = countRows(deps.db, knownPlace, eq(knownPlace.accountId, accountId)) === 0
  const seenAt = deps.clock.now()
  const again = and(eq(knownPlace.accountId, accountId), eq(knownPlace.place, place))
  if (deps.db.update(knownPlace).set({ seenAt }).where(again).run().changes > 0) return
  deps.db.insert(knownPlace).values({ accountId, place, seenAt }).run()
  if (isFirst) return
  const known = device === '' ? 'no' : 'yes'
  notify(deps, newSignIn, accountId, { device, address, known }, String(sessionId))
}

/** Forgets places where nobody signed in for a year; an account's last one stays, or the next would pass for its first. */
export function sweepPlaces(deps: Deps): void {
  const later = alias(knownPlace, 'later')
  const hasLater = exists(
    deps.db
      .select({ seenAt: later.seenAt })
      .from(later)
      .where(and(eq(later.accountId, knownPlace.accountId), gt(later.seenAt, knownPlace.seenAt))),
  )
  deps.db
    .delete(knownPlace)
    .where(and(lt(knownPlace.seenAt, deps.clock.now() - remembered), hasLater))
    .run()
}
