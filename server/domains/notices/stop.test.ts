import { afterEach, beforeEach, expect, test } from 'vitest'
import { bell, declareBell, furnishMail } from '../../testing/notices.ts'
import type { Person } from '../../testing/people.ts'
import { refusal } from '../../testing/refusal.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
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

const ring = (key: string, who = person) => notify(app.deps, bell, who.id, { by: 'Camille', title: key }, key)

/** Path of the link that the headers of the last mail offer. */
async function mailedPath(): Promise<string> {
  await app.settle()
  const headers = app.mailer.sent.at(-1)?.headers ?? {}
  expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
  const [, path = ''] =
    /^<https:\/\/house\.example(\/notices\/stop\/[\w.~-]+)>$/.exec(headers['List-Unsubscribe'] ?? '') ?? []
  expect(path).not.toBe('')
  expect(app.mailer.sent.at(-1)?.text).toContain(`https://house.example${path}`)
  expect(app.mailer.sent.at(-1)?.text).toContain('https://house.example/me/notices/choices')
  return path
}

/** What a mail program sends: no cookie, no origin. */
const press = (path: string) =>
  fetch(`${app.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  })

test('one click ends mails of that kind for that person, without a cookie, and nothing else', async () => {
  const other = app.person('member')
  ring('one')
  const path = await mailedPath()
  const answer = await press(path)
  expect([answer.status, await answer.json()]).toEqual([200, { stopped: true }])
  expect((await press(path)).status).toBe(200)
  ring('two')
  ring('two', other)
  await app.settle()
  expect(app.mailer.sent.slice(1)).toMatchObject([{ recipient: `${other.username}@example.org` }])
  expect(await app.as(person).api.notices.unread.query()).toBe(2)
})

test('looking at the link changes nothing', async () => {
  ring('one')
  const path = await mailedPath()
  const token = path.split('/').at(-1) ?? ''
  await fetch(`${app.url}${path}`)
  const seen = await app.visitor().api.notices.stop.mutate({ token })
  expect(seen).toMatchObject({ name: 'Sacha', label: 'Un souvenir partagé par l’autre', stopped: false })
  await app.visitor().api.notices.stopMails.mutate({ token })
  expect(await app.visitor().api.notices.stop.mutate({ token })).toMatchObject({ stopped: true })
})

test('a link for another person or kind, or one that was cut off, ends nothing', async () => {
  const other = app.person('member')
  ring('one')
  const path = await mailedPath()
  const [, kind = '', signature = ''] = path.split('~')
  for (const forged of [
    `/notices/stop/${other.id}~${kind}~${signature}`,
    `/notices/stop/${person.id}~couple.memory-shared~${signature}`,
    path.slice(0, -1),
    '/notices/stop/~~',
    '/notices/stop/x',
  ]) {
    expect([forged, (await press(forged)).status]).toEqual([forged, 404])
  }
  const token = 'x'.repeat(200)
  expect(await refusal(app.visitor().api.notices.stopMails.mutate({ token }))).toMatchObject({ status: 404 })
  ring('two')
  await app.settle()
  expect(app.mailer.sent).toHaveLength(2)
})

test('the link of the daily mail ends the daily mail', async () => {
  const { api } = app.as(person)
  await api.notices.changeTiming.mutate({ mail: 'digest', digestAt: '08:00', quiet: null })
  ring('one')
  await app.settle()
  app.clock.set('2026-03-15T08:00:00Z')
  app.deps.enqueue(
    app.deps.catalog.schedules.find(({ job }) => job.name === 'notices.plan-digests')?.job as never,
    {},
    'x',
  )
  await press(await mailedPath())
  expect((await api.notices.choices.query()).timing.mail).toBe('never')
})
