import { afterEach, beforeEach, expect, test } from 'vitest'
import { siteSettings } from '../../../shared/house.ts'
import { mailServer } from '../../../shared/mail.ts'
import { minutes } from '../../platform/clock.ts'
import { ada } from '../../testing/people.ts'
import { refusal } from '../../testing/refusal.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { createOwner } from './accounts.ts'
import { account } from './tables.ts'

let app: TestApp

const next = 'cinq autres mots, plus longs'

beforeEach(async () => {
  app = await startApp()
  await createOwner(app.deps, ada, (id) => id)
  const site = app.deps.settings.get(siteSettings)
  app.deps.settings.set(siteSettings, { ...site, address: 'https://house.example' })
  app.deps.settings.set(mailServer, { ...mailServer.defaults, host: 'smtp.example.org', fromAddress: 'us@example.org' })
})

afterEach(() => app.stop())

const ask = (login: string, headers: Record<string, string> = {}) =>
  app.visitor().fetch('/trpc/accounts.requestPasswordReset', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ login }),
  })
const reset = (token: string, password: string = next) =>
  app.visitor().api.accounts.resetPassword.mutate({ token, password })
const signIn = (password: string) =>
  app.visitor().api.accounts.signIn.mutate({ login: 'ada', password, remember: false })

/** The secret of the link in the last mail. */
async function mailedToken(): Promise<string> {
  await app.settle()
  const [, token = ''] = /https:\/\/house\.example\/reset#token=([\w-]+)/.exec(app.mailer.sent.at(-1)?.text ?? '') ?? []
  expect(token).not.toBe('')
  return token
}

test('a password is chosen anew by a mailed link, once, and every session ends', async () => {
  const browser = app.visitor()
  await browser.api.accounts.signIn.mutate({ login: 'ada', password: ada.password, remember: true })
  await ask('Ada@Example.org')
  const token = await mailedToken()
  expect(app.mailer.sent.at(-1)?.recipient).toBe('ada@example.org')
  expect(await app.visitor().api.accounts.passwordReset.mutate({ token })).toMatchObject({ username: 'ada' })
  await reset(token)
  expect((await browser.api.house.me.query()).account).toBeNull()
  expect(await refusal(signIn(ada.password))).toMatchObject({ status: 401 })
  await signIn(next)
})

test('attack 6: whoever is asked for, the answer is the same, and a name that nobody bears is sent nothing', async () => {
  const [known, unknown] = [await ask('ada'), await ask('nobody')]
  expect(known.status).toBe(200)
  expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()])
  await app.settle()
  expect(app.mailer.sent).toHaveLength(1)
})

test('attack 20: a link that was used, has expired or was followed by another opens nothing', async () => {
  const over = { status: 404, key: 'accounts.errors.resetOver' }
  await ask('ada')
  const first = await mailedToken()
  app.clock.advance(minutes(2))
  await ask('ada')
  const second = await mailedToken()
  expect(await refusal(reset(first))).toMatchObject(over)
  await reset(second)
  expect(await refusal(reset(second))).toMatchObject(over)
  app.clock.advance(minutes(2))
  await ask('ada')
  const third = await mailedToken()
  app.clock.advance(minutes(11))
  expect(await refusal(app.visitor().api.accounts.passwordReset.mutate({ token: third }))).toMatchObject(over)
})

test('attack 20: the link leads to the house’s own address, whatever the request says', async () => {
  await ask('ada', { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' })
  await mailedToken()
  expect(app.mailer.sent.at(-1)?.text).not.toContain('evil.example')
})

test('of two who use a link at once one wins', async () => {
  await ask('ada')
  const token = await mailedToken()
  const outcomes = await Promise.allSettled([reset(token), reset(token, 'encore une autre phrase')])
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a weak password is refused and the link stays open', async () => {
  await ask('ada')
  const token = await mailedToken()
  expect(await refusal(reset(token, 'passwordpassword'))).toMatchObject({ status: 400 })
  await reset(token)
})

test('a second link within a minute is not mailed, nor one to a disabled account', async () => {
  await ask('ada')
  await mailedToken()
  await ask('ada')
  await app.settle()
  expect(app.mailer.sent).toHaveLength(1)
  app.clock.advance(minutes(2))
  app.deps.db.update(account).set({ disabledAt: app.clock.now() }).run()
  await ask('ada')
  await app.settle()
  expect(app.mailer.sent).toHaveLength(1)
})
