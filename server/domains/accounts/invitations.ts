import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import type { InvitationLink, InvitationView } from '../../../shared/accounts.ts'
import { DomainError } from '../../../shared/errors.ts'
import { siteSettings } from '../../../shared/house.ts'
import type { Locale } from '../../../shared/locale.ts'
import type { MessageKey } from '../../../shared/messages/catalogue.gen.ts'
import { accountsAccess, type GivenRole, type PendingInvitation } from '../../../shared/people.ts'
import type { Actor, SignedIn } from '../../platform/actor.ts'
import { record } from '../../platform/audit/audit.ts'
import { days, isoInstant } from '../../platform/clock.ts'
import type { Deps } from '../../platform/deps.ts'
import { tokenHash } from '../../platform/http/actor.ts'
import { post, takeBack } from '../../platform/mail/outbox.ts'
import { siteAddress } from '../../platform/site.ts'
import { type NewAccount, personViews, prepareAccount } from './accounts.ts'
import { mailConfirmation } from './email-change.ts'
import { invitationAccepted, invitationWithdrawn } from './events.ts'
import { invitationMail } from './mails.ts'
import { newToken } from './sessions.ts'
import { invitation } from './tables.ts'

type InvitationRow = typeof invitation.$inferSelect

interface Invited {
  readonly name: string
  readonly email: string
  readonly role: GivenRole
  readonly locale: Locale
  /** What the inviter has in mind, where it is more than an account; it takes `siteName`. */
  readonly purpose?: MessageKey | null
}

const lifetime = days(7)

/** How long the link of somebody who asked by themselves is valid, in milliseconds. */
export const registrationLifetime = days(1)

/** Where a token of an invitation leads. */
export const invitationLink = (deps: Deps, token: string): string => `${siteAddress(deps)}/invitation#token=${token}`

/** Writes the mail of an invitation and answers its id. */
function mailTo(deps: Deps, actor: SignedIn, { name, email, locale, purpose = null }: Invited, link: string): number {
  const siteName = deps.settings.get(siteSettings).name
  const letter = invitationMail(deps.words(locale), { name, siteName, link, purpose, invitedBy: actor.account.name })
  return post(deps, email, letter)
}

/**
 * Invites a person: the link is valid once, for seven days; it is mailed where an address is given and always
 * returned, to be copied.
 */
export function invite(deps: Deps, actor: SignedIn, person: Invited): InvitationLink {
  const token = newToken()
  const link = invitationLink(deps, token)
  const mailed = person.email !== ''
  return deps.inTx(() => {
    const row = {
      ...person,
      tokenHash: tokenHash(token),
      invitedBy: actor.account.id,
      mailId: mailed ? mailTo(deps, actor, person, link) : null,
      expiresAt: deps.clock.now() + lifetime,
    }
    const { id } = deps.db.insert(invitation).values(row).returning({ id: invitation.id }).get()
    const { name, email, role } = person
    record(deps, actor, 'accounts.acts.invited', undefined, { name, email, role })
    return { id, link, mailed }
  })
}

const unaccepted = (id: number) => and(eq(invitation.id, id), isNull(invitation.acceptedAt))

const overError = () => new DomainError('NOT_FOUND', 'people.errors.invitationGone')

/**
 * Gives an invitation another link for seven days, mailed or only to be copied; the earlier one opens nothing any more.
 * @throws {DomainError} NOT_FOUND where it was accepted or withdrawn, or was asked for by its own reader
 */
export function renewInvitation(
  deps: Deps,
  actor: SignedIn,
  { id, mail }: { id: number; mail: boolean },
): InvitationLink {
  const token = newToken()
  const link = invitationLink(deps, token)
  return deps.inTx(() => {
    const row = deps.db.select().from(invitation).where(unaccepted(id)).get()
    if (!row || row.invitedBy === null) throw overError()
    if (row.mailId !== null) takeBack(deps, row.mailId)
    const mailed = mail && row.email !== ''
    const mailId = mailed ? mailTo(deps, actor, row, link) : null
    const expiresAt = deps.clock.now() + lifetime
    deps.db
      .update(invitation)
      .set({ tokenHash: tokenHash(token), mailId, expiresAt })
      .where(unaccepted(id))
      .run()
    const { name, email, role } = row
    record(deps, actor, 'people.acts.invitationRenewed', undefined, { name, email, role })
    return { id, link, mailed }
  })
}

/** A link of somebody who asked by themselves is worth nothing once the house takes in nobody any more. */
const isStillMeant = (deps: Deps, { invitedBy }: InvitationRow): boolean =>
  invitedBy !== null || deps.settings.get(accountsAccess).registration

