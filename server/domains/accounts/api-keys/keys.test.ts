import { afterEach, beforeEach, expect, test } from 'vitest'
import { apiKeyLimits, type NewApiKeySecret } from '../../../../shared/api-keys.ts'
import { hours, minutes } from '../../../platform/clock.ts'
import type { Browser } from '../../../testing/browser.ts'
import { type Couple, twoPartners } from '../../../testing/couple.ts'
import { refusal } from '../../../testing/refusal.ts'
import { restClient } from '../../../testing/rest.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import { sweepSessionsJob } from '../jobs.ts'
import { account } from '../tables.ts'
import { apiKey, apiKeySecret } from './tables.ts'

// A person’s own keys: made, moved over, ended. What they open is tried in access.test.ts.

let app: TestApp
let couple: Couple

beforeEach(async () => {
  app = await startApp()
  couple = await twoPartners(app)
})
afterEach(() => app.stop())

const make = (browser: Browser, expiresInDays: number | null = null): Promise<NewApiKeySecret> =>
  browser.api.accounts.createApiKey.mutate({ name: 'Cadre photo', scopes: ['couple.read'], expiresInDays })
const statusWith = async (secret: string): Promise<number> =>
  (await restClient(app.url).call('GET', '/api/memories', { headers: { 'x-api-key': secret } })).status
const keysOf = async (browser: Browser) => (await browser.api.accounts.apiKeys.query()).keys
const actsOf = async () => (await couple.camille.api.house.audit.query({ before: null, limit: 20 })).map((a) => a.act)

test('a key’s secret is shown once, only its hash is kept, and it opens what it was made for', async () => {
  const { secret } = await make(couple.camille)
  expect(secret).toMatch(/^foyer_[\w-]{43}$/)
  expect(await statusWith(secret)).toBe(200)
  const [key] = await keysOf(couple.camille)
  expect(key).toMatchObject({ name: 'Cadre photo', scopes: ['couple.read'], state: 'live', expiresAt: null })
  expect(key?.secrets).toMatchObject([{ hint: secret.slice(-4), lastAddress: '127.0.0.1' }])
  const stored = JSON.stringify([
    app.deps.db.select().from(apiKey).all(),
    app.deps.db.select().from(apiKeySecret).all(),
  ])
  expect(stored).not.toContain(secret)
  expect(stored).not.toContain(secret.slice('foyer_'.length))
  expect(await keysOf(couple.sacha)).toEqual([])
})

test('programs are moved over without a gap: two secrets work side by side, a third is refused', async () => {
  const first = await make(couple.camille)
  const second = await couple.camille.api.accounts.rotateApiKey.mutate({ id: first.id })
  expect([await statusWith(first.secret), await statusWith(second.secret)]).toEqual([200, 200])
  expect(await refusal(couple.camille.api.accounts.rotateApiKey.mutate({ id: first.id }))).toMatchObject({
    status: 409,
    key: 'apiKeys.errors.twoSecrets',
  })
  const [older] = (await keysOf(couple.camille))[0]?.secrets ?? []
  const end = () => couple.camille.api.accounts.endApiKeySecret.mutate({ id: first.id, secretId: older?.id ?? 0 })
  await end()
  expect([await statusWith(first.secret), await statusWith(second.secret)]).toEqual([401, 200])
  expect(await refusal(end())).toMatchObject({ status: 404, key: 'apiKeys.errors.secretGone' })
  const third = await couple.camille.api.accounts.rotateApiKey.mutate({ id: first.id })
  expect(await statusWith(third.secret)).toBe(200)
})

test('the only secret is not ended: the key is revoked instead, and every line stands in the audit log', async () => {
  const { id, secret } = await make(couple.camille)
  const [only] = (await keysOf(couple.camille))[0]?.secrets ?? []
  const end = couple.camille.api.accounts.endApiKeySecret.mutate({ id, secretId: only?.id ?? 0 })
  expect(await refusal(end)).toMatchObject({ status: 409, key: 'apiKeys.errors.onlySecret' })
  await couple.camille.api.accounts.rotateApiKey.mutate({ id })
  await couple.camille.api.accounts.endApiKeySecret.mutate({ id, secretId: only?.id ?? 0 })
  await couple.camille.api.accounts.revokeApiKey.mutate({ id })
  expect(await statusWith(secret)).toBe(401)
  expect((await keysOf(couple.camille))[0]).toMatchObject({ state: 'revoked' })
  const over = { status: 409, key: 'apiKeys.errors.over' }
  expect(await refusal(couple.camille.api.accounts.rotateApiKey.mutate({ id }))).toMatchObject(over)
  expect(await refusal(couple.camille.api.accounts.revokeApiKey.mutate({ id }))).toMatchObject(over)
  const acts = ['revoked', 'secretEnded', 'rotated', 'created'].map((act) => `apiKeys.acts.${act}`)
  expect((await actsOf()).slice(0, 4)).toEqual(acts)
})

