import { noticesMe, ownNotices } from '../../../shared/notices-live.ts'
import { isSignedIn } from '../../platform/actor.ts'
import { addsToMe, type Domain, onJob } from '../../platform/domain.ts'
import { noticesHttp } from './http.ts'
import { mailDigestJob, mailNoticeJob, planDigestsJob, sweepNoticesJob } from './jobs.ts'
import { sweepNotices } from './list.ts'
import { mailDigest, mailNotice, planDigests } from './mailing.ts'
import { unreadNotices } from './notify.ts'
import { noticesRouter } from './router.ts'

export const notices = {
  router: noticesRouter,
  me: addsToMe(noticesMe, (deps, actor) => ({ unread: isSignedIn(actor) ? unreadNotices(deps, actor) : 0 })),
  handlers: [
    onJob(mailNoticeJob, mailNotice),
    onJob(planDigestsJob, planDigests),
    onJob(mailDigestJob, mailDigest),
    onJob(sweepNoticesJob, sweepNotices),
  ],
  schedule: [
    { cron: '*/15 * * * *', job: planDigestsJob },
    { cron: '50 3 * * *', job: sweepNoticesJob },
  ],
  rooms: [{ room: ownNotices, may: (_deps, actor, id) => actor.account !== null && id === String(actor.account.id) }],
  http: noticesHttp,
} satisfies Domain
