import * as z from 'zod/mini'
import { defineDomainEvent } from '../../../shared/definitions.ts'

/** Groups gave these accounts other abilities or limits. Raised in the transaction that changed them. */
export const rightsChanged = defineDomainEvent('house.rights-changed', z.object({ accounts: z.array(z.number()) }))

/** A module was switched on or off. Raised in the transaction that does. */
export const moduleSwitched = defineDomainEvent(
  'house.module-switched',
  z.object({ name: z.string(), on: z.boolean() }),
)
