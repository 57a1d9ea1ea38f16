import http from 'node:http'
import type { ParsedMail } from 'mailparser'
import { expect, onTestFinished, test } from 'vitest'
import type { Locale } from '../../../shared/locale.ts'
import { mailServer } from '../../../shared/mail.ts'
import type { Config } from '../../config.ts'
import { hours, minutes } from '../../platform/clock.ts'
import { smtpMailer } from '../../platform/mail/smtp.ts'
import { signInAs } from '../../testing/authenticator.ts'
import { smallJpeg } from '../../testing/couple.ts'
import { freePort, startNginx } from '../../testing/nginx.ts'
import { ada } from '../../testing/people.ts'
import { refusal } from '../../testing/refusal.ts'
import { startSmtpServer } from '../../testing/smtp-server.ts'
import { openSocket } from '../../testing/socket.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { sendFile } from '../../testing/uploads.ts'
import { createOwner } from './accounts.ts'

// Links of mails that a real mail server received, followed where they lead.

interface Mailed {
  readonly app: TestApp
  /** Runs what is due and answers the last mail that came with a link of its own: notices come too. */
  lastMail(): Promise<ParsedMail>
}

async function startMailed(config: Partial<Config>, locale: Locale): Promise<Mailed> {
  const mail = await startSmtpServer()
  onTestFinished(mail.stop)
  const app = await startApp({ config, overrides: { mailer: smtpMailer } })
  onTestFinished(() => app.stop())
  await createOwner(app.deps, { ...ada, locale }, (id) => id)
  app.deps.settings.set(mailServer, { ...mailServer.defaults, ...mail.server })
  const lastMail = async () => {
    await app.settle()
    const last = mail.received.findLast(({ text = '' }) => text.includes('#token='))
    if (!last) throw new Error('No mail came.')
    return last
  }
  return { app, lastMail }
}

/** A house behind a real nginx, which is the only address that anybody knows. */
async function startBehindNginx(locale: Locale = 'en'): Promise<Mailed> {
  const port = await freePort()
  const house = await startMailed({ baseUrl: `http://127.0.0.1:${port}`, trustProxy: 1 }, locale)
  const nginx = await startNginx(port, house.app.port)
  onTestFinished(nginx.stop)
  return house
}

/** The secret of the one link that both parts of a mail carry; it leads to this address. */
function tokenIn({ text = '', html }: ParsedMail, address: string): string {
  const tokens = [text, String(html)].map((part) => part.split(`${address}#token=`)[1]?.match(/^[\w-]+/)?.[0])
  expect(tokens[0]).toBeTruthy()
  expect(tokens[1]).toBe(tokens[0])
  return tokens[0] ?? ''
}

/** The page that a link leads to is there, for whoever follows it by its whole address. */
async function expectPage(address: string): Promise<void> {
  const page = await fetch(address)
  expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')])
  expect(await page.text()).toContain('<div id="root">')
}

const next = 'cinq autres mots, plus longs'

/**
 * Calls a procedure as a browser of the house would, with headers that `fetch` does not let one set; answers the status.
 * @param localAddress from which address of this machine it comes
 */
