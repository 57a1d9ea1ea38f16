import { databaseCheck } from '../../../shared/house.ts'
import { minutes } from '../../platform/clock.ts'
import type { Deps } from '../../platform/deps.ts'
import type { HealthCheck, HealthReport } from '../../platform/domain.ts'
import { deadLetters, nextDue } from '../../platform/jobs/queue.ts'
import { mailLeaves } from '../../platform/mail/leaving.ts'
import { mailTraffic, waitingMails } from '../../platform/mail/outbox.ts'
import { lastLook } from './health-watch.ts'

const fine: HealthReport = { state: 'ok', message: 'house.health.fine' }
const gigabyte = 1_000_000_000
const lowestFreeBytes = 2 * gigabyte
const scarceFreeBytes = 5 * gigabyte
/** Three of the regular looks. */
const patience = minutes(15)

async function checkDisk(deps: Deps): Promise<HealthReport> {
  const free = await deps.files.freeBytes()
  const args = { gigabytes: Math.round((free * 10) / gigabyte) / 10 }
  if (free < lowestFreeBytes) return { state: 'red', message: 'house.health.diskLow', args }
  if (free < scarceFreeBytes) return { state: 'attention', message: 'house.health.diskScarce', args }
  return { state: 'ok', message: 'house.health.diskFree', args }
}

/** Reads what the last check of the whole file found: that one takes too long for each look. */
function checkDatabase(deps: Deps): HealthReport {
  const { sound, at } = deps.settings.get(databaseCheck)
  if (!sound) return { state: 'red', message: 'house.health.databaseDamaged', at }
  return at === 0 ? fine : { state: 'ok', message: 'house.health.databaseRead', at }
}

function checkMail(deps: Deps): HealthReport {
  const count = waitingMails(deps)
  if (!mailLeaves(deps)) {
    if (count === 0) return { state: 'off', message: 'house.health.mailOff' }
    return {
      state: 'attention',
      message: 'house.health.mailMissing',
      args: { count },
      cure: 'house.health.cures.mailMissing',
    }
  }
  const { stuckSince, stuck, refused, sentAt } = mailTraffic(deps)
  if (stuckSince !== null)
    return { state: 'red', message: 'house.health.mailStuck', args: { count: stuck }, at: stuckSince }
  if (refused > 0) return { state: 'attention', message: 'house.health.mailRefused', args: { count: refused } }
  if (sentAt === null) return { state: 'ok', message: 'house.health.mailReady' }
  return { state: 'ok', message: 'house.health.mailSent', at: sentAt }
}

function checkJobs(deps: Deps): HealthReport {
  const count = deadLetters(deps.db).length
  if (count > 0) return { state: 'red', message: 'house.health.jobsDead', args: { count } }
  const on = [...deps.catalog.jobs.keys()].filter((name) => deps.domainOn(name))
  const due = nextDue(deps.db, on)
  if (due !== null && deps.clock.now() - due > patience) {
    return { state: 'attention', message: 'house.health.jobsLate', at: due }
  }
  return fine
}

function checkScheduler(deps: Deps): HealthReport {
  const last = lastLook(deps)
  // The command line looks at a house that may be closed, or was never open.
  const { isServing } = deps.live
  const isNew = isServing && process.uptime() * 1000 < patience
  if (last === null) {
    if (isNew || !isServing) return { state: 'ok', message: 'house.health.schedulerNew' }
    return { state: 'red', message: 'house.health.schedulerNever' }
  }
  // Whoever was asleep until now has its first look still before it.
  const isLate = deps.clock.now() - last > patience && !isNew
  return isLate
    ? { state: 'red', message: 'house.health.schedulerLate', at: last }
    : { state: 'ok', message: 'house.health.schedulerRuns', at: last }
}

/** Lines of the health page that belong to the house itself; domains add theirs. */
export const houseChecks: readonly HealthCheck[] = [
  {
    name: 'house.health.database',
    cure: { text: 'house.health.cures.database' },
    check: checkDatabase,
  },
  { name: 'house.health.disk', cure: { text: 'house.health.cures.disk' }, check: checkDisk },
  {
    name: 'house.health.mail',
    cure: { text: 'house.health.cures.mail', to: '/admin/settings#mail' },
    check: checkMail,
  },
  { name: 'house.health.jobs', cure: { text: 'house.health.cures.jobs', to: '/admin#jobs' }, check: checkJobs },
  { name: 'house.health.scheduler', cure: { text: 'house.health.cures.scheduler' }, check: checkScheduler },
]
