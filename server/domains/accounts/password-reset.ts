import { and, eq, gt, lt } from 'drizzle-orm'
import type { PasswordResetView, ResetAsked } from '../../../shared/accounts.ts'
import { DomainError } from '../../../shared/errors.ts'
import { siteSettings } from '../../../shared/house.ts'
import type { Actor } from '../../platform/actor.ts'
import { minutes } from '../../platform/clock.ts'
import type { Deps } from '../../platform/deps.ts'
import { tokenHash } from '../../platform/http/actor.ts'
import { mailLeaves } from '../../platform/mail/leaving.ts'
import { post, takeBack } from '../../platform/mail/outbox.ts'
import { siteAddress } from '../../platform/site.ts'
import { findByLogin, writePassword } from './accounts.ts'
import { mailResetJob } from './jobs.ts'
import { passwordResetMail } from './mails.ts'
import { hashPassword, refuseWeak } from './passwords.ts'
import { newToken } from './sessions.ts'
import { type AccountRow, account, passwordReset } from './tables.ts'
import { forgetFailures } from './throttle.ts'

const lifetime = minutes(10)
const between = minutes(1)

/**
 * Asks for a link by mail. Whether anybody bears the name is found out later, so that the answer tells nothing but
 * whether the house sends mails at all.
 */
export function requestPasswordReset(deps: Deps, login: string): ResetAsked {
  deps.enqueueAgain(mailResetJob, { login }, tokenHash(login.toLowerCase()))
  return { mailLeaves: mailLeaves(deps) }
}

/** Mails the link to the account's own address; an earlier one opens nothing any more. Handler of {@link mailResetJob}. */
export function mailReset(deps: Deps, { login }: { login: string }): void {
  const row = findByLogin(deps, login)
  if (!row || row.disabledAt !== null || row.email === null) return
  const recipient = row.email
  const now = deps.clock.now()
  deps.inTx(() => {
    const fresh = and(eq(passwordReset.accountId, row.id), gt(passwordReset.expiresAt, now + lifetime - between))
    if (deps.db.select().from(passwordReset).where(fresh).get()) return
    forgetResets(deps, row.id)
    const token = newToken()
    const link = `${siteAddress(deps)}/reset#token=${token}`
    const siteName = deps.settings.get(siteSettings).name
    const mailId = post(deps, recipient, passwordResetMail(deps.words(row.locale), { name: row.name, siteName, link }))
    const written = { accountId: row.id, tokenHash: tokenHash(token), mailId, expiresAt: now + lifetime }
    deps.db.insert(passwordReset).values(written).run()
  })
}

/** Ends every open link to a new password, and takes its mail back. */
export function forgetResets(deps: Deps, accountId: number): void {
  const own = eq(passwordReset.accountId, accountId)
  const gone = deps.db.delete(passwordReset).where(own).returning({ mailId: passwordReset.mailId }).all()
  for (const { mailId } of gone) takeBack(deps, mailId)
}

function openReset(deps: Deps, token: string): AccountRow {
  const pending = and(eq(passwordReset.tokenHash, tokenHash(token)), gt(passwordReset.expiresAt, deps.clock.now()))
  const found = deps.db
    .select({ account })
    .from(passwordReset)
    .innerJoin(account, eq(account.id, passwordReset.accountId))
    .where(pending)
    .get()
  if (!found || found.account.disabledAt !== null) throw new DomainError('NOT_FOUND', 'accounts.errors.resetOver')
  return found.account
}

/** Whose password a link changes. Throws {@link DomainError} NOT_FOUND where it is unknown, used or expired. */
export function readReset(deps: Deps, token: string): PasswordResetView {
  const { username, name, email } = openReset(deps, token)
  return { username, name, email: email ?? '' }
}

/**
 * Sets a new password by a link, once; every session of the account ends, and nobody is signed in by it.
 * @throws {DomainError} as {@link readReset}, and INVALID where the password is weak
 */
export async function resetByLink(
  deps: Deps,
  actor: Actor,
  { token, password }: { token: string; password: string },
): Promise<void> {
  const { username, name, email } = openReset(deps, token)
  refuseWeak(password, [username, name, email ?? ''])
  const passwordHash = await hashPassword(password)
  deps.inTx(() => {
    const row = openReset(deps, token)
    forgetResets(deps, row.id)
    forgetFailures(deps, { accountId: row.id })
    writePassword(deps, { ...actor, account: row }, row, passwordHash)
  })
}

/** Forgets links that are over. */
export function sweepResets(deps: Deps): void {
  deps.db.delete(passwordReset).where(lt(passwordReset.expiresAt, deps.clock.now())).run()
}
