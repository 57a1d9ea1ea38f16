import { eq, isNotNull, sql } from 'drizzle-orm'
import type { InvitationLink } from '../../../shared/accounts.ts'
import { type PartnerPlace, type PartnerView, type Position, positions } from '../../../shared/couple.ts'
import { coupleChanged, coupleHome, couplePartner, coupleRoomId } from '../../../shared/couple-live.ts'
import type { Role } from '../../../shared/definitions.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Locale } from '../../../shared/locale.ts'
import { type Actor, isSignedIn, type SignedIn } from '../../platform/actor.ts'
import { record } from '../../platform/audit/audit.ts'
import { prepared } from '../../platform/db/open.ts'
import type { Deps } from '../../platform/deps.ts'
import { personViews } from '../accounts/accounts.ts'
import { invite, withdrawInvitation } from '../accounts/invitations.ts'
import { perspectiveSubject } from './perspectives/tables.ts'
import { coupleId } from './row.ts'
import { partner, partnerInvitation } from './tables.ts'

interface PartnerRow {
  readonly position: number
  readonly accountId: number
}

const partnerRows = (deps: Deps): PartnerRow[] => deps.db.select().from(partner).orderBy(partner.position).all()

/** The accounts of the two. */
export const partnerAccounts = (deps: Deps): number[] => partnerRows(deps).map(({ accountId }) => accountId)

const partnerByAccount = prepared((db) =>
  db
    .select({ position: partner.position })
    .from(partner)
    .where(eq(partner.accountId, sql.placeholder('accountId')))
    .prepare(),
)

/** Whether the actor is one of the two. */
export function isPartner(deps: Deps, actor: Actor): boolean {
  if (!isSignedIn(actor)) return false
  return partnerByAccount(deps.db).get({ accountId: actor.account.id }) !== undefined
}

const isPosition = (position: number): position is Position => positions.some((known) => known === position)

/** The names of the two, as everybody who sees the couple sees them. */
export function partnerViews(deps: Deps): PartnerView[] {
  const rows = partnerRows(deps)
  const people = personViews(
    deps,
    rows.map(({ accountId }) => accountId),
  )
  return rows.flatMap(({ position, accountId }) => {
    const person = people.get(accountId)
    return person && isPosition(position) ? [{ position, name: person.name }] : []
  })
}

/** Names of whoever changed things last, where a partner looks, without that partner's own. */
export function othersWhoChanged(
  deps: Deps,
  actor: Actor,
  changers: readonly (number | null)[],
): ReadonlyMap<number | null, string> {
  const others = new Set(changers.flatMap((id) => (id === actor.account?.id ? [] : (id ?? []))))
  if (others.size === 0 || !isPartner(deps, actor)) return new Map()
  return new Map([...personViews(deps, [...others]).values()].map(({ id, name }) => [id, name]))
}

/** As {@link othersWhoChanged}, of one thing: a name, or null. */
export const otherChanged = (deps: Deps, actor: Actor, changedBy: number | null): string | null =>
  othersWhoChanged(deps, actor, [changedBy]).get(changedBy) ?? null

/** Both places with whoever holds them or was invited, for whoever names the partners. */
export function partnerPlaces(deps: Deps): PartnerPlace[] {
  const rows = partnerRows(deps)
  const invitations = deps.db.select().from(partnerInvitation).all()
  const people = personViews(
    deps,
    rows.map(({ accountId }) => accountId),
  )
  return positions.map((position) => {
    const holder = people.get(rows.find((row) => row.position === position)?.accountId ?? 0)
    const invited = invitations.find((invitation) => invitation.position === position)
    return {
      position,
      account: holder ? { id: holder.id, name: holder.name, username: holder.username } : null,
      invited: invited ? { name: invited.name, email: invited.email } : null,
    }
  })
}

/** Whoever was a partner or has become one listens elsewhere now; what the former two asked each other is off. */
function settle(deps: Deps, accounts: readonly (number | undefined)[]): void {
  deps.db
    .update(perspectiveSubject)
    .set({ openingAskedBy: null })
    .where(isNotNull(perspectiveSubject.openingAskedBy))
    .run()
  deps.publish(coupleChanged, coupleHome, coupleRoomId, { what: 'couple', id: coupleId })
  deps.onCommit(() => {
    deps.live.reopen(coupleHome, coupleRoomId)
    for (const id of accounts) if (id !== undefined) deps.live.reopen(couplePartner, String(id))
  })
}

