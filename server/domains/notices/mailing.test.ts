import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Timing } from '../../../shared/notices.ts'
import { hours, minutes } from '../../platform/clock.ts'
import { enqueueDue } from '../../platform/jobs/schedule.ts'
import { twoPartners } from '../../testing/couple.ts'
import { bell, declareBell, furnishMail } from '../../testing/notices.ts'
import type { Person } from '../../testing/people.ts'
import { refusal } from '../../testing/refusal.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { newSignIn } from '../accounts/notices.ts'
import { memoryShared } from '../couple/notices.ts'
import { notify } from './notify.ts'

let app: TestApp
let person: Person

beforeEach(async () => {
  app = await startApp()
  furnishMail(app.deps, { host: 'smtp.example.org', port: 25 })
  declareBell(app.deps)
  person = app.person('member', 'Sacha')
})

afterEach(() => app.stop())

const ring = (key: string) => notify(app.deps, bell, person.id, { by: 'Camille', title: key }, key)
const alarm = (key: string) =>
  notify(app.deps, newSignIn, person.id, { device: 'Firefox', address: '192.0.2.1', known: 'yes' }, key)
const choose = (timing: Partial<Timing>) =>
  app.as(person).api.notices.changeTiming.mutate({ mail: 'at-once', digestAt: '08:00', quiet: null, ...timing })
const moveTo = (timeZone: string) =>
  app.as(person).api.accounts.changeProfile.mutate({ name: 'Sacha', locale: 'fr', timeZone })

/** Runs what is due at an instant, the schedules included. */
async function at(instant: string): Promise<number> {
  app.clock.set(instant)
  enqueueDue(app.deps, app.deps.catalog.schedules)
  await app.settle()
  return app.mailer.sent.length
}

test('in quiet hours a mail waits until their end, in the reader’s own time, and an urgent one does not', async () => {
  await moveTo('America/New_York')
  await choose({ quiet: { from: '22:00', to: '07:00' } })
  expect(await at('2026-06-02T03:00:00Z')).toBe(0)
  ring('one')
  alarm('urgent')
  await app.settle()
  expect(app.mailer.sent.map(({ subject }) => subject)).toEqual(['Nouvelle connexion avec Firefox'])
  expect(await at('2026-06-02T10:59:00Z')).toBe(1)
  expect(await at('2026-06-02T11:00:00Z')).toBe(2)
  expect(await at('2026-06-03T11:00:00Z')).toBe(2)
})

test('what waits for the end of quiet hours follows them when they are shortened, moved or given up', async () => {
  app.clock.set('2026-06-02T22:00:00Z')
  await choose({ quiet: { from: '22:00', to: '07:00' } })
  ring('one')
  await app.settle()
  await choose({ quiet: { from: '22:00', to: '02:00' } })
  expect(await at('2026-06-02T23:59:00Z')).toBe(0)
  expect(await at('2026-06-03T00:00:00Z')).toBe(1)
  await choose({ quiet: { from: '22:00', to: '07:00' } })
  ring('two')
  await app.settle()
  await choose({ quiet: { from: '22:00', to: '09:00' } })
  expect(await at('2026-06-03T06:59:00Z')).toBe(1)
  await choose({ quiet: null })
  expect(await at('2026-06-03T06:59:00Z')).toBe(2)
  expect(await at('2026-06-04T12:00:00Z')).toBe(2)
})

test('a daily mail that comes too late for its evening waits for the end of quiet hours', async () => {
  app.clock.set('2026-06-02T12:00:00Z')
  await choose({ mail: 'digest', digestAt: '21:50', quiet: { from: '22:00', to: '07:00' } })
  ring('one')
  await app.settle()
  expect(await at('2026-06-02T19:45:00Z')).toBe(0)
  expect(await at('2026-06-02T20:00:00Z')).toBe(0)
  expect(await at('2026-06-03T04:45:00Z')).toBe(0)
  expect(await at('2026-06-03T05:00:00Z')).toBe(1)
})