function post(
  url: string,
  procedure: string,
  body: object,
  headers: Record<string, string>,
  localAddress = '127.0.0.1',
): Promise<number> {
  const own = { origin: url, 'x-foyer': '1', 'content-type': 'application/json' }
  const options = { method: 'POST', localAddress, headers: { ...own, ...headers } }
  return new Promise((resolve, reject) => {
    const request = http.request(`${url}/trpc/${procedure}`, options, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    request.on('error', reject)
    request.end(JSON.stringify(body))
  })
}

test.for([
  ['en', 'Choose a password'],
  ['fr', 'Choisir un mot de passe'],
] as const)(
  'behind nginx a link to a new password leads to the public address, works once, and ends (%s)',
  async ([locale, button]) => {
    const { app, lastMail } = await startBehindNginx(locale)
    await app.visitor().api.accounts.requestPasswordReset.mutate({ login: 'ada' })
    const mail = await lastMail()
    expect(mail.text).toContain(button)
    const token = tokenIn(mail, `${app.url}/reset`)
    await expectPage(`${app.url}/reset`)
    await app.visitor().api.accounts.resetPassword.mutate({ token, password: next })
    const again = (used: string) => app.visitor().api.accounts.resetPassword.mutate({ token: used, password: next })
    expect(await refusal(again(token))).toMatchObject({ status: 404 })
    app.clock.advance(minutes(2))
    await app.visitor().api.accounts.requestPasswordReset.mutate({ login: 'ada' })
    const late = tokenIn(await lastMail(), `${app.url}/reset`)
    app.clock.advance(minutes(11))
    expect(await refusal(again(late))).toMatchObject({ status: 404 })
  },
)

test('attack 20: behind nginx a forged Host changes no link', async () => {
  const { app, lastMail } = await startBehindNginx()
  const forged = { host: 'evil.example', 'x-forwarded-host': 'evil.example' }
  expect(await post(app.url, 'accounts.requestPasswordReset', { login: 'ada' }, forged)).toBe(200)
  const mail = await lastMail()
  expect(tokenIn(mail, `${app.url}/reset`)).not.toBe('')
  expect(`${mail.text}${mail.html}`).not.toContain('evil.example')
})

test.for([
  ['fr', 'en', 'Accepter l’invitation'],
  ['en', 'fr', 'Accept the invitation'],
] as const)(
  'behind nginx an invitation comes in the language of whom it is for, works once, and ends (%s)',
  async ([locale, owners, button]) => {
    const { app, lastMail } = await startBehindNginx(owners)
    const owner = app.visitor()
    await signInAs(owner)
    const invite = (email: string) =>
      owner.api.accounts.invitePerson.mutate({ name: 'Grace', email, role: 'member', locale })
    await invite('grace@example.org')
    const mail = await lastMail()
    expect(mail.text).toContain(button)
    const token = tokenIn(mail, `${app.url}/invitation`)
    await expectPage(`${app.url}/invitation`)
    const person = { token, locale, username: 'grace', name: 'Grace', email: 'grace@example.org' }
    const accept = (change: object = {}) =>
      app
        .visitor()
        .api.accounts.acceptInvitation.mutate({ ...person, password: next, timeZone: 'Europe/Paris', ...change })
    await accept()
    expect(await refusal(accept())).toMatchObject({ status: 404 })
    await invite('late@example.org')
    const late = tokenIn(await lastMail(), `${app.url}/invitation`)
    app.clock.advance(hours(24 * 8))
    expect(await refusal(accept({ token: late, username: 'late' }))).toMatchObject({ status: 404 })
  },
)

test('behind nginx a browser’s own address is kept, a socket opens, and a file arrives', async () => {
  const { app } = await startBehindNginx()
  const owner = app.visitor()
  await signInAs(owner)
  const body = { login: 'ada', password: ada.password, remember: false }
  const forged = { 'x-forwarded-for': '203.0.113.9' }
  expect(await post(app.url, 'accounts.signIn', body, forged, '127.0.0.2')).toBe(200)
  // nginx sees who connects; the house believes nginx and nobody else.
  const addresses = (await owner.api.accounts.sessions.query()).map(({ address }) => address)
  expect(addresses.sort()).toEqual(['127.0.0.1', '127.0.0.2'])
  const invited = { name: 'Grace', email: '', role: 'member', locale: 'fr' }
  const headers = { ...forged, cookie: owner.cookies() }
  expect(await post(app.url, 'accounts.invitePerson', invited, headers, '127.0.0.2')).toBe(200)
  expect(await owner.api.house.audit.query({ before: null, limit: 1 })).toMatchObject([{ address: '127.0.0.2' }])
  const socket = await openSocket(owner)
  expect(socket.connected).toBe(true)
  socket.disconnect()
  const uploadId = await sendFile(owner, await smallJpeg())
  expect(await owner.api.media.finish.mutate({ uploadId, name: 'photo.jpg' })).toHaveProperty('id')
})

test('on a plain-http address of the own network links lead where the owner signed in, and cookies work', async () => {
  const { app, lastMail } = await startMailed({}, 'en')
  const owner = app.visitor()
  const body = JSON.stringify({ login: 'ada', password: ada.password, remember: true })
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
  const answer = await owner.fetch('/trpc/accounts.signIn', init)
  expect(answer.headers.getSetCookie().join()).not.toMatch(/secure|__Host-/i)
  expect((await owner.api.house.me.query()).account).not.toBeNull()
  await app.visitor().api.accounts.requestPasswordReset.mutate({ login: 'ada' })
  const token = tokenIn(await lastMail(), `${app.url}/reset`)
  await app.visitor().api.accounts.resetPassword.mutate({ token, password: next })
})
