import { afterEach, beforeEach, expect, test } from 'vitest'
import { interfaceSettings } from '../../../../shared/couple.ts'
import { administer } from '../../../../shared/house.ts'
import { can } from '../../../platform/actor.ts'
import { actorFor } from '../../../platform/http/actor.ts'
import { type Couple, memoryOf, sendSmallPicture, smallJpeg, twoPartners } from '../../../testing/couple.ts'
import { expectRefused, formOf, programOf, programToken, type RestCall, restClient } from '../../../testing/rest.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import { holderOf } from './holder.ts'

// What a key opens, and what it does not.

let app: TestApp
let couple: Couple

beforeEach(async () => {
  app = await startApp()
  couple = await twoPartners(app)
})
afterEach(() => app.stop())

const make = async (...scopes: string[]) =>
  (await couple.camille.api.accounts.createApiKey.mutate({ name: 'Script', scopes, expiresInDays: null })).secret
const call = (method: string, path: string, secret: string, { headers, ...rest }: RestCall = {}) =>
  restClient(app.url).call(method, path, { ...rest, headers: { 'x-api-key': secret, ...headers } })

const reads = ['/api/couple-data', '/api/memories', '/api/memories/1', '/api/perspectives', '/api/perspectives/1']
const writes: [string, string, object?][] = [
  ['PUT', '/api/couple-data/start-date', { start_date: '2019-05-04' }],
  ['PUT', '/api/couple-data/home-message', { home_message: 'Coucou' }],
  ['PUT', '/api/couple-data/intro', { intro_text: 'Nous' }],
  ['POST', '/api/memories', { title: 'Un autre' }],
  ['PUT', '/api/memories/1', { title: 'Autrement' }],
  ['POST', '/api/perspectives', { content: 'Le mien' }],
  ['PUT', '/api/perspectives/1', { content: 'Autrement' }],
  ['DELETE', '/api/memories/1'],
]

async function fill(): Promise<void> {
  await couple.camille.api.couple.createMemory.mutate(memoryOf())
  await couple.camille.api.couple.createPerspective.mutate({ content: 'Vu d’ici' })
}

test('a key reads as its partner does, and writes in their name', async () => {
  await fill()
  const secret = await make('couple.read', 'couple.write')
  const person = programOf(app, couple.people.camille)
  for (const path of reads) {
    const { status, body } = await call('GET', path, secret)
    expect([path, status, body]).toEqual([path, 200, (await person.call('GET', path)).body])
  }
  for (const [method, path, json] of writes) {
    const { status } = await call(method, path, secret, json === undefined ? {} : { json })
    expect([method, path, status]).toEqual([method, path, method === 'POST' ? 201 : 200])
  }
  const form = formOf({ title: 'Avec photo' }, { content: await smallJpeg() })
  expect((await call('POST', '/api/memories', secret, { form })).status).toBe(201)
  const draft = await couple.sacha.api.couple.createMemory.mutate(memoryOf({ status: 'draft' }))
  expectRefused(await call('GET', `/api/memories/${draft.id}`, secret), 404)
})

test('a key of somebody who is no partner opens nothing of the two', async () => {
  const admin = app.as('admin')
  const scopes = ['couple.read', 'couple.write']
  const { secret } = await admin.api.accounts.createApiKey.mutate({ name: 'x', scopes, expiresInDays: 30 })
  expectRefused(await call('GET', '/api/memories', secret), 404)
  expectRefused(await call('POST', '/api/memories', secret, { json: { title: 'x' } }), 403)
})

test('attack 45: a key in the address is refused, whatever it is called and whatever else is sent', async () => {
  const secret = await make('couple.read')
  await couple.camille.api.couple.changeVisibility.mutate({ visibility: 'public' })
  const bearer = restClient(app.url, programToken(app, couple.people.camille))
  for (const query of [`api_key=${secret}`, `X-API-KEY=${secret}`, `k=${secret}`, `k=1&k=${secret}`, 'apikey=x']) {
    for (const client of [restClient(app.url), bearer]) {
      expectRefused(await client.call('GET', `/api/memories?${query}`), 401)
      expectRefused(await client.call('DELETE', `/api/memories/1?${query}`), 401)
    }
  }
  expect((await restClient(app.url).call('GET', '/api/memories?page=2')).status).toBe(200)
})

test('attack 46: a key that is unknown or revoked is 401 everywhere, also where everybody may read', async () => {
  await couple.camille.api.couple.changeVisibility.mutate({ visibility: 'public' })
  const made = await couple.camille.api.accounts.createApiKey.mutate({
    name: 'Script',
    scopes: ['couple.read', 'couple.write'],
    expiresInDays: null,
  })
  await couple.camille.api.accounts.revokeApiKey.mutate({ id: made.id })
  for (const path of reads) expectRefused(await call('GET', path, made.secret), 401)
  for (const [method, path, json] of writes) {
    expectRefused(await call(method, path, made.secret, json === undefined ? {} : { json }), 401)
  }
  for (const wrong of ['', 'x', `foyer_${'x'.repeat(43)}`, `${made.secret}x`]) {
    expectRefused(await call('GET', '/api/memories', wrong), 401)
  }
})

