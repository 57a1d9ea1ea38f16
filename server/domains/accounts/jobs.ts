import * as z from 'zod/mini'
import { defineJob } from '../../../shared/definitions.ts'

export const sweepSessionsJob = defineJob('accounts.sweep-sessions', z.object({}))
