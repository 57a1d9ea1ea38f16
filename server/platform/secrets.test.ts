import { afterEach, beforeEach, expect, test } from 'vitest'
import { mailServer } from '../../shared/mail.ts'
import { createOwner } from '../domains/accounts/accounts.ts'
import { account, session } from '../domains/accounts/tables.ts'
import { appRouter } from '../domains.ts'
import { enrol, signInAs } from '../testing/authenticator.ts'
import { type Browser, openBrowser } from '../testing/browser.ts'
import { ada } from '../testing/people.ts'
import { restClient } from '../testing/rest.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'
import { tokenHash } from './http/actor.ts'

interface Procedure {
  readonly _def: { readonly type: 'query' | 'mutation' }
}

let app: TestApp
let owner: Browser

const mailPassword = 'le mot de passe du serveur de courrier'

beforeEach(async () => {
  app = await startApp()
  await createOwner(app.deps, ada, (id) => id)
  owner = app.visitor()
  await signInAs(owner)
})

afterEach(() => app.stop())

/** Everything secret that the house holds after it was used: what was typed, and what is stored of it. */
async function plantSecrets(): Promise<string[]> {
  const server = { ...mailServer.defaults, host: 'smtp.example.org', fromAddress: 'us@example.org' }
  app.deps.settings.set(mailServer, { ...server, username: 'ada', password: mailPassword })
  const { key, codes } = await enrol(app, owner)
  const scopes = ['couple.read', 'couple.write']
  const made = await owner.api.accounts.createApiKey.mutate({ name: 'Cadre', scopes, expiresInDays: null })
  await app.visitor().api.accounts.requestPasswordReset.mutate({ login: 'ada' })
  await app.settle()
  const [, reset = ''] = /reset#token=([\w-]+)/.exec(app.mailer.sent.at(-1)?.text ?? '') ?? []
  const [, cookie = ''] = /session=([\w-]+)/.exec(owner.cookies()) ?? []
  const typed = [mailPassword, ada.password, key, ...codes, made.secret, reset, cookie]
  expect(typed.every((secret) => secret.length > 10)).toBe(true)
  const hashes = app.deps.db.select({ hash: account.passwordHash }).from(account).all()
  const sessions = app.deps.db.select({ hash: session.tokenHash }).from(session).all()
  const stored = [...hashes, ...sessions].map(({ hash }) => hash)
  return [...typed, ...typed.map(tokenHash), ...stored]
}

/** What every query of the house answers its owner, whatever it is asked with. */
async function answers(browser: Browser): Promise<string> {
  const inputs = [
    '{}',
    '{"id":1}',
    '{"name":"house.mail-server"}',
    '{"before":null,"limit":100}',
    '{"after":null,"limit":100}',
  ]
  const procedures = Object.entries(appRouter._def.procedures) as unknown as [string, Procedure][]
  const queries = procedures.filter(([, { _def }]) => _def.type === 'query')
  const texts: string[] = []
  for (const [path] of queries) {
    for (const input of [...inputs, '{"accountId":1}', `{"name":${JSON.stringify(mailServer.name)}}`]) {
      const answer = await browser.fetch(`/trpc/${path}?input=${encodeURIComponent(input)}`)
      texts.push(await answer.text())
    }
  }
  expect(queries.length).toBeGreaterThan(20)
  return texts.join('\n')
}

test('attack 72: no answer of the house holds a password, a key, a token or what is stored of them', async () => {
  const secrets = await plantSecrets()
  const said = await answers(openBrowser(app.url, /session=([\w-]+)/.exec(owner.cookies())?.[1] ?? ''))
  expect(said).toContain('smtp.example.org')
  const pages = await Promise.all(['/', '/me', '/admin', '/api/health'].map((path) => owner.fetch(path)))
  const drawn = (await Promise.all(pages.map((page) => page.text()))).join('\n')
  const rest = restClient(app.url)
  const told = JSON.stringify(
    await Promise.all(['/api/couple-data', '/api/memories'].map((path) => rest.call('GET', path))),
  )
  const found = secrets.filter((secret) => [said, drawn, told].some((text) => text.includes(secret)))
  expect(found).toEqual([])
})
