import { mfaSettings } from '../../../shared/mfa.ts'
import { accountsAccess } from '../../../shared/people.ts'
import { peopleMe } from '../../../shared/people-me.ts'
import { addsToMe, type Domain, onJob, tells } from '../../platform/domain.ts'
import { sweepKeys } from './api-keys/keys.ts'
import { sweepEmailChanges } from './email-change.ts'
import { mailRegistrationJob, mailResetJob, sweepSessionsJob } from './jobs.ts'
import { openRecoveryJob } from './mfa/jobs.ts'
import { openRecovery } from './mfa/recovery.ts'
import { sweepTickets } from './mfa/tickets.ts'
import { houseGiven, newSignIn, passwordChanged, recoveryAsked, secondFactorChanged } from './notices.ts'
import { mailReset, sweepResets } from './password-reset.ts'
import { sweepPlaces } from './places.ts'
import { accountsRouter } from './router.ts'
import { identify, sweepSessions } from './sessions.ts'
import { sweepFailures } from './throttle.ts'
import { isOpen, mailRegistration, sweepRegistrations } from './users/registration.ts'

export const accounts = {
  router: accountsRouter,
  authenticate: identify,
  me: addsToMe(peopleMe, (deps) => ({ registration: isOpen(deps) })),
  settings: [accountsAccess, mfaSettings],
  notices: [
    tells(newSignIn),
    tells(passwordChanged),
    tells(recoveryAsked),
    tells(secondFactorChanged),
    tells(houseGiven, (_deps, { account }) => account.role === 'owner' || account.role === 'admin'),
  ],
  handlers: [
    onJob(sweepSessionsJob, (deps) => {
      sweepSessions(deps)
      sweepFailures(deps)
      sweepResets(deps)
      sweepTickets(deps)
      sweepEmailChanges(deps)
      sweepRegistrations(deps)
      sweepKeys(deps)
      sweepPlaces(deps)
    }),
    onJob(mailResetJob, mailReset),
    onJob(openRecoveryJob, openRecovery),
    onJob(mailRegistrationJob, mailRegistration),
  ],
  schedule: [{ cron: '20 3 * * *', job: sweepSessionsJob }],
} satisfies Domain
