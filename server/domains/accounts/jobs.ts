import * as z from 'zod/mini'
import { locale } from '../../../shared/accounts.ts'
import { defineJob } from '../../../shared/definitions.ts'

export const mailResetJob = defineJob('accounts.mail-reset', z.object({ login: z.string() }))

export const mailRegistrationJob = defineJob(
  'accounts.mail-registration',
  z.object({ name: z.string(), email: z.string(), locale }),
)

export const sweepSessionsJob = defineJob('accounts.sweep-sessions', z.object({}))
