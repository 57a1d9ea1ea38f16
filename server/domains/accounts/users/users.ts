import { count, eq } from 'drizzle-orm'
import { siteSettings } from '../../../../shared/house.ts'
import type { Locale } from '../../../../shared/locale.ts'
import type { GivenRole, PeopleView, PersonDetails, PersonLine } from '../../../../shared/people.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import { record } from '../../../platform/audit/audit.ts'
import { isoInstant } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import { prepareAccount } from '../accounts.ts'
import { accountStopped, roleChanged } from '../events.ts'
import { openInvitationsBy, pendingInvitations, withdrawInvitationsOf } from '../invitations.ts'
import { forgetResets } from '../password-reset.ts'
import { endOtherSessions } from '../sessions.ts'
import { account, session } from '../tables.ts'
import { mayTakeHouse } from './handover.ts'
import { type AccountRow, mayManage, personOf, personToManage } from './rules.ts'

const lineOf = (row: AccountRow): PersonLine => ({
  id: row.id,
  name: row.name,
  username: row.username,
  email: row.email,
  role: row.role,
  disabled: row.disabledAt !== null,
  createdAt: isoInstant(row.createdAt),
  lastSeenAt: row.lastSeenAt === null ? null : isoInstant(row.lastSeenAt),
})

/** Everybody who has an account, by name, and whoever was asked to make one. */
export function everyone(deps: Deps): PeopleView {
  const rows = deps.db.select().from(account).orderBy(account.name, account.id).all()
  return { people: rows.map(lineOf), invitations: pendingInvitations(deps) }
}

/** A person's page. Throws {@link DomainError} NOT_FOUND. */
export function personDetails(deps: Deps, actor: SignedIn, id: number): PersonDetails {
  const row = personOf(deps, id)
  const sessions = deps.db.select({ rows: count() }).from(session).where(eq(session.accountId, id)).get()
  return {
    ...lineOf(row),
    sessions: sessions?.rows ?? 0,
    invitations: openInvitationsBy(deps, id).length,
    isSelf: id === actor.account.id,
    mayManage: mayManage(actor, row),
    mayTakeHouse: mayTakeHouse(actor, row),
  }
}

/**
 * Makes an account whose password the admin passes on. It has no address: nobody has proved one yet.
 * @returns its id
 * @throws {DomainError} as `prepareAccount`
 */
export async function createPerson(
  deps: Deps,
  actor: SignedIn,
  person: { name: string; username: string; password: string; role: GivenRole; locale: Locale },
): Promise<number> {
  const { timeZone } = deps.settings.get(siteSettings)
  const { role, name, username } = person
  const write = await prepareAccount(deps, { ...person, email: null, timeZone }, role)
  return deps.inTx(() => {
    const id = write()
    record(deps, actor, 'people.acts.created', undefined, { name, username, role })
    return id
  })
}

/**
 * Gives another role; it holds at once, in pages that are open too. Whoever no longer administers takes back what they
 * invited to.
 * @throws {DomainError} as {@link personToManage}
 */
export function changeRole(deps: Deps, actor: SignedIn, id: number, role: GivenRole): void {
  deps.inTx(() => {
    const before = personToManage(deps, actor, id)
    deps.db.update(account).set({ role }).where(eq(account.id, id)).run()
    if (before.role === 'admin' && role !== 'admin') withdrawInvitationsOf(deps, id)
    deps.onCommit(() => deps.live.renew(new Set([id])))
    const { name } = before
    record(deps, actor, 'people.acts.roleChanged', { name, role: before.role }, { name, role })
    deps.raise(roleChanged, { accountId: id, role, by: actor })
  })
}

/** Ends all that an account has under way: sessions, links by mail, invitations, uploads. In the caller's transaction. */
export function stopAccount(deps: Deps, id: number): void {
  forgetResets(deps, id)
  withdrawInvitationsOf(deps, id)
  endOtherSessions(deps, id, null)
  deps.raise(accountStopped, { accountId: id })
}

/** Shuts an account: nothing of it works until it is enabled again. Throws {@link DomainError} as {@link personToManage}. */
export function disablePerson(deps: Deps, actor: SignedIn, id: number): void {
  deps.inTx(() => {
    const { name, username, disabledAt } = personToManage(deps, actor, id)
    const at = disabledAt ?? deps.clock.now()
    deps.db.update(account).set({ disabledAt: at }).where(eq(account.id, id)).run()
    stopAccount(deps, id)
    record(deps, actor, 'people.acts.disabled', undefined, { name, username })
  })
}

/** Opens a disabled account again; its person signs in anew. Throws as {@link disablePerson}. */
export function enablePerson(deps: Deps, actor: SignedIn, id: number): void {
  deps.inTx(() => {
    const { name, username } = personToManage(deps, actor, id)
    deps.db.update(account).set({ disabledAt: null }).where(eq(account.id, id)).run()
    // One may have been opened by a sign-in that was on its way when the account was disabled.
    endOtherSessions(deps, id, null)
    record(deps, actor, 'people.acts.enabled', undefined, { name, username })
  })
}

/** Signs a person out everywhere. Throws as {@link disablePerson}. */
export function endSessionsOf(deps: Deps, actor: SignedIn, id: number): void {
  deps.inTx(() => {
    const { name, username } = personToManage(deps, actor, id)
    endOtherSessions(deps, id, null)
    record(deps, actor, 'people.acts.sessionsEnded', undefined, { name, username })
  })
}
