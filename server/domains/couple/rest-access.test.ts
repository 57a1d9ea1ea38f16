import { afterEach, beforeEach, expect, test } from 'vitest'
import { interfaceSettings } from '../../../shared/couple.ts'
import { rateKey } from '../../platform/rate.ts'
import { type Couple, memoryOf, showTo, twoPartners } from '../../testing/couple.ts'
import { expectRefused, programOf, type RestClient, restClient } from '../../testing/rest.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { wholeReads } from './reads.ts'

// Who may call the old interface, and from where; what is not there, or not theirs to know of.

let app: TestApp
let couple: Couple
let client: RestClient

beforeEach(async () => {
  app = await startApp()
  couple = await twoPartners(app)
  client = programOf(app, couple.people.camille)
})
afterEach(() => app.stop())

const everyCall: [string, string][] = [
  ['GET', '/api/couple-data'],
  ['PUT', '/api/couple-data/start-date'],
  ['PUT', '/api/couple-data/home-message'],
  ['PUT', '/api/couple-data/intro'],
  ['GET', '/api/memories'],
  ['POST', '/api/memories'],
  ['GET', '/api/memories/1'],
  ['PUT', '/api/memories/1'],
  ['DELETE', '/api/memories/1'],
  ['GET', '/api/perspectives'],
  ['POST', '/api/perspectives'],
  ['GET', '/api/perspectives/1'],
  ['PUT', '/api/perspectives/1'],
]

test.for(everyCall)('%s %s is 401 without a token and with one that opens nothing', async ([method, path]) => {
  expectRefused(await restClient(app.url).call(method, path), 401)
  expectRefused(await restClient(app.url, 'x'.repeat(43)).call(method, path), 401)
  const basic = { headers: { authorization: 'Basic Y2FtaWxsZTpzZWNyZXQ=' } }
  expectRefused(await restClient(app.url).call(method, path, basic), 401)
})

test('a visitor who reads everything without end is told to wait, a program of one of the two is not', async () => {
  await showTo(couple, 'public')
  const visitor = restClient(app.url)
  for (let read = 1; read < wholeReads.points; read += 1) await app.deps.rates.take(wholeReads, rateKey('127.0.0.1'))
  expect((await visitor.call('GET', '/api/memories')).status).toBe(200)
  for (const path of ['/api/memories', '/api/perspectives', '/api/couple-data']) {
    expectRefused(await visitor.call('GET', path), 429)
    expect((await client.call('GET', path)).status).toBe(200)
  }
})

test('a cookie counts for nothing here: no other site can act through a browser', async () => {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ title: 'x' })
  const forged = await couple.camille.bare('/api/memories', { method: 'POST', headers, body })
  expect(forged.status).toBe(401)
})

test('whoever is signed in and no partner reads nothing and writes nothing', async () => {
  const admin = programOf(app, app.person('admin'))
  for (const [method, path] of everyCall) expectRefused(await admin.call(method, path), method === 'GET' ? 404 : 403)
})

test('what is not there is 404: memories, perspectives, other names, other paths', async () => {
  for (const path of [
    '/api/memories/99',
    '/api/memories/0',
    '/api/memories/1.5',
    '/api/memories/abc',
    '/api/perspectives/3',
  ]) {
    expectRefused(await client.call('GET', path), 404)
    expectRefused(await client.call('PUT', path, { json: { title: 'x', content: 'x' } }), 404)
  }
  expectRefused(await client.call('DELETE', '/api/memories/99'), 404)
  expectRefused(await client.call('GET', '/api/nothing'), 404)
  expectRefused(await client.call('PATCH', '/api/memories/1'), 404)
})

test('the other’s draft is 404 and in no list', async () => {
  const { id } = await couple.sacha.api.couple.createMemory.mutate(memoryOf({ status: 'draft' }))
  expectRefused(await client.call('GET', `/api/memories/${id}`), 404)
  expectRefused(await client.call('PUT', `/api/memories/${id}`, { json: { title: 'x' } }), 404)
  expectRefused(await client.call('DELETE', `/api/memories/${id}`), 404)
  expect((await client.call('GET', '/api/memories')).body).toEqual([])
})

test('only listed origins may call from web pages, and never with cookies', async () => {
  const ask = (origin: string, method = 'GET') =>
    client.call(method, '/api/memories', { headers: { origin, 'access-control-request-method': 'PUT' } })
  const closed = await ask('https://old.example')
  expect([closed.status, closed.headers.get('access-control-allow-origin')]).toEqual([200, null])
  app.deps.settings.set(interfaceSettings, { origins: ['https://old.example'] })
  const open = await ask('https://old.example')
  expect(open.headers.get('access-control-allow-origin')).toBe('https://old.example')
  expect(open.headers.get('access-control-allow-credentials')).toBeNull()
  expect(open.headers.get('vary')).toContain('Origin')
  const preflight = await ask('https://old.example', 'OPTIONS')
  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT')
  expect(preflight.headers.get('access-control-allow-headers')).toContain('Authorization')
  for (const origin of ['https://old.example.evil.org', 'http://old.example', 'null', 'https://old.example:8443']) {
    const foreign = await ask(origin, 'OPTIONS')
    expect(foreign.headers.get('access-control-allow-origin'), origin).toBeNull()
    expect(foreign.headers.get('access-control-allow-methods'), origin).toBeNull()
  }
})