function openInvitation(deps: Deps, token: string): InvitationRow {
  const pending = and(
    eq(invitation.tokenHash, tokenHash(token)),
    isNull(invitation.acceptedAt),
    gt(invitation.expiresAt, deps.clock.now()),
  )
  const row = deps.db.select().from(invitation).where(pending).get()
  if (!row || !isStillMeant(deps, row)) throw new DomainError('NOT_FOUND', 'accounts.errors.invitationOver')
  return row
}

/** What an invitation says. Throws {@link DomainError} NOT_FOUND where it is unknown, used or expired. */
export function readInvitation(deps: Deps, token: string): InvitationView {
  const { name, email, invitedBy, mailId, purpose } = openInvitation(deps, token)
  return {
    name,
    email,
    siteName: deps.settings.get(siteSettings).name,
    invitedBy: invitedBy === null ? '' : (personViews(deps, [invitedBy]).get(invitedBy)?.name ?? ''),
    mailed: mailId !== null,
    purpose,
  }
}

/** The sign-in address that an invited person has: another one than the mailed is not proved by the link. */
function provedEmail({ invitedBy, email, mailId }: InvitationRow, typed: string | null): string | null {
  if (invitedBy === null) return email
  return mailId === null || typed === email ? typed : null
}

/** Makes the invited person's account and answers its id. Throws as {@link readInvitation} and `prepareAccount`. */
export async function acceptInvitation(deps: Deps, actor: Actor, token: string, person: NewAccount): Promise<number> {
  const invited = openInvitation(deps, token)
  const { role } = invited
  const email = provedEmail(invited, person.email)
  const write = await prepareAccount(deps, { ...person, email }, role)
  return deps.inTx(() => {
    const { id, mailId } = openInvitation(deps, token)
    const accountId = write()
    if (mailId !== null) takeBack(deps, mailId)
    deps.db.update(invitation).set({ acceptedAt: deps.clock.now() }).where(eq(invitation.id, id)).run()
    const { name, username, locale } = person
    if (email === null && person.email !== null) mailConfirmation(deps, { id: accountId, name, locale }, person.email)
    record(deps, { ...actor, account: { id: accountId, name } }, 'accounts.acts.joined', undefined, {
      name,
      username,
      role,
    })
    deps.raise(invitationAccepted, { invitationId: id, accountId })
    return accountId
  })
}

/** Takes back an invitation that nobody accepted yet, and its mail where that still waits. */
export function withdrawInvitation(deps: Deps, id: number): void {
  deps.inTx(() => {
    const taken = deps.db.delete(invitation).where(unaccepted(id)).returning({ mailId: invitation.mailId }).get()
    if (!taken) return
    if (taken.mailId !== null) takeBack(deps, taken.mailId)
    deps.raise(invitationWithdrawn, { invitationId: id })
  })
}

/** Takes an invitation back, whoever made it. Throws {@link DomainError} NOT_FOUND where nobody can any more. */
export function takeInvitationBack(deps: Deps, actor: SignedIn, id: number): void {
  deps.inTx(() => {
    const row = deps.db.select().from(invitation).where(unaccepted(id)).get()
    if (!row) throw overError()
    withdrawInvitation(deps, id)
    const { name, email, role } = row
    record(deps, actor, 'people.acts.invitationWithdrawn', { name, email, role })
  })
}

/** Ids of the invitations of an account that nobody accepted yet. */
export function openInvitationsBy(deps: Deps, accountId: number): number[] {
  const own = and(eq(invitation.invitedBy, accountId), isNull(invitation.acceptedAt))
  const rows = deps.db.select({ id: invitation.id }).from(invitation).where(own).all()
  return rows.map(({ id }) => id)
}

/** Takes back what an account invited to and nobody accepted yet. In the caller's transaction. */
export function withdrawInvitationsOf(deps: Deps, accountId: number): void {
  for (const id of openInvitationsBy(deps, accountId)) withdrawInvitation(deps, id)
}

/** Who was invited, or asked to come, and has no account yet; the newest link first. */
export function pendingInvitations(deps: Deps): PendingInvitation[] {
  const rows = deps.db
    .select()
    .from(invitation)
    .where(isNull(invitation.acceptedAt))
    .orderBy(desc(invitation.expiresAt))
    .all()
  const inviters = personViews(
    deps,
    rows.flatMap(({ invitedBy }) => invitedBy ?? []),
  )
  return rows.map(({ id, name, email, role, invitedBy, mailId, expiresAt }) => ({
    ...{ id, name, email, role },
    invitedBy: invitedBy === null ? null : (inviters.get(invitedBy)?.name ?? ''),
    sentAt: isoInstant(expiresAt - (invitedBy === null ? registrationLifetime : lifetime)),
    expiresAt: isoInstant(expiresAt),
    expired: expiresAt <= deps.clock.now(),
    mailed: mailId !== null,
  }))
}
