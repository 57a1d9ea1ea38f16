import { and, eq, gt, isNull } from 'drizzle-orm'
import type { InvitationLink, InvitationView } from '../../../shared/accounts.ts'
import { DomainError } from '../../../shared/errors.ts'
import { siteSettings } from '../../../shared/house.ts'
import type { Locale } from '../../../shared/locale.ts'
import type { Actor, SignedIn } from '../../platform/actor.ts'
import { record } from '../../platform/audit/audit.ts'
import { days } from '../../platform/clock.ts'
import type { Deps } from '../../platform/deps.ts'
import { tokenHash } from '../../platform/http/actor.ts'
import { post, takeBack } from '../../platform/mail/outbox.ts'
import { siteAddress } from '../../platform/site.ts'
import { type NewAccount, personViews, prepareAccount } from './accounts.ts'
import { invitationAccepted } from './events.ts'
import { invitationMail } from './mails.ts'
import { newToken } from './sessions.ts'
import { invitation } from './tables.ts'

type InvitationRow = typeof invitation.$inferSelect

const lifetime = days(7)

const linkOf = (deps: Deps, token: string): string => `${siteAddress(deps)}/invitation#token=${token}`

/**
 * Invites a person: the link is valid once, for seven days; it is mailed where an address is given and always
 * returned, to be copied.
 */
export function invite(
  deps: Deps,
  actor: SignedIn,
  person: { name: string; email: string; role: 'admin' | 'member' | 'client'; locale: Locale },
): InvitationLink {
  const token = newToken()
  const link = linkOf(deps, token)
  const mailed = person.email !== ''
  return deps.inTx(() => {
    const siteName = deps.settings.get(siteSettings).name
    const words = deps.words(person.locale)
    const letter = invitationMail(words, { ...person, siteName, link, invitedBy: actor.account.name })
    const row = {
      ...person,
      tokenHash: tokenHash(token),
      invitedBy: actor.account.id,
      mailId: mailed ? post(deps, person.email, letter) : null,
      expiresAt: deps.clock.now() + lifetime,
    }
    const { id } = deps.db.insert(invitation).values(row).returning({ id: invitation.id }).get()
    const { name, email, role } = person
    record(deps, actor, 'accounts.acts.invited', undefined, { name, email, role })
    return { id, link, mailed }
  })
}

function openInvitation(deps: Deps, token: string): InvitationRow {
  const pending = and(
    eq(invitation.tokenHash, tokenHash(token)),
    isNull(invitation.acceptedAt),
    gt(invitation.expiresAt, deps.clock.now()),
  )
  const row = deps.db.select().from(invitation).where(pending).get()
  if (!row) throw new DomainError('NOT_FOUND', 'accounts.errors.invitationOver')
  return row
}

/** What an invitation says. Throws {@link DomainError} NOT_FOUND where it is unknown, used or expired. */
export function readInvitation(deps: Deps, token: string): InvitationView {
  const row = openInvitation(deps, token)
  return {
    name: row.name,
    email: row.email,
    siteName: deps.settings.get(siteSettings).name,
    invitedBy: personViews(deps, [row.invitedBy]).get(row.invitedBy)?.name ?? '',
  }
}

/** Makes the invited person's account and answers its id. Throws as {@link readInvitation} and `prepareAccount`. */
export async function acceptInvitation(deps: Deps, actor: Actor, token: string, person: NewAccount): Promise<number> {
  const { role } = openInvitation(deps, token)
  const write = await prepareAccount(deps, person, role)
  return deps.inTx(() => {
    const { id, mailId } = openInvitation(deps, token)
    const accountId = write()
    if (mailId !== null) takeBack(deps, mailId)
    deps.db.update(invitation).set({ acceptedAt: deps.clock.now() }).where(eq(invitation.id, id)).run()
    const { name, username } = person
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
    const pending = and(eq(invitation.id, id), isNull(invitation.acceptedAt))
    const taken = deps.db.delete(invitation).where(pending).returning({ mailId: invitation.mailId }).get()
    if (taken && taken.mailId !== null) takeBack(deps, taken.mailId)
  })
}