test('which secret was used last is said to the minute, and written no more often', async () => {
  const first = await make(couple.camille)
  const second = await couple.camille.api.accounts.rotateApiKey.mutate({ id: first.id })
  const used = async () => ((await keysOf(couple.camille))[0]?.secrets ?? []).map(({ lastUsedAt }) => lastUsedAt)
  expect(await used()).toEqual([null, null])
  await statusWith(first.secret)
  const [before] = await used()
  app.clock.advance(30_000)
  await statusWith(first.secret)
  expect(await used()).toEqual([before, null])
  app.clock.advance(minutes(1))
  await statusWith(second.secret)
  const [still, later] = await used()
  expect(still).toBe(before)
  expect(Date.parse(later ?? '')).toBe(app.clock.now())
})

test('a database that takes no more writes refuses no program', async () => {
  const { secret } = await make(couple.camille)
  app.deps.db.$client.pragma('query_only = 1')
  expect(await statusWith(secret)).toBe(200)
  app.deps.db.$client.pragma('query_only = 0')
  expect((await keysOf(couple.camille))[0]?.secrets[0]?.lastUsedAt).toBeNull()
})

test('a key ends on its day, and dies with its account', async () => {
  const passing = await make(couple.camille, 30)
  const lasting = await make(couple.sacha)
  app.clock.advance(hours(24 * 30) - 1)
  expect(await statusWith(passing.secret)).toBe(200)
  app.clock.advance(1)
  expect(await statusWith(passing.secret)).toBe(401)
  expect((await keysOf(app.as(couple.people.camille)))[0]).toMatchObject({ state: 'expired' })
  expect(await statusWith(lasting.secret)).toBe(200)
  app.deps.db.update(account).set({ disabledAt: app.clock.now() }).run()
  expect(await statusWith(lasting.secret)).toBe(401)
})

test('keys that are over leave the list after 90 days, those in use stay', async () => {
  const { id } = await make(couple.camille)
  await make(couple.camille, 30)
  const lasting = await make(couple.camille)
  await couple.camille.api.accounts.revokeApiKey.mutate({ id })
  const sweep = async (name: string) => {
    app.deps.enqueue(sweepSessionsJob, {}, name)
    await app.settle()
    return (await keysOf(app.as(couple.people.camille))).length
  }
  app.clock.advance(hours(24 * 89))
  expect(await sweep('early')).toBe(3)
  app.clock.advance(hours(24 * 2))
  expect(await sweep('late')).toBe(2)
  app.clock.advance(hours(24 * 30))
  expect(await sweep('later')).toBe(1)
  expect(await statusWith(lasting.secret)).toBe(200)
})

test('another’s key can neither be seen nor changed', async () => {
  const { id } = await make(couple.camille)
  const [secret] = (await keysOf(couple.camille))[0]?.secrets ?? []
  const { accounts } = couple.sacha.api
  const unknown = { status: 404, key: 'apiKeys.errors.gone' }
  expect(await refusal(accounts.rotateApiKey.mutate({ id }))).toMatchObject(unknown)
  expect(await refusal(accounts.revokeApiKey.mutate({ id }))).toMatchObject(unknown)
  expect(await refusal(accounts.endApiKeySecret.mutate({ id, secretId: secret?.id ?? 0 }))).toMatchObject(unknown)
  expect((await keysOf(couple.camille))[0]).toMatchObject({ state: 'live' })
})

test('a key without a name, without scopes or with a scope that nobody knows is refused', async () => {
  const wrong = async (fields: object) => {
    const key = { name: 'Cadre', scopes: ['couple.read'], expiresInDays: null, ...fields }
    return (await refusal(couple.camille.api.accounts.createApiKey.mutate(key))).issues?.[0]
  }
  expect(await wrong({ name: '  ' })).toMatchObject({ path: ['name'], key: 'apiKeys.errors.nameMissing' })
  expect(await wrong({ scopes: [] })).toMatchObject({ path: ['scopes'], key: 'apiKeys.errors.scopesMissing' })
  expect(await wrong({ scopes: ['house.administer'] })).toMatchObject({ key: 'apiKeys.errors.scopeUnknown' })
  expect(await keysOf(couple.camille)).toEqual([])
})

test('an account has only so many keys in use; revoked ones make room', async () => {
  const made: NewApiKeySecret[] = []
  for (let count = 0; count < apiKeyLimits.perAccount; count += 1) made.push(await make(couple.camille))
  expect(await refusal(make(couple.camille))).toMatchObject({ status: 429, key: 'apiKeys.errors.tooMany' })
  await couple.camille.api.accounts.revokeApiKey.mutate({ id: made[0]?.id ?? 0 })
  await make(couple.camille)
})

test('only what a module that is on declares is offered', async () => {
  const offered = async () => (await couple.camille.api.accounts.apiKeys.query()).scopes.map(({ name }) => name)
  expect(await offered()).toEqual(['couple.read', 'couple.write'])
  await couple.camille.api.house.switchModule.mutate({ name: 'couple', on: false })
  expect(await offered()).toEqual([])
})
