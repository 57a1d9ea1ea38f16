import { and, eq, gt } from 'drizzle-orm'
import type { PasswordResetView } from '../../../../shared/accounts.ts'
import { DomainError } from '../../../../shared/errors.ts'
import { siteSettings } from '../../../../shared/house.ts'
import type { Actor } from '../../../platform/actor.ts'
import { hours, isoInstant } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import { tokenHash } from '../../../platform/http/actor.ts'
import { mailLeaves } from '../../../platform/mail/leaving.ts'
import { post } from '../../../platform/mail/outbox.ts'
import { siteAddress } from '../../../platform/site.ts'
import { notify } from '../../notices/notify.ts'
import { recoveryAsked } from '../notices.ts'
import { provePasswordOf } from '../proof.ts'
import { newToken } from '../sessions.ts'
import { type AccountRow, account } from '../tables.ts'
import { openRecoveryJob } from './jobs.ts'
import { recoveryAskedMail, recoveryOpenMail } from './mails.ts'
import { removeMfa } from './removal.ts'
import { mfaRecovery } from './tables.ts'

/** Time for the account's owner to read the mail and to stop what they did not ask for. */
const delay = hours(24)
const linkLifetime = hours(24)

type RecoveryRow = typeof mfaRecovery.$inferSelect

const isOver = (deps: Deps, { opensAt, expiresAt }: RecoveryRow): boolean =>
  (expiresAt ?? opensAt + linkLifetime) <= deps.clock.now()

function pendingRecovery(deps: Deps, accountId: number): RecoveryRow | null {
  const row = deps.db.select().from(mfaRecovery).where(eq(mfaRecovery.accountId, accountId)).get()
  return row && !isOver(deps, row) ? row : null
}

/** When the recovery that somebody asked for opens; null where nobody did. */
export function recoveryOpensAt(deps: Deps, accountId: number): string | null {
  const row = pendingRecovery(deps, accountId)
  return row && isoInstant(row.opensAt)
}

/** Whether mail can reach the account. */
export const mailReaches = (deps: Deps, { email }: Pick<AccountRow, 'email'>): boolean =>
  email !== null && mailLeaves(deps)

/**
 * Asks for a way in without the second factor: a mail says so at once and can stop it, another opens it after a day.
 * Asked again while one is pending, it changes nothing.
 * @returns when it opens
 * @throws {DomainError} UNAVAILABLE where the account cannot be reached by mail
 */
export function askRecovery(deps: Deps, { id: accountId, name, email, locale, timeZone }: AccountRow): string {
  if (email === null || !mailReaches(deps, { email })) {
    throw new DomainError('UNAVAILABLE', 'mfa.errors.noMail')
  }
  return deps.inTx(() => {
    const pending = pendingRecovery(deps, accountId)
    if (pending) return isoInstant(pending.opensAt)
    stopRecovery(deps, accountId)
    const stop = newToken()
    const opensAt = deps.clock.now() + delay
    deps.db
      .insert(mfaRecovery)
      .values({ accountId, stopHash: tokenHash(stop), opensAt })
      .run()
    const link = `${siteAddress(deps)}/mfa-recovery/stop#token=${stop}`
    const siteName = deps.settings.get(siteSettings).name
    const when = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(opensAt)
    post(deps, email, recoveryAskedMail(deps.words(locale), { name, siteName, link, when }))
    notify(deps, recoveryAsked, accountId, {}, String(opensAt))
    deps.enqueue(openRecoveryJob, { accountId, opensAt }, `${accountId}:${opensAt}`, delay)
    return isoInstant(opensAt)
  })
}

/** Mails the link once the delay is over, unless it was stopped meanwhile. Handler of {@link openRecoveryJob}. */
export function openRecovery(deps: Deps, { accountId, opensAt }: { accountId: number; opensAt: number }): void {
  deps.inTx(() => {
    const row = pendingRecovery(deps, accountId)
    const person = deps.db.select().from(account).where(eq(account.id, accountId)).get()
    if (row?.opensAt !== opensAt || row.tokenHash !== null || !person?.email || person.disabledAt !== null) return
    const token = newToken()
    const expiresAt = deps.clock.now() + linkLifetime
    const own = eq(mfaRecovery.accountId, accountId)
    deps.db
      .update(mfaRecovery)
      .set({ tokenHash: tokenHash(token), expiresAt })
      .where(own)
      .run()
    const link = `${siteAddress(deps)}/mfa-recovery#token=${token}`
    const siteName = deps.settings.get(siteSettings).name
    post(deps, person.email, recoveryOpenMail(deps.words(person.locale), { name: person.name, siteName, link }))
  })
}

/** Ends what somebody asked for; harmless where nobody did. */
export function stopRecovery(deps: Deps, accountId: number): void {
  deps.db.delete(mfaRecovery).where(eq(mfaRecovery.accountId, accountId)).run()
}

/** Ends it by the link of the first mail. Throws {@link DomainError} NOT_FOUND where there is nothing to stop. */
export function stopByLink(deps: Deps, token: string): void {
  const own = eq(mfaRecovery.stopHash, tokenHash(token))
  if (deps.db.delete(mfaRecovery).where(own).run().changes === 0) {
    throw new DomainError('NOT_FOUND', 'mfa.errors.recoveryOver')
  }
}

function openAccount(deps: Deps, token: string): AccountRow {
  const live = and(eq(mfaRecovery.tokenHash, tokenHash(token)), gt(mfaRecovery.expiresAt, deps.clock.now()))
  const found = deps.db
    .select({ account })
    .from(mfaRecovery)
    .innerJoin(account, eq(account.id, mfaRecovery.accountId))
    .where(live)
    .get()
  if (!found || found.account.disabledAt !== null) throw new DomainError('NOT_FOUND', 'mfa.errors.recoveryOver')
  return found.account
}

/** Whose second factor a link takes away. Throws {@link DomainError} NOT_FOUND where it is over. */
export function readRecovery(deps: Deps, token: string): PasswordResetView {
  const { username, name, email } = openAccount(deps, token)
  return { username, name, email: email ?? '' }
}

/**
 * Takes the second factor away by the mailed link and the password, once; nobody is signed in by it.
 * @throws {DomainError} as {@link readRecovery}, FORBIDDEN for a wrong password, LIMIT
 */
export async function recoverByLink(
  deps: Deps,
  actor: Actor,
  { token, password }: { token: string; password: string },
): Promise<void> {
  const person = openAccount(deps, token)
  await provePasswordOf(deps, person, password, actor.address)
  deps.inTx(() => {
    openAccount(deps, token)
    removeMfa(deps, { ...actor, account: person }, person, 'mfa.acts.recovered')
  })
}
