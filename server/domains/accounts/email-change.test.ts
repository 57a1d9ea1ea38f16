import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mailServer } from '../../../shared/mail.ts'
import { hours } from '../../platform/clock.ts'
import { signInAs } from '../../testing/authenticator.ts'
import type { Browser } from '../../testing/browser.ts'
import { ada } from '../../testing/people.ts'
import { refusal } from '../../testing/refusal.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { createOwner, prepareAccount } from './accounts.ts'
import { account } from './tables.ts'

let app: TestApp
let browser: Browser

const email = 'ada@new.example'
const over = { status: 404, key: 'accounts.errors.emailLinkOver' }

beforeEach(async () => {
  app = await startApp()
  await createOwner(app.deps, ada, (id) => id)
  app.deps.settings.set(mailServer, { ...mailServer.defaults, host: 'smtp.example.org', fromAddress: 'us@example.org' })
  browser = app.visitor()
  await signInAs(browser)
})

afterEach(() => app.stop())

const change = (to: string = email) => browser.api.accounts.changeEmail.mutate({ password: ada.password, email: to })
const confirm = (token: string) => app.visitor().api.accounts.confirmEmail.mutate({ token })

async function mailedToken(): Promise<string> {
  await app.settle()
  const [, token = ''] = /\/confirm-email#token=([\w-]+)/.exec(app.mailer.sent.at(-1)?.text ?? '') ?? []
  return token
}

test('an address changes once its own link was followed, and the former one is told', async () => {
  await change()
  const token = await mailedToken()
  expect(app.mailer.sent.at(-1)?.recipient).toBe(email)
  expect(await browser.api.accounts.profile.query()).toMatchObject({ email: ada.email, nextEmail: email })
  expect(await confirm(token)).toEqual({ email })
  expect(await browser.api.accounts.profile.query()).toMatchObject({ email, nextEmail: null })
  await app.settle()
  expect(app.mailer.sent.at(-1)?.recipient).toBe(ada.email)
  expect(await refusal(confirm(token))).toMatchObject(over)
})

test('a link is over after a day, after another was asked for, and after it was withdrawn', async () => {
  await change()
  const first = await mailedToken()
  await change('ada@other.example')
  const second = await mailedToken()
  expect(await refusal(confirm(first))).toMatchObject(over)
  await browser.api.accounts.withdrawEmailChange.mutate()
  expect(await refusal(confirm(second))).toMatchObject(over)
  await change()
  const third = await mailedToken()
  app.clock.advance(hours(25))
  expect(await refusal(confirm(third))).toMatchObject(over)
  expect(await browser.api.accounts.profile.query()).toMatchObject({ email: ada.email, nextEmail: null })
})

test('an address that another account bears is refused, also where that account came meanwhile', async () => {
  const member = app.person('member')
  expect(await refusal(change(`${member.username}@example.org`))).toMatchObject({ status: 409 })
  await change()
  const token = await mailedToken()
  const other = app.person('member')
  app.deps.db.update(account).set({ email }).where(eq(account.id, other.id)).run()
  expect(await refusal(confirm(token))).toMatchObject({ status: 409, key: 'accounts.errors.emailTaken' })
})

test('a link to a new password that was mailed to the former address opens nothing after the change', async () => {
  await app.visitor().api.accounts.requestPasswordReset.mutate({ login: 'ada' })
  await app.settle()
  const [, reset = ''] = /\/reset#token=([\w-]+)/.exec(app.mailer.sent.at(-1)?.text ?? '') ?? []
  await change()
  await confirm(await mailedToken())
  expect(await refusal(app.visitor().api.accounts.passwordReset.mutate({ token: reset }))).toMatchObject({
    status: 404,
  })
})

test('without a mail server the address stays, and it is said why', async () => {
  app.deps.settings.set(mailServer, mailServer.defaults)
  expect(await refusal(change())).toMatchObject({ status: 503, key: 'accounts.errors.noMailServer' })
})

test('an address that somebody gave up is free for the next person', async () => {
  await change()
  await confirm(await mailedToken())
  const write = await prepareAccount(app.deps, { ...ada, username: 'bob', password: 'encore un tout autre' }, 'member')
  const bob = app.deps.inTx(write)
  const people = app.deps.db.select().from(account).all()
  expect(people.find(({ id }) => id === bob)).toMatchObject({ email: ada.email })
  expect(new Set(people.map(({ contactId }) => contactId)).size).toBe(people.length)
})

test('an account gets a contact of its own where another account has the one of its address', async () => {
  app.deps.db.update(account).set({ email }).where(eq(account.username, 'ada')).run()
  const write = await prepareAccount(app.deps, { ...ada, username: 'bob', password: 'encore un tout autre' }, 'member')
  expect(() => app.deps.inTx(write)).not.toThrow()
})
