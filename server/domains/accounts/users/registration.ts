import { and, eq, isNull, lt } from 'drizzle-orm'
import { DomainError } from '../../../../shared/errors.ts'
import { siteSettings } from '../../../../shared/house.ts'
import type { Locale } from '../../../../shared/locale.ts'
import { accountsAccess } from '../../../../shared/people.ts'
import type { Deps } from '../../../platform/deps.ts'
import { tokenHash } from '../../../platform/http/actor.ts'
import { mailLeaves } from '../../../platform/mail/leaving.ts'
import { post } from '../../../platform/mail/outbox.ts'
import { siteAddress } from '../../../platform/site.ts'
import { findByLogin } from '../accounts.ts'
import { invitationLink, registrationLifetime, withdrawInvitation } from '../invitations.ts'
import { mailRegistrationJob } from '../jobs.ts'
import { newToken } from '../sessions.ts'
import { invitation } from '../tables.ts'
import { knownAddressMail, registrationMail } from './mails.ts'

export interface Registration {
  readonly name: string
  /** Lower case. */
  readonly email: string
  readonly locale: Locale
}

/** How many mails one address is sent, whoever asks. */
const mailsToOne = { name: 'accounts.registration-mails', points: 3, seconds: 3600 }

/** Whether people may ask for an account by themselves: their link comes by mail alone. */
export const isOpen = (deps: Deps): boolean => deps.settings.get(accountsAccess).registration && mailLeaves(deps)

/**
 * Asks for a link by mail. Whether the address is known is found out later, so that the answer tells nothing.
 * @throws {DomainError} NOT_FOUND where the house takes nobody in by themselves
 */
export function requestAccount(deps: Deps, registration: Registration): void {
  if (!isOpen(deps)) throw new DomainError('NOT_FOUND', 'people.errors.registrationClosed')
  deps.enqueueAgain(mailRegistrationJob, registration, tokenHash(registration.email))
}

/** Mails the link, or the word that the address has its account already. Handler of {@link mailRegistrationJob}. */
export async function mailRegistration(deps: Deps, registration: Registration): Promise<void> {
  const known = findByLogin(deps, registration.email)
  if (!isOpen(deps) || (known && known.disabledAt !== null)) return
  try {
    await deps.rates.take(mailsToOne, registration.email)
  } catch (refused) {
    if (refused instanceof DomainError && refused.code === 'LIMIT') return
    throw refused
  }
  if (known) mailKnown(deps, registration.email, known)
  else mailLink(deps, registration)
}

function mailKnown(deps: Deps, recipient: string, { name, locale }: { name: string; locale: Locale }): void {
  const siteName = deps.settings.get(siteSettings).name
  const link = `${siteAddress(deps)}/login`
  post(deps, recipient, knownAddressMail(deps.words(locale), { name, siteName, link }))
}

function mailLink(deps: Deps, { name, email, locale }: Registration): void {
  const token = newToken()
  deps.inTx(() => {
    forgetRegistrations(deps, email)
    const siteName = deps.settings.get(siteSettings).name
    const letter = registrationMail(deps.words(locale), { siteName, link: invitationLink(deps, token) })
    const row = {
      ...{ name, email, locale },
      role: deps.settings.get(accountsAccess).registrationRole,
      tokenHash: tokenHash(token),
      invitedBy: null,
      mailId: post(deps, email, letter),
      expiresAt: deps.clock.now() + registrationLifetime,
    }
    deps.db.insert(invitation).values(row).run()
  })
}

/** An earlier link for the same address opens nothing any more. */
function forgetRegistrations(deps: Deps, email: string): void {
  const earlier = and(eq(invitation.email, email), isNull(invitation.invitedBy), isNull(invitation.acceptedAt))
  const rows = deps.db.select({ id: invitation.id }).from(invitation).where(earlier).all()
  for (const { id } of rows) withdrawInvitation(deps, id)
}

/** Forgets links that nobody used in time. */
export function sweepRegistrations(deps: Deps): void {
  const over = lt(invitation.expiresAt, deps.clock.now())
  deps.db
    .delete(invitation)
    .where(and(over, isNull(invitation.invitedBy), isNull(invitation.acceptedAt)))
    .run()
}
