import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { defineJob } from '../../../shared/definitions.ts'
import { siteSettings } from '../../../shared/house.ts'
import { days } from '../../platform/clock.ts'
import { type DemoContent, type JobHandler, onJob } from '../../platform/domain.ts'
import { deadLetters } from '../../platform/jobs/queue.ts'
import { enqueueDue } from '../../platform/jobs/schedule.ts'
import { PermanentFailure } from '../../platform/jobs/worker.ts'
import { post } from '../../platform/mail/outbox.ts'
import type { Browser } from '../../testing/browser.ts'
import { furnishMail } from '../../testing/notices.ts'
import { refusal } from '../../testing/refusal.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'

const sweepChimney = defineJob('attic.sweep-chimney', z.object({}))

let app: TestApp
let owner: Browser

beforeEach(async () => {
  app = await startApp()
  owner = app.as('owner')
  const handler = onJob(sweepChimney, () => {
    throw new PermanentFailure('no ladder')
  })
  ;(app.deps.catalog.jobs as Map<string, JobHandler>).set(sweepChimney.name, handler)
})

afterEach(() => app.stop())

const deadJobs = () => owner.api.house.deadJobs.query()
const jobsLine = async () =>
  (await owner.api.house.health.query()).lines.find(({ name }) => name === 'house.health.jobs')?.state
const acts = async () => (await owner.api.house.audit.query({ before: null, limit: 10 })).map(({ act }) => act)

async function giveUp(): Promise<number> {
  app.deps.enqueue(sweepChimney, {}, 'once')
  await app.settle()
  return (await deadJobs())[0]?.id ?? 0
}

test('a job that was given up can be put away: the house is well again, and the log says who did it', async () => {
  const id = await giveUp()
  expect(await jobsLine()).toBe('red')
  await owner.api.house.forgetJob.mutate({ id })
  expect(await deadJobs()).toEqual([])
  expect(await jobsLine()).toBe('ok')
  expect(await acts()).toEqual(['house.acts.jobForgotten'])
  app.deps.enqueue(sweepChimney, {}, 'once')
  await app.settle()
  expect(await deadJobs()).toEqual([])
})

test('a job that nobody gave up is neither put away nor tried again, and no line says so', async () => {
  const id = await giveUp()
  await owner.api.house.forgetJob.mutate({ id })
  for (const unknown of [id, 4711]) {
    expect(await refusal(owner.api.house.forgetJob.mutate({ id: unknown }))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusal(owner.api.house.reviveJob.mutate({ id: unknown }))).toMatchObject({ code: 'NOT_FOUND' })
  }
  expect(await acts()).toEqual(['house.acts.jobForgotten'])
})

test('a job that was given up leaves the list by itself after 90 days', async () => {
  const tidy = app.deps.catalog.schedules.filter(({ job }) => job.name === 'house.tidy')
  const tidyAfter = async (passed: number) => {
    app.clock.advance(passed)
    enqueueDue(app.deps, tidy)
    await app.settle()
    return deadLetters(app.deps.db).length
  }
  await giveUp()
  expect(await tidyAfter(days(89))).toBe(1)
  expect(await tidyAfter(days(2))).toBe(0)
})

test('one refused recipient leaves the jobs well, and the mail worth a look for a week', async () => {
  furnishMail(app.deps, { host: 'smtp.example.org', port: 25 })
  app.mailer.state = 'refusing'
  post(app.deps, 'nobody@example.org', { subject: 'Bonjour', html: '', text: '' })
  await app.settle()
  expect(await jobsLine()).toBe('ok')
  expect(await owner.api.house.mails.query({ before: null, limit: 1 })).toMatchObject([{ state: 'failed' }])
})

test('a process that is killed while the house looks at itself leaves no job given up', async () => {
  const watch = app.deps.catalog.schedules.filter(({ job }) => job.name === 'house.watch-health')
  enqueueDue(app.deps, watch)
  app.deps.db.$client.exec(`UPDATE job SET attempts = 1 WHERE name = 'house.watch-health'`)
  await app.settle()
  expect(await deadJobs()).toEqual([])
})

test('examples that fail on the way leave a line in the log all the same', async () => {
  const broken: DemoContent = {
    isIn: () => false,
    insert: async () => {
      throw new Error('no paint')
    },
    remove: () => undefined,
  }
  ;(app.deps.catalog.demos as [string, DemoContent][]).splice(0, Number.POSITIVE_INFINITY, ['house', broken])
  expect(await refusal(owner.api.house.insertDemo.mutate())).toMatchObject({ status: 500 })
  expect(await acts()).toEqual(['house.acts.demoBegun'])
})

test('an address of the house that is longer than any is refused at its field', async () => {
  const { value, revision } = await owner.api.house.settings.query({ name: siteSettings.name })
  const long = { ...(value as object), address: `https://${'a'.repeat(300)}.example` }
  const saving = owner.api.house.changeSettings.mutate({ name: siteSettings.name, value: long, revision })
  expect(await refusal(saving)).toMatchObject({ status: 400, issues: [{ path: ['address'] }] })
})

test('a page of half a mail is refused, not an error of the house', async () => {
  const half = { before: null, limit: 1.5 }
  expect(await refusal(owner.api.house.mails.query(half))).toMatchObject({ status: 400 })
  expect(await refusal(owner.api.house.audit.query(half))).toMatchObject({ status: 400 })
  expect(await refusal(owner.api.notices.list.query({ after: null, limit: 1.5 }))).toMatchObject({ status: 400 })
})

test('whatever is given up bears a name that people read', () => {
  const words = app.deps.words('fr')
  const jobs = [...app.deps.catalog.jobs.keys()].filter((name) => name !== sweepChimney.name)
  const nameless = jobs.filter((name) => {
    const key = `house.page.overview.jobNames.${name.replaceAll('.', '_')}`
    return !words.has(key as 'house.page.overview.jobNames.house_tidy')
  })
  expect(jobs.length).toBeGreaterThan(10)
  expect(nameless).toEqual([])
})
