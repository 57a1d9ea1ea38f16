import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { siteSettings } from '../../../../shared/house.ts'
import type { Locale } from '../../../../shared/locale.ts'
import { mailServer } from '../../../../shared/mail.ts'
import { accountsAccess } from '../../../../shared/people.ts'
import { peopleMe } from '../../../../shared/people-me.ts'
import { hours } from '../../../platform/clock.ts'
import { refusal } from '../../../testing/refusal.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import { account } from '../tables.ts'

let app: TestApp

const email = 'grace@example.org'
const person = {
  name: 'Grace',
  username: 'grace',
  email,
  password: 'quatre mots sans lien',
  timeZone: 'Europe/Paris',
  locale: 'en',
} as const

beforeEach(async () => {
  app = await startApp()
  app.person('owner', 'Ada')
  const site = app.deps.settings.get(siteSettings)
  app.deps.settings.set(siteSettings, { ...site, address: 'https://house.example' })
  app.deps.settings.set(mailServer, { ...mailServer.defaults, host: 'smtp.example.org', fromAddress: 'us@example.org' })
  open(true)
})

afterEach(() => app.stop())

const open = (registration: boolean) =>
  app.deps.settings.set(accountsAccess, { registration, registrationRole: 'client' })

const ask = (address = email, locale: Locale = 'fr') =>
  app.visitor().fetch('/trpc/accounts.requestAccount', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Visit http://evil.example', email: address, locale }),
  })

/** The secret of the link in the last mail. */
async function mailedToken(): Promise<string> {
  await app.settle()
  const [, token = ''] = /house\.example\/invitation#token=([\w-]+)/.exec(app.mailer.sent.at(-1)?.text ?? '') ?? []
  expect(token).not.toBe('')
  return token
}

const accept = (token: string, fields: { email?: string } = {}) =>
  app.visitor().api.accounts.acceptInvitation.mutate({ ...person, ...fields, token })

const over = { status: 404, key: 'accounts.errors.invitationOver' }

test('closed by default: the house says so, and nothing is mailed', async () => {
  expect(accountsAccess.defaults.registration).toBe(false)
  open(false)
  expect(peopleMe.of(await app.visitor().api.house.me.query())).toEqual({ registration: false })
  const closed = app.visitor().api.accounts.requestAccount.mutate({ name: 'Grace', email, locale: 'fr' })
  expect(await refusal(closed)).toMatchObject({ status: 404, key: 'people.errors.registrationClosed' })
  await app.settle()
  expect(app.mailer.sent).toEqual([])
})

test('closed as long as no mail can leave: the link would come nowhere', async () => {
  app.deps.settings.set(mailServer, mailServer.defaults)
  expect(peopleMe.of(await app.visitor().api.house.me.query())).toEqual({ registration: false })
  expect((await ask()).status).toBe(404)
})

test('who asks again in another language is answered in that one', async () => {
  const subjects = async (locale: Locale) => {
    await ask(email, locale)
    await app.settle()
    return app.mailer.sent.map(({ subject }) => subject)
  }
  const [french] = await subjects('fr')
  const [, english] = await subjects('en')
  expect(english).not.toBe(french)
  expect(await subjects('fr')).toEqual([french, english, french])
})

test('an admin opens and closes it, and the log says so', async () => {
  const admin = app.as('admin')
  const { revision } = await admin.api.house.settings.query({ name: 'accounts.access' })
  const value = { registration: false, registrationRole: 'member' }
  await admin.api.house.changeSettings.mutate({ name: 'accounts.access', value, revision })
  expect((await ask()).status).toBe(404)
  const [act] = await admin.api.house.audit.query({ before: null, limit: 1 })
  expect(act).toMatchObject({ after: { 'accounts.access': { registration: false } } })
  const refused = app.as('member').api.house.changeSettings.mutate({ name: 'accounts.access', value, revision })
  expect(await refusal(refused)).toMatchObject({ status: 403 })
})

test('open: a mailed link makes one account, whose address is proved and whose role is the set one', async () => {
  await ask()
  const token = await mailedToken()
  expect(app.mailer.sent[0]).toMatchObject({ recipient: email })
  expect(await app.visitor().api.accounts.invitation.mutate({ token })).toMatchObject({ email, invitedBy: '' })
  await accept(token, { email: 'other@example.org' })
  const row = app.deps.db.select().from(account).where(eq(account.username, 'grace')).get()
  expect(row).toMatchObject({ email, role: 'client' })
  expect(await refusal(accept(token))).toMatchObject(over)
})

test('the mail is in the language of the page, and bears no word of whoever asked', async () => {
  await ask(email, 'fr')
  await ask('alan@example.org', 'en')
  await app.settle()
  const [french, english] = app.mailer.sent
  expect(french?.text).toContain('vingt-quatre heures')
  expect(english?.text).toContain('twenty-four hours')
  for (const mail of [french, english]) expect(JSON.stringify(mail)).not.toContain('evil.example')
})

test('attack 6: a known address is answered as an unknown one; its mail offers the sign-in', async () => {
  app.deps.db.update(account).set({ email: 'ada@example.org' }).run()
  const [known, unknown] = [await ask('ADA@example.org'), await ask()]
  expect(known.status).toBe(200)
  expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()])
  await app.settle()
  const mail = app.mailer.sent.find(({ recipient }) => recipient === 'ada@example.org')
  expect(mail?.text).toContain('https://house.example/login')
  expect(mail?.text).not.toContain('token=')
})

test('attack 20: a link is over after a day, after another one, and when the house has closed', async () => {
  await ask()
  const first = await mailedToken()
  await ask()
  const second = await mailedToken()
  expect(await refusal(accept(first))).toMatchObject(over)
  open(false)
  expect(await refusal(accept(second))).toMatchObject(over)
  open(true)
  app.clock.advance(hours(25))
  expect(await refusal(accept(second))).toMatchObject(over)
})

test('of two who use a link at once one wins', async () => {
  await ask()
  const token = await mailedToken()
  const outcomes = await Promise.allSettled([accept(token), accept(token)])
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('attack 6: one address is sent a few mails at most, and one browser asks a few times at most', async () => {
  const statuses: number[] = []
  for (let time = 0; time < 6; time++) {
    statuses.push((await ask()).status)
    await app.settle()
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
  expect(app.mailer.sent).toHaveLength(3)
})

test('a link that somebody asked for is listed and withdrawn, and never shown to an admin', async () => {
  const admin = app.as('admin')
  await ask()
  const token = await mailedToken()
  const [pending] = (await admin.api.accounts.everyone.query()).invitations
  expect(pending).toMatchObject({ email, invitedBy: null, expired: false })
  const id = pending?.id ?? 0
  expect(await refusal(admin.api.accounts.renewInvitation.mutate({ id, mail: false }))).toMatchObject({ status: 404 })
  await admin.api.accounts.withdrawInvitation.mutate({ id })
  expect(await refusal(accept(token))).toMatchObject(over)
})
