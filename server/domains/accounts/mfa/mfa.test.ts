import { afterEach, beforeEach, expect, test } from 'vitest'
import { minutes, seconds } from '../../../platform/clock.ts'
import { codeAt, enrol, signInAs } from '../../../testing/authenticator.ts'
import type { Browser } from '../../../testing/browser.ts'
import { ada } from '../../../testing/people.ts'
import { refusal } from '../../../testing/refusal.ts'
import { restClient } from '../../../testing/rest.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import { createOwner } from '../accounts.ts'
import { backupCode, totp } from './tables.ts'

let app: TestApp
let browser: Browser

const step = seconds(30)
const wrong = { status: 401, key: 'mfa.errors.wrongCode' }
const wrongBackup = { status: 401, key: 'mfa.errors.wrongBackupCode' }

beforeEach(async () => {
  app = await startApp()
  await createOwner(app.deps, ada, (id) => id)
  browser = app.visitor()
  await signInAs(browser)
})

afterEach(() => app.stop())

const isIn = async (of: Browser) => (await of.api.house.me.query()).account !== null
const codeNow = (key: string, later = 0) => codeAt(key, app.clock.now() + later)

async function ticketOf(of: Browser): Promise<string> {
  const answer = await signInAs(of)
  if (answer.next !== 'code') throw new Error('No code was asked for.')
  return answer.ticket
}

const redeem = (ticket: string, code: string) => app.visitor().api.accounts.signInWithCode.mutate({ ticket, code })

test('a second factor is set up, asked for at the next sign-in, and opens with its code', async () => {
  const before = app.visitor()
  await signInAs(before)
  const { key, codes } = await enrol(app, browser)
  expect(new Set(codes).size).toBe(10)
  expect(await isIn(browser)).toBe(true)
  expect(await isIn(before)).toBe(false)
  app.clock.advance(step)
  const back = app.visitor()
  expect(await signInAs(back)).toMatchObject({ next: 'code' })
  expect(await isIn(back)).toBe(false)
  expect(await signInAs(back, codeNow(key))).toEqual({ next: 'in' })
  expect(await isIn(back)).toBe(true)
})

test('nothing that is stored opens the door: keys are sealed, codes are hashes', async () => {
  const { key, codes } = await enrol(app, browser)
  const stored = JSON.stringify([app.deps.db.select().from(totp).all(), app.deps.db.select().from(backupCode).all()])
  for (const secret of [key, ...codes, ...codes.map((code) => code.replaceAll('-', ''))]) {
    expect(stored).not.toContain(secret)
  }
})

test('attack 13: the ticket between password and code opens nothing by itself', async () => {
  await enrol(app, browser)
  const ticket = await ticketOf(app.visitor())
  const headers = { cookie: `session=${ticket}`, origin: app.url, 'x-foyer': '1' }
  expect((await fetch(`${app.url}/trpc/accounts.profile`, { headers })).status).toBe(401)
  const bearer = await restClient(app.url, ticket).call('GET', '/api/memories')
  expect(bearer.status).toBe(401)
})

test('attack 14: a code is accepted once', async () => {
  const { key } = await enrol(app, browser)
  const used = codeNow(key)
  expect(await refusal(signInAs(app.visitor(), used))).toMatchObject(wrong)
  app.clock.advance(step)
  const code = codeNow(key)
  await signInAs(app.visitor(), code)
  expect(await refusal(signInAs(app.visitor(), code))).toMatchObject(wrong)
})

test('attack 14: after a later code was used, the one before it is over', async () => {
  const { key } = await enrol(app, browser)
  app.clock.advance(3 * step)
  const earlier = codeNow(key)
  await signInAs(app.visitor(), codeNow(key, step))
  expect(await refusal(signInAs(app.visitor(), earlier))).toMatchObject(wrong)
})

