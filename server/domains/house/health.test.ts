import fs from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mailServer } from '../../../shared/mail.ts'
import { minutes } from '../../platform/clock.ts'
import type { HealthCheck, HealthReport } from '../../platform/domain.ts'
import { enqueueDue } from '../../platform/jobs/schedule.ts'
import { post } from '../../platform/mail/outbox.ts'
import type { Browser } from '../../testing/browser.ts'
import { furnishMail } from '../../testing/notices.ts'
import type { Person } from '../../testing/people.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'

let app: TestApp
let owner: Person
let browser: Browser
let roof: HealthReport

const lines = async () => (await browser.api.house.health.query()).lines
const line = async (name: string) => (await lines()).find((one) => one.name === `house.health.${name}`)
const told = async () => (await browser.api.notices.list.query({ after: null, limit: 50 })).map(({ title }) => title)

/** Declares a line of which the test says how it is. */
function declareRoof(): void {
  const check: HealthCheck = {
    name: 'house.page.content.title',
    cure: { text: 'house.health.cures.disk' },
    check: () => roof,
  }
  ;(app.deps.catalog.health as HealthCheck[]).push(check)
}

/** Overwrites a page of the database file that nothing else needs. */
function damage({ deps }: TestApp): void {
  const { $client } = deps.db
  $client.exec('CREATE TABLE scrap (x TEXT)')
  $client.pragma('wal_checkpoint(TRUNCATE)')
  const page = $client.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'scrap'").pluck().get() as number
  const size = $client.pragma('page_size', { simple: true }) as number
  const file = fs.openSync($client.name, 'r+')
  fs.writeSync(file, Buffer.alloc(size, 0xff), 0, size, (page - 1) * size)
  fs.closeSync(file)
}

/** The next regular look. */
async function look(): Promise<void> {
  app.clock.advance(minutes(5))
  enqueueDue(app.deps, app.deps.catalog.schedules)
  await app.settle()
}

const fine: HealthReport = { state: 'ok', message: 'house.health.fine' }
const leaking: HealthReport = { state: 'red', message: 'house.health.checkFailed' }

beforeEach(async () => {
  app = await startApp()
  owner = app.person('owner')
  browser = app.as(owner)
  roof = fine
  declareRoof()
})

afterEach(() => app.stop())

test('the owner is told once when a line turns red, and once when it is well again', async () => {
  await look()
  roof = leaking
  await look()
  expect(await told()).toEqual([])
  for (let n = 0; n < 4; n += 1) await look()
  expect(await told()).toEqual(['Exemples\u00a0: à régler'])
  roof = { state: 'attention', message: 'house.health.fine' }
  for (let n = 0; n < 4; n += 1) await look()
  expect(await told()).toEqual(['Exemples\u00a0: à régler'])
  roof = fine
  for (let n = 0; n < 4; n += 1) await look()
  expect(await told()).toEqual(['Exemples\u00a0: de nouveau en ordre', 'Exemples\u00a0: à régler'])
})

test('a flicker is told to nobody, nor a line that is red at the very first look', async () => {
  roof = leaking
  await look()
  roof = fine
  await look()
  roof = leaking
  await look()
  roof = fine
  await look()
  expect(await told()).toEqual([])
})

test('a restart between two looks tells neither twice nor too early', async () => {
  const restart = async () => {
    const now = new Date(app.clock.now()).toISOString()
    await app.close()
    app = await startApp({ root: app.root })
    app.clock.set(now)
    declareRoof()
    browser = app.as(owner)
  }
  await look()
  roof = leaking
  await look()
  await restart()
  expect(await told()).toEqual([])
  await look()
  await restart()
  await look()
  expect(await told()).toEqual(['Exemples\u00a0: à régler'])
})

