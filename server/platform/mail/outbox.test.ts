import { afterEach, beforeEach, expect, test } from 'vitest'
import { mailServer } from '../../../shared/mail.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { minutes } from '../clock.ts'
import { mailPage, post, sendWaiting } from './outbox.ts'

let app: TestApp

beforeEach(async () => {
  app = await startApp()
})

afterEach(() => app.stop())

const letter = { subject: 'Bonjour', html: '<p>Bonjour</p>', text: 'Bonjour' }
const setServer = () =>
  app.deps.settings.set(mailServer, { ...mailServer.defaults, host: 'smtp.example.org', fromAddress: 'us@example.org' })

test('without a mail server a mail waits, readable, and leaves once a server is set', async () => {
  post(app.deps, 'ada@example.org', letter)
  await app.settle()
  expect(mailPage(app.deps, null, 10)).toMatchObject([{ recipient: 'ada@example.org', text: 'Bonjour', sentAt: null }])
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
