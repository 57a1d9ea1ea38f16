import { Cron } from 'croner'
import { seconds } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Schedule } from '../domain.ts'

const look = seconds(30)

/** Enqueues the latest period of each schedule whose domain is on; the key `period` keeps it from running twice. */
export function enqueueDue(deps: Deps, schedules: readonly Schedule[]): void {
  const now = new Date(deps.clock.now())
  for (const { cron, job } of schedules) {
    if (!deps.domainOn(job.name)) continue
    const period = new Cron(cron, { timezone: 'UTC', paused: true }).previousRuns(1, now)[0]
    if (period) deps.enqueue(job, {}, period.toISOString())
  }
}

/** Looks every half minute which schedules are due, the periods missed while the house was down included. */
export function startSchedule(deps: Deps, schedules: readonly Schedule[]): () => void {
  const enqueue = () => {
    try {
      enqueueDue(deps, schedules)
    } catch (error) {
      deps.log.error({ err: error }, 'Due schedules could not be enqueued')
    }
  }
  enqueue()
  const timer = setInterval(enqueue, look)
  timer.unref()
  return () => clearInterval(timer)
}
