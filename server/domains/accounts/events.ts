import * as z from 'zod/mini'
import { defineDomainEvent } from '../../../shared/definitions.ts'
import { givenRoles } from '../../../shared/people.ts'
import type { SignedIn } from '../../platform/actor.ts'

/** An invited person made their account. Raised in the transaction that makes it. */
export const invitationAccepted = defineDomainEvent(
  'accounts.invitation-accepted',
  z.object({ invitationId: z.number(), accountId: z.number() }),
)

/** An invitation was taken back before anybody accepted it. Raised in the transaction that does. */
export const invitationWithdrawn = defineDomainEvent(
  'accounts.invitation-withdrawn',
  z.object({ invitationId: z.number() }),
)

/** An account got another role, by whom. Raised in the transaction that gives it. */
export const roleChanged = defineDomainEvent(
  'accounts.role-changed',
  z.object({ accountId: z.number(), role: z.enum(givenRoles), by: z.custom<SignedIn>() }),
)

/** An account was disabled, or is about to be removed: what it has under way ends. Raised in the transaction. */
export const accountStopped = defineDomainEvent('accounts.stopped', z.object({ accountId: z.number() }))

/** An account is removed: raised in the transaction, before its row goes. */
export const accountRemoved = defineDomainEvent('accounts.removed', z.object({ accountId: z.number() }))
