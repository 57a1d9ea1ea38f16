import * as z from 'zod/mini'
import { defineDomainEvent } from '../../../shared/definitions.ts'

/** The engine is another one, or is reached otherwise. Raised in the transaction that changes its settings. */
export const engineChanged = defineDomainEvent('torrents.engine-changed', z.object({}))
