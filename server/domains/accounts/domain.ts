import { accountsAccess } from '../../../shared/people.ts'
import { peopleMe } from '../../../shared/people-me.ts'
import { addsToMe, type Domain, onJob } from '../../platform/domain.ts'
import { mailRegistrationJob, mailResetJob, sweepSessionsJob } from './jobs.ts'
import { mailReset, sweepResets } from './password-reset.ts'
import { accountsRouter } from './router.ts'
import { identify, sweepSessions } from './sessions.ts'
import { sweepFailures } from './throttle.ts'
import { isOpen, mailRegistration, sweepRegistrations } from './users/registration.ts'

export const accounts = {
  router: accountsRouter,
  authenticate: identify,
  me: addsToMe(peopleMe, (deps) => ({ registration: isOpen(deps) })),
  settings: [accountsAccess],
  handlers: [
    onJob(sweepSessionsJob, (deps) => {
      sweepSessions(deps)
      sweepFailures(deps)
      sweepResets(deps)
      sweepRegistrations(deps)
    }),
    onJob(mailResetJob, mailReset),
    onJob(mailRegistrationJob, mailRegistration),
  ],
  schedule: [{ cron: '20 3 * * *', job: sweepSessionsJob }],
} satisfies Domain