function dropInvitation(deps: Deps, position: Position): boolean {
  const [kept] = deps.db.delete(partnerInvitation).where(eq(partnerInvitation.position, position)).returning().all()
  if (kept) withdrawInvitation(deps, kept.invitationId)
  return kept !== undefined
}

/** Puts a person into one of the two places; whoever held it leaves it. */
function place(deps: Deps, accountId: number, position: Position): void {
  const held = partnerRows(deps).find((row) => row.position === position)
  deps.db
    .insert(partner)
    .values({ position, accountId })
    .onConflictDoUpdate({ target: partner.position, set: { accountId } })
    .run()
  settle(deps, [held?.accountId, accountId])
}

/**
 * Names one of the two partners; an invitation for this place is withdrawn.
 * @throws {DomainError} NOT_FOUND where there is no such account, INVALID for a client's, CONFLICT where it holds the
 *   other place
 */
export function namePartner(deps: Deps, actor: SignedIn, accountId: number, position: Position): void {
  deps.inTx(() => {
    const person = personViews(deps, [accountId]).get(accountId)
    if (!person) throw new DomainError('NOT_FOUND', 'common.errors.NOT_FOUND')
    if (person.role === 'client') throw new DomainError('INVALID', 'coupleEditor.errors.clientNoPartner')
    const elsewhere = partnerRows(deps).some((row) => row.accountId === accountId && row.position !== position)
    if (elsewhere) throw new DomainError('CONFLICT', 'coupleEditor.errors.alreadyPartner')
    const before = partnerPlaces(deps).find((known) => known.position === position)
    dropInvitation(deps, position)
    place(deps, accountId, position)
    record(deps, actor, 'coupleEditor.acts.partnerNamed', before?.account, {
      position,
      id: accountId,
      name: person.name,
    })
  })
}

/** Empties a place and withdraws its invitation; what its holder wrote stays. */
export function removePartner(deps: Deps, actor: SignedIn, position: Position): void {
  deps.inTx(() => {
    const before = partnerPlaces(deps).find((known) => known.position === position)
    dropInvitation(deps, position)
    deps.db.delete(partner).where(eq(partner.position, position)).run()
    settle(deps, [before?.account?.id])
    record(deps, actor, 'coupleEditor.acts.partnerRemoved', before)
  })
}

/**
 * Invites the missing partner: whoever accepts takes the place. An earlier invitation for it is withdrawn.
 * @returns the link, shown once, to be copied; it is mailed too where an address is given
 */
export function invitePartner(
  deps: Deps,
  actor: SignedIn,
  position: Position,
  person: { name: string; email: string; locale: Locale },
): InvitationLink {
  return deps.inTx(() => {
    dropInvitation(deps, position)
    const link = invite(deps, actor, { ...person, role: 'member', purpose: 'coupleEditor.invitation.purpose' })
    const { name, email } = person
    deps.db.insert(partnerInvitation).values({ position, invitationId: link.id, name, email }).run()
    record(deps, actor, 'coupleEditor.acts.partnerInvited', undefined, { position, name, email })
    return link
  })
}

/** The place is no longer kept for whoever was invited to it. In the transaction that withdraws the invitation. */
export function forgetInvited(deps: Deps, { invitationId }: { invitationId: number }): void {
  deps.db.delete(partnerInvitation).where(eq(partnerInvitation.invitationId, invitationId)).run()
}

/** Empties the place of somebody whose account goes. In the transaction that removes it. */
export function leavePlace(deps: Deps, { accountId }: { accountId: number }): void {
  if (deps.db.delete(partner).where(eq(partner.accountId, accountId)).run().changes > 0) settle(deps, [accountId])
}

/** Empties the place of somebody who has become a client, as {@link namePartner} refuses one. In the same transaction. */
export function leaveAsClient(
  deps: Deps,
  { accountId, role, by }: { accountId: number; role: Role; by: SignedIn },
): void {
  const held = partnerRows(deps).find((row) => row.accountId === accountId)
  if (role === 'client' && held && isPosition(held.position)) removePartner(deps, by, held.position)
}

/** Gives the invited person the place that was kept. Runs in the transaction that makes their account. */
export function seatInvited(
  deps: Deps,
  { invitationId, accountId }: { invitationId: number; accountId: number },
): void {
  const [kept] = deps.db
    .delete(partnerInvitation)
    .where(eq(partnerInvitation.invitationId, invitationId))
    .returning()
    .all()
  if (kept && isPosition(kept.position)) place(deps, accountId, kept.position)
}
