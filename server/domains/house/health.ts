import fs from 'node:fs'
import type { HealthLine } from '../../../shared/house.ts'
import { mailServer } from '../../../shared/mail.ts'
import type { Deps } from '../../platform/deps.ts'
import type { HealthCheck, HealthReport } from '../../platform/domain.ts'
import { deadLetters } from '../../platform/jobs/queue.ts'
import { waitingMails } from '../../platform/mail/outbox.ts'

const fine: HealthReport = { ok: true, message: 'house.health.fine' }
const lowestFreeBytes = 2_000_000_000

/** Lines of the health page that belong to the house itself; domains add theirs. */
export const houseChecks: readonly HealthCheck[] = [
  {
    name: 'house.health.database',
    check: (deps) => {
      const verdict = deps.db.$client.pragma('quick_check', { simple: true })
      return verdict === 'ok' ? fine : { ok: false, message: 'house.health.databaseDamaged' }
    },
  },
  {
    name: 'house.health.disk',
    check: async (deps) => {
      const free = await deps.files.freeBytes()
      const gigabytes = Math.round(free / 1e8) / 10
      if (free < lowestFreeBytes) return { ok: false, message: 'house.health.diskLow', args: { gigabytes } }
      return { ok: true, message: 'house.health.diskFree', args: { gigabytes } }
    },
  },
  {
    name: 'house.health.mail',
    cure: '/admin/settings#mail',
    check: (deps) => {
      if (deps.settings.get(mailServer).host !== '') return fine
      return { ok: false, message: 'house.health.mailMissing', args: { count: waitingMails(deps) } }
    },
  },
  {
    name: 'house.health.jobs',
    cure: '/admin#jobs',
    check: (deps) => {
      const count = deadLetters(deps.db).length
      return count === 0 ? fine : { ok: false, message: 'house.health.jobsDead', args: { count } }
    },
  },
]

/** Every line of the health page; a check that fails itself is a red line. */
export function healthLines(deps: Deps): Promise<HealthLine[]> {
  return Promise.all(
    deps.catalog.health.map(async ({ name, cure, check }) => {
      try {
        const { ok, message, args } = await check(deps)
        return { name, ok, message, args: args ?? {}, cure: ok ? null : (cure ?? null) }
      } catch (error) {
        deps.log.error({ err: error, name }, 'A health check failed')
        return { name, ok: false, message: 'house.health.checkFailed', args: {}, cure: cure ?? null }
      }
    }),
  )
}

/** Whether the house can answer and keep things: for monitors, without a word about its inside. */
export function isWell(deps: Deps): boolean {
  try {
    deps.db.$client.prepare('SELECT 1').get()
    fs.accessSync(deps.config.uploadsFolder, fs.constants.W_OK)
    return true
  } catch {
    return false
  }
}