test('quiet hours that end at a time which the clocks skip or show twice end once', async () => {
  await choose({ quiet: { from: '22:00', to: '02:30' } })
  app.clock.set('2026-03-29T00:30:00Z')
  ring('spring')
  expect(await at('2026-03-29T01:29:00Z')).toBe(0)
  expect(await at('2026-03-29T01:30:00Z')).toBe(1)
  app.clock.set('2026-10-25T00:10:00Z')
  ring('autumn')
  expect(await at('2026-10-25T00:29:00Z')).toBe(1)
  expect(await at('2026-10-25T00:30:00Z')).toBe(2)
  expect(await at('2026-10-25T01:30:00Z')).toBe(2)
})

test('what was read before its mail was due is not mailed', async () => {
  await choose({ quiet: { from: '10:00', to: '12:00' } })
  ring('read')
  ring('unread')
  await app.settle()
  const { api } = app.as(person)
  const list = await api.notices.list.query({ after: null, limit: 10 })
  await api.notices.markRead.mutate({ id: list.find(({ title }) => title.includes('unread') === false)?.id ?? 0 })
  app.clock.advance(hours(2))
  await app.settle()
  expect(app.mailer.sent.map(({ subject }) => subject)).toEqual(['Camille a partagé «\u00a0unread\u00a0»'])
})

test('a mail that the server did not take yet is taken back when its notice is read, an urgent one is not', async () => {
  app.mailer.state = 'down'
  ring('one')
  alarm('urgent')
  await app.settle()
  await app.as(person).api.notices.markAllRead.mutate()
  app.mailer.state = 'working'
  app.clock.advance(minutes(5))
  await app.settle()
  expect(app.mailer.sent.map(({ subject }) => subject)).toEqual(['Nouvelle connexion avec Firefox'])
})

test('the daily mail leaves once a day at the hour of its reader, with what is unread', async () => {
  await choose({ mail: 'digest', digestAt: '18:30' })
  ring('one')
  ring('two')
  alarm('urgent')
  await app.settle()
  expect(app.mailer.sent).toHaveLength(1)
  expect(await at('2026-03-14T17:29:00Z')).toBe(1)
  expect(await at('2026-03-14T17:30:01Z')).toBe(2)
  expect(app.mailer.sent[1]).toMatchObject({ subject: 'Foyer, 2 nouvelles du jour' })
  expect(app.mailer.sent[1]?.text).toContain('Camille a partagé «\u00a0two\u00a0»')
  ring('three')
  expect(await at('2026-03-14T22:30:00Z')).toBe(2)
  expect(await at('2026-03-15T17:30:01Z')).toBe(3)
  expect(await at('2026-03-16T17:30:01Z')).toBe(3)
})

test('a house that slept through the hour sends the daily mail when it wakes', async () => {
  await choose({ mail: 'digest' })
  ring('one')
  await app.settle()
  expect(await at('2026-03-18T21:10:00Z')).toBe(1)
})

test.each([
  ['2026-03-29', '2026-03-29T01:30:00Z'],
  ['2026-10-25', '2026-10-25T00:30:00Z'],
])('a daily mail of 02:30 leaves once on %s, when the clocks change', async (day, due) => {
  app.clock.set(`${day}T00:00:00Z`)
  await choose({ mail: 'digest', digestAt: '02:30' })
  ring('one')
  await app.settle()
  let sent: string | null = null
  for (let quarter = 0; quarter < 16; quarter += 1) {
    const instant = new Date(Date.parse(`${day}T00:00:00Z`) + quarter * minutes(15)).toISOString()
    if ((await at(instant)) === 1) sent ??= instant
  }
  expect([sent, app.mailer.sent.length]).toEqual([new Date(due).toISOString(), 1])
})

test('who travels west meets the same date again and is not written to twice on it', async () => {
  await moveTo('Asia/Tokyo')
  await choose({ mail: 'digest' })
  app.clock.set('2026-05-01T20:00:00Z')
  ring('one')
  await app.settle()
  // 08:00 of 2 May in Tokyo.
  expect(await at('2026-05-01T23:00:00Z')).toBe(1)
  ring('two')
  await moveTo('America/Los_Angeles')
  // 08:00 of 2 May in Los Angeles.
  expect(await at('2026-05-02T15:00:00Z')).toBe(1)
  expect(await at('2026-05-03T15:00:00Z')).toBe(2)
})

