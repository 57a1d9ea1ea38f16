import type { Domain } from '../../platform/domain.ts'
import { router } from '../../platform/trpc.ts'

export const contacts = { router: router({}) } satisfies Domain