test('who looks by hand sees how it is now, and since when, and counts for no regular look', async () => {
  await look()
  await look()
  const watchedAt = new Date(app.clock.now()).toISOString()
  roof = leaking
  for (let n = 0; n < 3; n += 1) await lines()
  const view = await browser.api.house.health.query()
  expect(view).toMatchObject({ watchedAt, lookedAt: watchedAt })
  expect(view.lines.at(-1)).toMatchObject({ state: 'red', since: null, cure: { text: 'house.health.cures.disk' } })
  const turned = new Date(app.clock.now() + minutes(5)).toISOString()
  await look()
  await look()
  expect((await lines()).at(-1)).toMatchObject({ state: 'red', since: turned })
  expect(await told()).toHaveLength(1)
})

test('a check that fails is a red line, and the others are looked at all the same', async () => {
  const name = 'house.page.modules.title'
  const check = () => {
    throw new Error('no')
  }
  ;(app.deps.catalog.health as HealthCheck[]).push({ name, check })
  const all = await lines()
  expect(all.at(-1)).toMatchObject({ name, state: 'red', message: 'house.health.checkFailed' })
  expect(all.find((one) => one.name === 'house.health.database')).toMatchObject({ state: 'ok' })
})

test('mail that was left out on purpose is off, mail that waits for a server is worth a look', async () => {
  expect(await line('mail')).toMatchObject({ state: 'off', cure: { to: '/admin/settings#mail' } })
  post(app.deps, 'ada@example.org', { subject: 'Bonjour', html: '', text: '' })
  expect(await line('mail')).toMatchObject({ state: 'attention', args: { count: 1 } })
})

test('mail is red while the server takes none, well when it took one, worth a look when it refused one', async () => {
  furnishMail(app.deps, { host: 'smtp.example.org', port: 25 })
  expect(await line('mail')).toMatchObject({ state: 'ok', message: 'house.health.mailReady' })
  app.mailer.state = 'down'
  post(app.deps, 'ada@example.org', { subject: 'Bonjour', html: '', text: '' })
  await app.settle()
  expect(await line('mail')).toMatchObject({ state: 'red', at: new Date(app.clock.now()).toISOString() })
  app.mailer.state = 'working'
  app.clock.advance(minutes(1))
  await app.settle()
  expect(await line('mail')).toMatchObject({ state: 'ok', message: 'house.health.mailSent' })
  app.mailer.state = 'refusing'
  post(app.deps, 'nobody@example.org', { subject: 'Bonjour', html: '', text: '' })
  await app.settle()
  expect(await line('mail')).toMatchObject({ state: 'attention', message: 'house.health.mailRefused' })
  app.deps.settings.forget(mailServer)
})

test('the disk is worth a look before it is red', async () => {
  const states: unknown[] = []
  const { files } = app.deps
  for (const free of [50e9, 4e9, 1e9]) {
    Object.assign(files, { freeBytes: async () => free })
    states.push((await line('disk'))?.state)
  }
  expect(states).toEqual(['ok', 'attention', 'red'])
})

test('work that is due for long and not taken up is worth a look', async () => {
  app.deps.enqueue(app.deps.catalog.schedules[0]?.job as never, {}, 'late')
  expect(await line('jobs')).toMatchObject({ state: 'ok' })
  app.clock.advance(minutes(16))
  expect(await line('jobs')).toMatchObject({ state: 'attention', message: 'house.health.jobsLate' })
})

test('what stands in the way of the regular looks is no public matter', async () => {
  roof = leaking
  const answer = await app.visitor().fetch('/api/health')
  expect(await answer.json()).toEqual({ status: 'ok', time: new Date(app.clock.now()).toISOString() })
})

test('a damaged database turns its line red once an hour at the latest', async () => {
  await browser.api.house.createGroup.mutate({ name: 'Amis' })
  app.clock.advance(minutes(60))
  enqueueDue(app.deps, app.deps.catalog.schedules)
  await app.settle()
  expect(await line('database')).toMatchObject({ state: 'ok', message: 'house.health.databaseRead' })
  damage(app)
  app.clock.advance(minutes(60))
  enqueueDue(app.deps, app.deps.catalog.schedules)
  await app.settle()
  expect(await line('database')).toMatchObject({ state: 'red', message: 'house.health.databaseDamaged' })
})
