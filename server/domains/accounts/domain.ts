import { mfaSettings } from '../../../shared/mfa.ts'
import { type Domain, onJob } from '../../platform/domain.ts'
import { sweepEmailChanges } from './email-change.ts'
import { mailResetJob, sweepSessionsJob } from './jobs.ts'
import { openRecoveryJob } from './mfa/jobs.ts'
import { openRecovery } from './mfa/recovery.ts'
import { sweepTickets } from './mfa/tickets.ts'
import { mailReset, sweepResets } from './password-reset.ts'
import { accountsRouter } from './router.ts'
import { identify, sweepSessions } from './sessions.ts'
import { sweepFailures } from './throttle.ts'

export const accounts = {
  router: accountsRouter,
  authenticate: identify,
  settings: [mfaSettings],
  handlers: [
    onJob(sweepSessionsJob, (deps) => {
      sweepSessions(deps)
      sweepFailures(deps)
      sweepResets(deps)
      sweepTickets(deps)
      sweepEmailChanges(deps)
    }),
    onJob(mailResetJob, mailReset),
    onJob(openRecoveryJob, openRecovery),
  ],
  schedule: [{ cron: '20 3 * * *', job: sweepSessionsJob }],
} satisfies Domain
