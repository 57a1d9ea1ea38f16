import { and, eq, gt, lt } from 'drizzle-orm'
import { DomainError } from '../../../shared/errors.ts'
import { siteSettings } from '../../../shared/house.ts'
import type { Actor, SignedIn } from '../../platform/actor.ts'
import { record } from '../../platform/audit/audit.ts'
import { hours } from '../../platform/clock.ts'
import { countRows } from '../../platform/db/count.ts'
import type { Deps } from '../../platform/deps.ts'
import { tokenHash } from '../../platform/http/actor.ts'
import { mailLeaves } from '../../platform/mail/leaving.ts'
import { post, takeBack } from '../../platform/mail/outbox.ts'
import { siteAddress } from '../../platform/site.ts'
import { followAddress } from '../contacts/contacts.ts'
import { emailChangedMail, emailConfirmationMail } from './mails.ts'
import { forgetResets } from './password-reset.ts'
import { provePassword } from './proof.ts'
import { newToken } from './sessions.ts'
import { type AccountRow, account, emailChange } from './tables.ts'

const lifetime = hours(24)

function refuseTaken(deps: Deps, email: string): void {
  if (countRows(deps.db, account, eq(account.email, email)) === 0) return
  const key = 'accounts.errors.emailTaken'
  throw new DomainError('CONFLICT', key, {}, [{ path: ['email'], key }])
}

/**
 * Mails a link to the new address; the account keeps its own until that link is followed.
 * @throws {DomainError} FORBIDDEN for a wrong password, CONFLICT for an address of an account, UNAVAILABLE without a
 * mail server
 */
export async function changeEmail(
  deps: Deps,
  actor: SignedIn,
  { password, email }: { password: string; email: string },
): Promise<void> {
  const { id, name, locale } = await provePassword(deps, actor, password)
  refuseTaken(deps, email)
  if (!mailLeaves(deps)) throw new DomainError('UNAVAILABLE', 'accounts.errors.noMailServer')
  mailConfirmation(deps, { id, name, locale }, email)
}

/** Mails the link that makes an address the account's; an earlier one opens nothing any more. */
export function mailConfirmation(
  deps: Deps,
  { id, name, locale }: Pick<AccountRow, 'id' | 'name' | 'locale'>,
  email: string,
): void {
  deps.inTx(() => {
    withdrawEmailChange(deps, id)
    const token = newToken()
    const link = `${siteAddress(deps)}/confirm-email#token=${token}`
    const siteName = deps.settings.get(siteSettings).name
    const mailId = post(deps, email, emailConfirmationMail(deps.words(locale), { name, siteName, link }))
    const expiresAt = deps.clock.now() + lifetime
    deps.db
      .insert(emailChange)
      .values({ accountId: id, email, tokenHash: tokenHash(token), mailId, expiresAt })
      .run()
  })
}

/** Keeps the address as it is; the link opens nothing any more. Harmless where no other is asked for. */
export function withdrawEmailChange(deps: Deps, accountId: number): void {
  deps.inTx(() => {
    const own = eq(emailChange.accountId, accountId)
    const gone = deps.db.delete(emailChange).where(own).returning({ mailId: emailChange.mailId }).get()
    if (gone) takeBack(deps, gone.mailId)
  })
}

function openChange(deps: Deps, token: string): { email: string; account: AccountRow } {
  const live = and(eq(emailChange.tokenHash, tokenHash(token)), gt(emailChange.expiresAt, deps.clock.now()))
  const found = deps.db
    .select({ email: emailChange.email, account })
    .from(emailChange)
    .innerJoin(account, eq(account.id, emailChange.accountId))
    .where(live)
    .get()
  if (!found || found.account.disabledAt !== null) throw new DomainError('NOT_FOUND', 'accounts.errors.emailLinkOver')
  return found
}

/**
 * Puts the new address into effect by its link, once; the former one is told, and links that were mailed there open
 * nothing any more.
 * @throws {DomainError} NOT_FOUND where the link is over, CONFLICT where another account took the address meanwhile
 */
export function confirmEmail(deps: Deps, actor: Actor, token: string): { email: string } {
  return deps.inTx(() => {
    const { email, account: row } = openChange(deps, token)
    refuseTaken(deps, email)
    forgetResets(deps, row.id)
    deps.db.delete(emailChange).where(eq(emailChange.accountId, row.id)).run()
    deps.db.update(account).set({ email }).where(eq(account.id, row.id)).run()
    followAddress(deps, row.contactId, row.email, email)
    record(deps, { ...actor, account: row }, 'accounts.acts.emailChanged', { email: row.email }, { email })
    const siteName = deps.settings.get(siteSettings).name
    const { name, locale } = row
    if (row.email !== null) post(deps, row.email, emailChangedMail(deps.words(locale), { name, siteName, email }))
    return { email }
  })
}

/** Forgets links that are over. */
export function sweepEmailChanges(deps: Deps): void {
  deps.db.delete(emailChange).where(lt(emailChange.expiresAt, deps.clock.now())).run()
}
