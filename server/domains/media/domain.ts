import { makeVariants, mediaLimits, sweepMedia } from '../../../shared/media.ts'
import { mediaMe } from '../../../shared/media-me.ts'
import { isSignedIn } from '../../platform/actor.ts'
import { addsToMe, type Domain, onEvent, onJob } from '../../platform/domain.ts'
import { accountStopped } from '../accounts/events.ts'
import { mediaRoutes } from './http.ts'
import { giveVariantsUp, renderVariants } from './jobs.ts'
import { largestPictureOf } from './receive.ts'
import { mediaRouter } from './router.ts'
import { reconcile } from './start.ts'
import { dropUploadsOf } from './stopped.ts'
import { storedUse } from './stored.ts'
import { sweep } from './sweep.ts'

export const media = {
  router: mediaRouter,
  me: addsToMe(mediaMe, (deps, actor) => ({ largestPicture: isSignedIn(actor) ? largestPictureOf(deps, actor) : 0 })),
  limits: mediaLimits,
  limitUses: [storedUse],
  handlers: [
    onJob(makeVariants, renderVariants, giveVariantsUp),
    onJob(sweepMedia, sweep),
    onEvent(accountStopped, dropUploadsOf),
  ],
  schedule: [{ cron: '30 3 * * *', job: sweepMedia }],
  http: mediaRoutes,
  start: reconcile,
} satisfies Domain