test('who wants no mail gets none, who changes their mind gets what waited', async () => {
  await choose({ mail: 'never' })
  ring('never')
  alarm('never')
  expect(await at('2026-03-14T12:00:00Z')).toBe(0)
  await choose({ mail: 'digest' })
  ring('waits')
  await app.settle()
  await choose({ mail: 'at-once' })
  expect(await at('2026-03-14T13:00:00Z')).toBe(1)
  expect(app.mailer.sent[0]?.subject).toContain('waits')
})

const switchCouple = (on: boolean) => app.as('admin').api.house.switchModule.mutate({ name: 'couple', on })
const share = (key: string) =>
  notify(app.deps, memoryShared, person.id, { memoryId: 1, title: key, by: 'Camille' }, key)

test('a mail of a module that is off for a while leaves when it is on again, and not after a week', async () => {
  const { people } = await twoPartners(app)
  person = people.sacha
  share('one')
  await switchCouple(false)
  expect(await at('2026-03-14T12:00:00Z')).toBe(0)
  await switchCouple(true)
  expect(await at('2026-03-14T14:00:00Z')).toBe(1)
  share('two')
  await switchCouple(false)
  for (let day = 15; day < 25; day += 1) await at(`2026-03-${day}T14:00:00Z`)
  await switchCouple(true)
  expect(await at('2026-03-26T14:00:00Z')).toBe(1)
})

test('the daily mail leaves out a module that is off, and tells of it once it is on again', async () => {
  const { people } = await twoPartners(app)
  person = people.sacha
  await choose({ mail: 'digest' })
  ring('one')
  share('two')
  await app.settle()
  await switchCouple(false)
  expect(await at('2026-03-15T12:00:00Z')).toBe(1)
  expect(app.mailer.sent[0]?.text).not.toContain('two')
  await switchCouple(true)
  expect(await at('2026-03-16T12:00:00Z')).toBe(2)
  expect(app.mailer.sent[1]?.text).toContain('two')
  expect(app.mailer.sent[1]?.text).not.toContain('one')
})

test('who is no partner any more when the mail leaves is not mailed what the couple wrote', async () => {
  const { camille, people } = await twoPartners(app)
  const { removePartner, namePartner } = camille.api.couple
  person = people.sacha
  share('alone')
  await removePartner.mutate({ position: 2 })
  await app.settle()
  expect(app.mailer.sent).toEqual([])
  await namePartner.mutate({ position: 2, accountId: person.id })
  await choose({ mail: 'digest' })
  share('daily')
  await app.settle()
  await removePartner.mutate({ position: 2 })
  ring('own')
  await app.settle()
  expect(await at('2026-03-15T12:00:00Z')).toBe(1)
  expect(app.mailer.sent[0]?.text).toContain('own')
  expect(app.mailer.sent[0]?.text).not.toContain('daily')

  const { api } = app.as(person)
  const listed = async () => (await api.notices.list.query({ after: null, limit: 9 })).length
  expect([await listed(), await api.notices.unread.query()]).toEqual([1, 1])
  await namePartner.mutate({ position: 2, accountId: person.id })
  expect([await listed(), await api.notices.unread.query()]).toEqual([3, 3])
})

test('times that contradict each other are refused at their field', async () => {
  const digest = choose({ mail: 'digest', digestAt: '23:00', quiet: { from: '22:00', to: '07:00' } })
  expect(await refusal(digest)).toMatchObject({ status: 400, key: 'notices.errors.digestQuiet' })
  const empty = choose({ quiet: { from: '22:00', to: '22:00' } })
  expect(await refusal(empty)).toMatchObject({ status: 400, key: 'notices.errors.quietEmpty' })
  expect(await refusal(choose({ digestAt: '24:00' }))).toMatchObject({ status: 400 })
})

test('attack 78: a name with a line break writes no header', async () => {
  notify(app.deps, bell, person.id, { by: 'Eve\r\nBcc: all@example.org', title: 'x' }, 'hostile')
  await app.settle()
  expect(app.mailer.sent[0]?.subject).not.toMatch(/[\r\n]/)
})
