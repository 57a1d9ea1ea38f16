import * as z from 'zod/mini'
import { defineDomainEvent } from '../../../shared/definitions.ts'

/** An invited person made their account. Raised in the transaction that makes it. */
export const invitationAccepted = defineDomainEvent(
  'accounts.invitation-accepted',
  z.object({ invitationId: z.number(), accountId: z.number() }),
)
