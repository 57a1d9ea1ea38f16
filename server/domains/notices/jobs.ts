import * as z from 'zod/mini'
import { defineJob } from '../../../shared/definitions.ts'

/** Mails one notice, or finds out that it is to wait. */
export const mailNoticeJob = defineJob('notices.mail', z.object({ noticeId: z.number() }))

/** Looks whose daily mail is due. */
export const planDigestsJob = defineJob('notices.plan-digests', z.object({}))

/** Sends one person's daily mail with what was raised until the instant `until`. */
export const mailDigestJob = defineJob('notices.mail-digest', z.object({ accountId: z.number(), until: z.number() }))

/** Forgets old notices. */
export const sweepNoticesJob = defineJob('notices.sweep', z.object({}))
