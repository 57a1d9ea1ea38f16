import { type Domain, onJob } from '../../platform/domain.ts'
import { sweepKeys } from './api-keys/keys.ts'
import { mailResetJob, sweepSessionsJob } from './jobs.ts'
import { mailReset, sweepResets } from './password-reset.ts'
import { accountsRouter } from './router.ts'
import { identify, sweepSessions } from './sessions.ts'
import { sweepFailures } from './throttle.ts'

export const accounts = {
  router: accountsRouter,
  authenticate: identify,
  handlers: [
    onJob(sweepSessionsJob, (deps) => {
      sweepSessions(deps)
      sweepFailures(deps)
      sweepResets(deps)
      sweepKeys(deps)
    }),
    onJob(mailResetJob, mailReset),
  ],
  schedule: [{ cron: '20 3 * * *', job: sweepSessionsJob }],
} satisfies Domain