test('attack 46: a key is 403 for what it was not made for, and told which scope is missing', async () => {
  await fill()
  await couple.camille.api.couple.changeVisibility.mutate({ visibility: 'public' })
  const [reader, writer] = [await make('couple.read'), await make('couple.write')]
  const language = { headers: { 'accept-language': 'en' } }
  const lacks = (scope: string) => `This API key lacks the permission “${scope}”. Create a key that has it.`
  for (const [method, path, json] of writes) {
    const sent = { ...language, ...(json === undefined ? {} : { json }) }
    expectRefused(await call(method, path, reader, sent), 403, lacks('Write in our couple'))
  }
  const form = formOf({ title: 'x' }, { content: await smallJpeg() })
  expectRefused(await call('POST', '/api/memories', reader, { form, ...language }), 403, lacks('Write in our couple'))
  for (const path of reads) expectRefused(await call('GET', path, writer, language), 403, lacks('Read our couple'))
  expect((await couple.camille.api.couple.memory.query({ id: 1 })).title).toBe(memoryOf().title)
})

test('attack 47: where only sessions count a key counts for nothing, in whatever header it comes', async () => {
  const secret = await make('couple.read', 'couple.write')
  const picture = await sendSmallPicture(couple.camille)
  await couple.camille.api.couple.createMemory.mutate(memoryOf({ pictures: [{ mediaId: picture, alt: '' }] }))
  const own = { origin: app.url, 'x-foyer': '1', 'content-type': 'application/json' }
  const ways = [
    { 'x-api-key': secret },
    { authorization: `Bearer ${secret}` },
    { cookie: `session=${secret}` },
    { cookie: `__Host-session=${secret}` },
  ]
  const status = async (path: string, headers: Record<string, string>, init: RequestInit = {}) =>
    (await fetch(app.url + path, { redirect: 'manual', ...init, headers })).status
  for (const way of ways) {
    expect(await status('/trpc/accounts.apiKeys', way)).toBe(401)
    expect(await status('/trpc/house.settings?input=%7B%22name%22%3A%22house.site%22%7D', way)).toBe(401)
    const create = { method: 'POST', body: '{"name":"x","scopes":["couple.read"],"expiresInDays":null}' }
    expect(await status('/trpc/accounts.createApiKey', { ...own, ...way }, create)).toBe(401)
    const tus = { ...own, ...way, 'tus-resumable': '1.0.0', 'upload-length': '10' }
    expect(await status('/api/uploads', tus, { method: 'POST' })).toBe(401)
    // A file that one may not see does not exist.
    expect(await status(`/uploads/${picture}`, way)).toBe(404)
    expect(await status('/me/keys', way)).toBe(await status('/me/keys', {}))
  }
  expectRefused(await restClient(app.url, secret).call('GET', '/api/memories'), 401)
  expectRefused(await call('GET', '/api/memories', programToken(app, couple.people.camille)), 401)
})

test('Bearer and X-API-KEY at once are refused, though both are good', async () => {
  const secret = await make('couple.read')
  const headers = { authorization: `Bearer ${programToken(app, couple.people.camille)}` }
  expectRefused(await call('GET', '/api/memories', secret, { headers }), 400)
})

test('wrong keys are counted by address; a good one still opens', async () => {
  const secret = await make('couple.read')
  for (let count = 0; count < 20; count += 1) {
    expectRefused(await call('GET', '/api/memories', `foyer_${count}`), 401)
  }
  const refused = await call('GET', '/api/memories', 'foyer_20')
  expectRefused(refused, 429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await call('GET', '/api/memories', secret)).status).toBe(200)
})

test('a key never administers, not even the owner’s', async () => {
  const holder = holderOf(app.deps, await make('couple.read'), '127.0.0.1')
  const from = { address: '127.0.0.1' }
  const identity = holder?.identity ?? null
  expect(can(actorFor(app.deps, identity, from), administer)).toBe(true)
  expect(can(actorFor(app.deps, identity, { ...from, scopes: holder?.scopes ?? [] }), administer)).toBe(false)
})

test('web pages of listed origins may send the header', async () => {
  const headers = { origin: 'https://old.example', 'access-control-request-method': 'GET' }
  app.deps.settings.set(interfaceSettings, { origins: [headers.origin] })
  const preflight = await restClient(app.url).call('OPTIONS', '/api/memories', { headers })
  expect(preflight.headers.get('access-control-allow-headers')).toContain('X-API-KEY')
})
