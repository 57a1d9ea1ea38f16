import { afterEach, beforeEach, expect, test } from 'vitest'
import { mailServer } from '../../../../shared/mail.ts'
import { hours, seconds } from '../../../platform/clock.ts'
import { codeAt, enrol, signInAs } from '../../../testing/authenticator.ts'
import { ada } from '../../../testing/people.ts'
import { refusal } from '../../../testing/refusal.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import { createOwner } from '../accounts.ts'

let app: TestApp
let key: string

const next = 'cinq autres mots, plus longs'
const over = { status: 404, key: 'mfa.errors.recoveryOver' }

beforeEach(async () => {
  app = await startApp()
  await createOwner(app.deps, ada, (id) => id)
  app.deps.settings.set(mailServer, { ...mailServer.defaults, host: 'smtp.example.org', fromAddress: 'us@example.org' })
  const browser = app.visitor()
  await signInAs(browser)
  key = (await enrol(app, browser)).key
  await app.settle()
  app.mailer.sent.length = 0
  app.clock.advance(seconds(30))
})

afterEach(() => app.stop())

async function ask(password: string = ada.password) {
  const visitor = app.visitor()
  const answer = await visitor.api.accounts.signIn.mutate({ login: 'ada', password, remember: true })
  if (answer.next !== 'code') throw new Error('No code was asked for.')
  return visitor.api.accounts.askMfaRecovery.mutate({ ticket: answer.ticket })
}

/** The secret of the link of this path in the last mail. */
async function mailedToken(path: string): Promise<string> {
  await app.settle()
  const [, token = ''] = new RegExp(`${path}#token=([\\w-]+)`).exec(app.mailer.sent.at(-1)?.text ?? '') ?? []
  return token
}

const recover = (token: string, password: string = ada.password) =>
  app.visitor().api.accounts.recoverMfa.mutate({ token, password })

test('a recovery is announced at once, opens after a day, and takes the second factor away once', async () => {
  const { opensAt } = await ask()
  expect(Date.parse(opensAt) - app.clock.now()).toBe(hours(24))
  expect(await mailedToken('/mfa-recovery/stop')).not.toBe('')
  app.clock.advance(hours(23))
  await app.settle()
  expect(app.mailer.sent).toHaveLength(1)
  app.clock.advance(hours(1))
  const token = await mailedToken('/mfa-recovery')
  expect(await app.visitor().api.accounts.mfaRecovery.mutate({ token })).toMatchObject({ username: 'ada' })
  expect(await refusal(recover(token, 'not the password at all'))).toMatchObject({ status: 403 })
  await recover(token)
  await app.settle()
  expect(app.mailer.sent).toHaveLength(3)
  expect(await signInAs(app.visitor())).toEqual({ next: 'in' })
  expect(await refusal(recover(token))).toMatchObject(over)
})

test('the first mail stops it, once', async () => {
  await ask()
  const stop = await mailedToken('/mfa-recovery/stop')
  await app.visitor().api.accounts.stopMfaRecovery.mutate({ token: stop })
  expect(await refusal(app.visitor().api.accounts.stopMfaRecovery.mutate({ token: stop }))).toMatchObject(over)
  app.clock.advance(hours(25))
  await app.settle()
  expect(app.mailer.sent).toHaveLength(1)
})

test('whoever finds their phone again stops it by signing in, and can stop it from within', async () => {
  await ask()
  const browser = app.visitor()
  await signInAs(browser, codeAt(key, app.clock.now()))
  expect((await browser.api.accounts.mfa.query()).recoveryOpensAt).toBeNull()
  await ask()
  expect((await browser.api.accounts.mfa.query()).recoveryOpensAt).not.toBeNull()
  await browser.api.accounts.stopOwnMfaRecovery.mutate()
  app.clock.advance(hours(25))
  await app.settle()
  expect(app.mailer.sent).toHaveLength(2)
})

test('asked twice it stays one, and asked again after the first was stopped it waits a whole day again', async () => {
  const { opensAt } = await ask()
  app.clock.advance(hours(3))
  expect((await ask()).opensAt).toBe(opensAt)
  const stop = await mailedToken('/mfa-recovery/stop')
  expect(app.mailer.sent).toHaveLength(1)
  await app.visitor().api.accounts.stopMfaRecovery.mutate({ token: stop })
  const second = await ask()
  app.clock.advance(hours(22))
  await app.settle()
  expect(app.mailer.sent).toHaveLength(2)
  app.clock.advance(Date.parse(second.opensAt) - app.clock.now())
  expect(await mailedToken('/mfa-recovery')).not.toBe('')
})

test('a link that lies around is over a day after it opened', async () => {
  await ask()
  app.clock.advance(hours(24))
  const token = await mailedToken('/mfa-recovery')
  app.clock.advance(hours(25))
  expect(await refusal(recover(token))).toMatchObject(over)
})

test('without a mail server it says so and changes nothing', async () => {
  const signIn = () =>
    app.visitor().api.accounts.signIn.mutate({ login: 'ada', password: ada.password, remember: false })
  expect(await signIn()).toMatchObject({ next: 'code', mailReaches: true })
  app.deps.settings.set(mailServer, mailServer.defaults)
  expect(await signIn()).toMatchObject({ next: 'code', mailReaches: false })
  expect(await refusal(ask())).toMatchObject({ status: 503, key: 'mfa.errors.noMail' })
})

test('attack 21: a new password does not do away with the second factor', async () => {
  await app.visitor().api.accounts.requestPasswordReset.mutate({ login: 'ada' })
  const token = await mailedToken('/reset')
  const visitor = app.visitor()
  await visitor.api.accounts.resetPassword.mutate({ token, password: next })
  expect((await visitor.api.house.me.query()).account).toBeNull()
  const answer = await visitor.api.accounts.signIn.mutate({ login: 'ada', password: next, remember: false })
  expect(answer).toMatchObject({ next: 'code' })
  expect((await visitor.api.house.me.query()).account).toBeNull()
})
