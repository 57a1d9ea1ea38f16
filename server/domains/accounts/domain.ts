import { type Domain, onJob } from '../../platform/domain.ts'
import { mailResetJob, sweepSessionsJob } from './jobs.ts'
import { newSignIn, passwordChanged } from './notices.ts'
import { mailReset, sweepResets } from './password-reset.ts'
import { sweepPlaces } from './places.ts'
import { accountsRouter } from './router.ts'
import { identify, sweepSessions } from './sessions.ts'
import { sweepFailures } from './throttle.ts'

export const accounts = {
  router: accountsRouter,
  authenticate: identify,
  notices: [newSignIn, passwordChanged],
  handlers: [
    onJob(sweepSessionsJob, (deps) => {
      sweepSessions(deps)
      sweepFailures(deps)
      sweepResets(deps)
      sweepPlaces(deps)
    }),
    onJob(mailResetJob, mailReset),
  ],
  schedule: [{ cron: '20 3 * * *', job: sweepSessionsJob }],
} satisfies Domain
