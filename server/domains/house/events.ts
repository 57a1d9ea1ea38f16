import * as z from 'zod/mini'
import { defineDomainEvent } from '../../../shared/definitions.ts'

/** A module was switched on or off. Raised in the transaction that does. */
export const moduleSwitched = defineDomainEvent(
  'house.module-switched',
  z.object({ name: z.string(), on: z.boolean() }),
)
