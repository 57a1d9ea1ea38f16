import * as z from 'zod/mini'
import { defineJob } from '../../../shared/definitions.ts'

export const mailResetJob = defineJob('accounts.mail-reset', z.object({ login: z.string() }))

export const sweepSessionsJob = defineJob('accounts.sweep-sessions', z.object({}))