test('attack 15: of two equal codes at the same moment one wins', async () => {
  const { key } = await enrol(app, browser)
  app.clock.advance(step)
  const code = codeNow(key)
  const tickets = [await ticketOf(app.visitor()), await ticketOf(app.visitor())]
  const outcomes = await Promise.allSettled(tickets.map((ticket) => redeem(ticket, code)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('attack 16: the code of one step before or after is right, of two it is not', async () => {
  const { key } = await enrol(app, browser)
  app.clock.advance(10 * step)
  for (const later of [-2 * step, 2 * step]) {
    expect(await refusal(signInAs(app.visitor(), codeNow(key, later)))).toMatchObject(wrong)
  }
  await signInAs(app.visitor(), codeNow(key, -step))
  await signInAs(app.visitor(), codeNow(key, step))
})

test('attack 17: a malformed code is a wrong code, never a failure of the house', async () => {
  await enrol(app, browser)
  const malformed = [
    ['', '12345', '1234567', 'abcdef'],
    ['１２３４５６', '🔑🔑🔑🔑🔑🔑', '\u0000', 'x'.repeat(5000)],
  ]
  for (const codes of malformed) {
    const ticket = await ticketOf(app.visitor())
    for (const code of codes) {
      app.clock.advance(minutes(1))
      expect([400, 401]).toContain((await refusal(redeem(ticket, code))).status)
    }
  }
  for (const code of ['', '12345', '１２３４５６']) {
    expect(await refusal(browser.api.accounts.confirmMfa.mutate({ code }))).toMatchObject({ status: 400 })
  }
})

test('attack 18: after five wrong codes the ticket is dead, also for the right one', async () => {
  const { key } = await enrol(app, browser)
  app.clock.advance(step)
  const ticket = await ticketOf(app.visitor())
  for (let tries = 0; tries < 5; tries++) expect(await refusal(redeem(ticket, '000000'))).toMatchObject({ status: 401 })
  app.clock.advance(seconds(5))
  expect(await refusal(redeem(ticket, codeNow(key)))).toMatchObject({ status: 401, key: 'mfa.errors.ticketOver' })
})

test('attack 18: whoever knows the password and takes ticket after ticket is slowed down', async () => {
  await enrol(app, browser)
  const keys = []
  for (let tries = 0; tries < 8; tries++)
    keys.push((await refusal(redeem(await ticketOf(app.visitor()), '000000'))).key)
  expect(keys.at(-1)).toBe('common.errors.tooOften')
})

test('a ticket is over after ten minutes, and after it was used', async () => {
  const { key } = await enrol(app, browser)
  app.clock.advance(step)
  const late = await ticketOf(app.visitor())
  const used = await ticketOf(app.visitor())
  await redeem(used, codeNow(key))
  app.clock.advance(minutes(2))
  expect(await refusal(redeem(used, codeNow(key)))).toMatchObject({ key: 'mfa.errors.ticketOver' })
  app.clock.advance(minutes(9))
  expect(await refusal(redeem(late, codeNow(key)))).toMatchObject({ key: 'mfa.errors.ticketOver' })
})

test('attack 19: a backup code opens once, however it is written, and of two at once one wins', async () => {
  const { codes } = await enrol(app, browser)
  const [first = '', second = ''] = codes
  await signInAs(app.visitor(), first.toLowerCase().replaceAll('-', ' '))
  expect(await refusal(signInAs(app.visitor(), first))).toMatchObject(wrongBackup)
  const tickets = [await ticketOf(app.visitor()), await ticketOf(app.visitor())]
  const outcomes = await Promise.allSettled(tickets.map((ticket) => redeem(ticket, second)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await browser.api.accounts.mfa.query()).backupCodesLeft).toBe(8)
})

test('new backup codes put the old ones out of use', async () => {
  const { codes } = await enrol(app, browser)
  const [old = ''] = codes
  const [fresh = ''] = await browser.api.accounts.newBackupCodes.mutate({ password: ada.password })
  expect(await refusal(signInAs(app.visitor(), old))).toMatchObject(wrongBackup)
  await signInAs(app.visitor(), fresh)
})

test('attack 23: without the password nothing of the second factor changes', async () => {
  const { key } = await enrol(app, browser)
  const denied = { status: 403, key: 'accounts.errors.wrongPassword' }
  const password = 'not the password at all'
  expect(await refusal(browser.api.accounts.endMfa.mutate({ password }))).toMatchObject(denied)
  expect(await refusal(browser.api.accounts.startMfa.mutate({ password }))).toMatchObject(denied)
  expect(await refusal(browser.api.accounts.newBackupCodes.mutate({ password }))).toMatchObject(denied)
  expect(await refusal(browser.api.accounts.changeEmail.mutate({ password, email: 'x@example.org' }))).toMatchObject(
    denied,
  )
  expect(await refusal(browser.api.accounts.endMfa.mutate({} as { password: string }))).toMatchObject({ status: 400 })
  app.clock.advance(step)
  await signInAs(app.visitor(), codeNow(key))
})

test('attack 24: a key that nobody confirmed asks nobody for a code', async () => {
  const { key } = await browser.api.accounts.startMfa.mutate({ password: ada.password })
  expect(await signInAs(app.visitor())).toEqual({ next: 'in' })
  expect(await refusal(browser.api.accounts.confirmMfa.mutate({ code: '000000' }))).toMatchObject({ status: 400 })
  expect(await signInAs(app.visitor())).toEqual({ next: 'in' })
  app.clock.advance(minutes(61))
  expect(await refusal(browser.api.accounts.confirmMfa.mutate({ code: codeNow(key) }))).toMatchObject({ status: 400 })
})

test('another phone takes the place of the first once its code was given', async () => {
  const { key: first } = await enrol(app, browser)
  const { key: second } = await browser.api.accounts.startMfa.mutate({ password: ada.password })
  app.clock.advance(step)
  await signInAs(app.visitor(), codeNow(first))
  app.clock.advance(step)
  await browser.api.accounts.confirmMfa.mutate({ code: codeNow(second) })
  app.clock.advance(step)
  expect(await refusal(signInAs(app.visitor(), codeNow(first)))).toMatchObject(wrong)
  await signInAs(app.visitor(), codeNow(second))
})

test('the second factor ends with the password, and the other sessions with it', async () => {
  const { codes } = await enrol(app, browser)
  const other = app.visitor()
  await signInAs(other, codes[0])
  await browser.api.accounts.endMfa.mutate({ password: ada.password })
  expect(await isIn(browser)).toBe(true)
  expect(await isIn(other)).toBe(false)
  expect(await signInAs(app.visitor())).toEqual({ next: 'in' })
})

test('a clock that was set back opens nothing and breaks nothing', async () => {
  const { key } = await enrol(app, browser)
  app.clock.advance(-minutes(5))
  expect(await refusal(signInAs(app.visitor(), codeNow(key)))).toMatchObject({ status: 401 })
})

test('a key that was sealed by another house opens nothing and breaks nothing', async () => {
  const { key, codes } = await enrol(app, browser)
  app.deps.db.update(totp).set({ key: 'sealed elsewhere' }).run()
  app.clock.advance(step)
  expect(await refusal(signInAs(app.visitor(), codeNow(key)))).toMatchObject(wrong)
  await signInAs(app.visitor(), codes[0])
})

test('a program is told that the account asks for a second factor', async () => {
  await enrol(app, browser)
  const json = { username: 'ada', password: ada.password }
  const answer = await restClient(app.url).call('POST', '/api/auth/login', { json })
  expect(answer.status).toBe(401)
  expect(JSON.stringify(answer.body)).toContain('mfa_required')
})
