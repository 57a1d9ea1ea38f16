import { afterEach, beforeEach, expect, test } from 'vitest'
import { mailServer } from '../../../shared/mail.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { days, hours, minutes } from '../clock.ts'
import { deadLetters } from '../jobs/queue.ts'
import { mailById, mailPage, post, sendUnsent, sendWaiting, sweepMails } from './outbox.ts'

let app: TestApp

beforeEach(async () => {
  app = await startApp()
})

afterEach(() => app.stop())

const letter = { subject: 'Bonjour', html: '<p>Bonjour</p>', text: 'Bonjour' }
const setServer = () =>
  app.deps.settings.set(mailServer, { ...mailServer.defaults, host: 'smtp.example.org', fromAddress: 'us@example.org' })

test('without a mail server a mail waits, readable, and leaves once a server is set', async () => {
  const id = post(app.deps, 'ada@example.org', letter)
  await app.settle()
  expect(mailPage(app.deps, null, 10)).toMatchObject([{ recipient: 'ada@example.org', sentAt: null }])
  expect(mailById(app.deps, id)?.text).toBe('Bonjour')
  setServer()
  sendWaiting(app.deps)
  await app.settle()
  expect(app.mailer.sent).toMatchObject([{ recipient: 'ada@example.org', subject: 'Bonjour' }])
  sendWaiting(app.deps)
  await app.settle()
  expect(app.mailer.sent).toHaveLength(1)
})

test('a server that is down is tried again, with the same message id', async () => {
  setServer()
  app.mailer.state = 'down'
  post(app.deps, 'ada@example.org', letter)
  await app.settle()
  expect(app.mailer.sent).toHaveLength(0)
  app.mailer.state = 'working'
  app.clock.advance(minutes(1))
  await app.settle()
  expect(app.mailer.sent).toHaveLength(1)
})

test('an address that the server refuses for good is not tried again', async () => {
  setServer()
  app.mailer.state = 'refusing'
  post(app.deps, 'nobody@example.org', letter)
  await app.settle()
  app.mailer.state = 'working'
  app.clock.advance(minutes(120))
  await app.settle()
  expect(app.mailer.sent).toHaveLength(0)
  expect(mailPage(app.deps, null, 10)).toMatchObject([{ error: '550 no such user' }])
  expect(deadLetters(app.deps.db)).toEqual([])
  sendWaiting(app.deps)
  await app.settle()
  expect(app.mailer.sent).toHaveLength(0)
  sendUnsent(app.deps)
  await app.settle()
  expect(app.mailer.sent).toHaveLength(1)
})

/** Lets time pass in steps, each of which runs what is due. */
async function pass(duration: number, step: number): Promise<void> {
  for (let passed = 0; passed < duration; passed += step) {
    app.clock.advance(step)
    await app.settle()
  }
}

test('a mail outlasts a mail server that is down for four days', async () => {
  setServer()
  app.mailer.state = 'down'
  post(app.deps, 'ada@example.org', letter)
  await pass(days(4), minutes(30))
  app.mailer.state = 'working'
  await pass(hours(1), minutes(30))
  expect(app.mailer.sent).toHaveLength(1)
})

test('a mail that no server takes for a week waits no more, and is said to have failed', async () => {
  setServer()
  app.mailer.state = 'down'
  const id = post(app.deps, 'ada@example.org', letter)
  await pass(days(7), minutes(30))
  expect(mailById(app.deps, id)).toMatchObject({ sentAt: null, failedAt: expect.any(Number) })
  expect(deadLetters(app.deps.db)).toHaveLength(1)
})

test('once the server takes a mail, those that would be tried only later leave at once', async () => {
  setServer()
  app.mailer.state = 'down'
  for (const name of ['ada', 'grace', 'hedy']) post(app.deps, `${name}@example.org`, letter)
  await pass(hours(12), minutes(30))
  app.clock.advance(minutes(1))
  app.mailer.state = 'working'
  post(app.deps, 'mary@example.org', letter)
  await app.settle()
  expect(app.mailer.sent).toHaveLength(4)
})

test('what left is kept for 90 days, what was refused for 30, what waits for as long as it waits', async () => {
  const waiting = post(app.deps, 'waiting@example.org', letter)
  await app.settle()
  setServer()
  const sent = post(app.deps, 'sent@example.org', letter)
  await app.settle()
  app.mailer.state = 'refusing'
  const refused = post(app.deps, 'refused@example.org', letter)
  await app.settle()
  const left = () => mailPage(app.deps, null, 10).map(({ id }) => id)
  const sweepAfter = (passed: number) => {
    app.clock.advance(passed)
    sweepMails(app.deps)
    return left()
  }
  expect(sweepAfter(days(29))).toEqual([refused, sent, waiting])
  expect(sweepAfter(days(2))).toEqual([sent, waiting])
  expect(sweepAfter(days(60))).toEqual([waiting])
})

test('a mail written in a transaction that fails is never sent', async () => {
  setServer()
  const fail = () =>
    app.deps.inTx(() => {
      post(app.deps, 'ada@example.org', letter)
      throw new Error('no')
    })
  expect(fail).toThrow('no')
  await app.settle()
  expect(app.mailer.sent).toHaveLength(0)
})

test.each(['a@example.org\r\nBcc: all@example.org', 'a@example.org\nSubject: x'])(
  'attack 78: a line break in a recipient is refused (%j)',
  (recipient) => {
    expect(() => post(app.deps, recipient, letter)).toThrow('common.errors.oneLine')
  },
)

test('attack 78: a line break in a subject is refused', () => {
  const subject = 'Bonjour\r\nBcc: all@example.org'
  expect(() => post(app.deps, 'ada@example.org', { ...letter, subject })).toThrow('common.errors.oneLine')
})
