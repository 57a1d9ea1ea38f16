import * as z from 'zod/mini'
import { defineJob } from '../../../../shared/definitions.ts'

/** Mails the link of a recovery whose delay is over. */
export const openRecoveryJob = defineJob(
  'accounts.open-mfa-recovery',
  z.object({ accountId: z.number(), opensAt: z.number() }),
)
