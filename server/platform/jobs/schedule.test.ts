import { expect, onTestFinished, test } from 'vitest'
import { modulesSettings } from '../../../shared/house.ts'
import { sweepSessionsJob } from '../../domains/accounts/jobs.ts'
import { startApp } from '../../testing/start-app.ts'
import { hours } from '../clock.ts'
import { enqueueDue } from './schedule.ts'

test('what belongs to a module that is off is not enqueued', async () => {
  const app = await startApp()
  onTestFinished(() => app.stop())
  app.deps.settings.set(modulesSettings, { switched: { couple: false } })
  enqueueDue(app.deps, app.deps.catalog.schedules)
  const names = app.deps.db.$client.prepare('SELECT DISTINCT name FROM job').pluck().all() as string[]
  expect(names).toContain(sweepSessionsJob.name)
  expect(names.filter((name) => name.startsWith('couple.'))).toEqual([])
})

test('a period is enqueued once, also when the house was down while it began', async () => {
  const app = await startApp()
  onTestFinished(() => app.stop())
  const schedules = [{ cron: '20 3 * * *', job: sweepSessionsJob }]
  const keys = () =>
    app.deps.db.$client.prepare('SELECT key FROM job WHERE name = ? ORDER BY key').pluck().all(sweepSessionsJob.name)
  app.clock.set('2026-03-14T02:00:00.000Z')
  enqueueDue(app.deps, schedules)
  expect(keys()).toEqual(['2026-03-13T03:20:00.000Z'])
  app.clock.advance(hours(48))
  enqueueDue(app.deps, schedules)
  enqueueDue(app.deps, schedules)
  expect(keys()).toEqual(['2026-03-13T03:20:00.000Z', '2026-03-15T03:20:00.000Z'])
})
