import { mkdtemp, readFile, rm } from 'node:fs/promises'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { interfaceSettings } from '../../../shared/couple.ts'
import { pictureBytes } from '../../../shared/media.ts'
import { group, groupLimit, groupMember } from '../../platform/abilities/tables.ts'
import { type Couple, memoryOf, smallJpeg, twoPartners } from '../../testing/couple.ts'
import { fullDiskStore } from '../../testing/full-disk-store.ts'
import type { Person } from '../../testing/people.ts'
import { jpeg, pixelBomb, truncated } from '../../testing/pictures.ts'
import { type Answer, formOf, type RestCall, type RestClient, restClient } from '../../testing/rest.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { expectNothingLeft } from '../../testing/uploads.ts'
import { openSession } from '../accounts/sessions.ts'

// What the old interface refuses: status, sentence, and that nothing is left.

let folder: string
let app: TestApp
let couple: Couple
let client: RestClient

const tokenOf = (person: Person): string =>
  openSession(app.deps, person.id, { kind: 'bearer', remember: true, userAgent: 'test', address: '127.0.0.1' }).token

async function start(options: Parameters<typeof startApp>[0] = {}): Promise<void> {
  app = await startApp(options)
  couple = await twoPartners(app)
  client = restClient(app.url, tokenOf(couple.people.camille))
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-rest-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(() => start())
afterEach(() => app.stop())

/** Refused with this status, as `{ "error": "a sentence" }` and nothing else. */
function expectRefused({ status, body, headers }: Answer, expected: number, sentence?: string): void {
  expect({ status, body }).toEqual({
    status: expected,
    body: { error: sentence ?? expect.stringMatching(/.{10,}[.»]$/) },
  })
  expect(headers.get('cache-control')).toBe('no-store')
}

const rows = (table: string): unknown => app.deps.db.$client.prepare(`SELECT count(*) FROM ${table}`).pluck().get()

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

test('a cookie counts for nothing here: no other site can act through a browser', async () => {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ title: 'x' })
  const forged = await couple.camille.bare('/api/memories', { method: 'POST', headers, body })
  expect(forged.status).toBe(401)
})

test('whoever is signed in and no partner reads nothing and writes nothing', async () => {
  const admin = restClient(app.url, tokenOf(app.person('admin')))
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

const long = (length: number) => 'a'.repeat(length)

test.for<[string, string, string, RestCall, number, string]>([
  ['no title', 'POST', '/api/memories', { json: { description: 'x' } }, 400, 'Le champ « title » manque.'],
  [
    'an empty title',
    'POST',
    '/api/memories',
    { json: { title: ' ' } },
    400,
    'Donnez un titre à ce souvenir, ou gardez-le en brouillon.',
  ],
  ['a title that is a number', 'POST', '/api/memories', { json: { title: 5 } }, 400, 'Le champ « title » manque.'],
  [
    'a title of 201 signs',
    'POST',
    '/api/memories',
    { json: { title: long(201) } },
    400,
    'Ce titre est trop long : 200 signes au plus. Le reste peut aller dans le texte.',
  ],
  [
    'a title of 1 MB',
    'POST',
    '/api/memories',
    { json: { title: long(1_000_000) } },
    413,
    'C’est trop volumineux : 256 Ko au plus pour les textes. Raccourcissez, puis renvoyez.',
  ],
  [
    '30 February',
    'POST',
    '/api/memories',
    { json: { title: 'x', date: '2026-02-30' } },
    400,
    'Cette date n’existe pas. Écrivez-la comme 2024-02-29, avec un jour que le mois connaît.',
  ],
  ['a list', 'POST', '/api/memories', { json: [] }, 400, 'Le contenu envoyé n’est pas un objet JSON valable.'],
  [
    'no start date',
    'PUT',
    '/api/couple-data/start-date',
    { json: {} },
    400,
    'Cette date n’existe pas. Écrivez-la comme 2024-02-29, avec un jour que le mois connaît.',
  ],
  [
    'a start date in words',
    'PUT',
    '/api/couple-data/start-date',
    { json: { start_date: 'hier' } },
    400,
    'Cette date n’existe pas. Écrivez-la comme 2024-02-29, avec un jour que le mois connaît.',
  ],
  [
    'no message',
    'PUT',
    '/api/couple-data/home-message',
    { json: { message: 'x' } },
    400,
    'Le champ « home_message » manque.',
  ],
  [
    'a long message',
    'PUT',
    '/api/couple-data/home-message',
    { json: { home_message: long(501) } },
    400,
    'Ce message est trop long : 500 signes au plus.',
  ],
  [
    'an empty perspective',
    'POST',
    '/api/perspectives',
    { json: { content: '' } },
    400,
    'Écrivez quelque chose avant d’enregistrer.',
  ],
  [
    'a perspective without end',
    'POST',
    '/api/perspectives',
    { json: { content: 'x', perspective_number: 1e9 } },
    400,
    'Le champ « perspective_number » n’a pas une valeur valable.',
  ],
])('%s is refused in words, and nothing is written', async ([, method, path, call, status, sentence]) => {
  const plain = sentence.replace(/« (\w+) »/, '«\u00a0$1\u00a0»').replace(' :', '\u00a0:')
  expectRefused(await client.call(method, path, call), status, plain)
  expect([rows('memory'), rows('perspective'), rows('couple')]).toEqual([0, 0, 0])
})

test('refusals speak the language that the program asks for', async () => {
  const english = { json: { title: '' }, headers: { 'accept-language': 'en-GB,en;q=0.9' } }
  const { body } = await client.call('POST', '/api/memories', english)
  expect(body).toEqual({ error: 'Give this memory a title, or keep it as a draft.' })
})

test('another type of content is 415, JSON that is none is 400', async () => {
  const raw = (type: string, body: string) => ({ raw: body, headers: { 'content-type': type } })
  expectRefused(await client.call('POST', '/api/memories', raw('text/plain', '{"title":"x"}')), 415)
  expectRefused(await client.call('POST', '/api/memories', raw('application/x-www-form-urlencoded', 'title=x')), 415)
  expectRefused(await client.call('POST', '/api/perspectives', { form: formOf({ content: 'x' }) }), 415)
  expectRefused(await client.call('POST', '/api/memories'), 415)
  expectRefused(await client.call('POST', '/api/memories', raw('application/json', '{"title":')), 400)
  expectRefused(await client.call('POST', '/api/memories', raw('application/json', '"x"')), 400)
  expect(rows('memory')).toBe(0)
})

test('a perspective’s number is given once', async () => {
  const json = { content: 'x', perspective_number: 2 }
  expect((await client.call('POST', '/api/perspectives', { json })).status).toBe(201)
  expectRefused(await client.call('POST', '/api/perspectives', { json }), 409)
})

const files: [string, () => Promise<Uint8Array>, number, RegExp][] = [
  ['a text named .jpg', async () => Buffer.from('just some words'), 415, /n’est pas une photo/],
  ['a truncated JPEG', async () => readFile(await truncated(await jpeg(folder), 0.5)), 400, /abîmée ou incomplète/],
  ['a file of 0 bytes', async () => Buffer.alloc(0), 400, /0 octet/],
  ['a picture of 400 megapixels', async () => readFile(await pixelBomb(folder)), 413, /mégapixels/],
]

test.for(files)(
  '%s is refused with what to do, and neither row nor file is left',
  async ([, content, status, words]) => {
    const form = formOf({ title: 'Avec photo' }, { content: await content() })
    const answer = await client.call('POST', '/api/memories', { form })
    expectRefused(answer, status)
    expect((answer.body as { error: string }).error).toMatch(words)
    expect(rows('memory')).toBe(0)
    await expectNothingLeft(app.deps)
  },
)

test('a file over the limit is 413, and neither row nor file is left', async () => {
  const { id } = app.deps.db.insert(group).values({ name: 'petits' }).returning().get()
  app.deps.db.insert(groupMember).values({ groupId: id, accountId: couple.people.camille.id }).run()
  app.deps.db
    .insert(groupLimit)
    .values({ groupId: id, name: pictureBytes.name, value: 1024 ** 2 })
    .run()
  const form = formOf({ title: 'Lourde' }, { content: Buffer.alloc(20 * 1024 ** 2, 1) })
  const answer = await client.call('POST', '/api/memories', { form })
  expectRefused(answer, 413)
  expect((answer.body as { error: string }).error).toMatch(/1\s*Mio au plus/)
  expect(rows('memory')).toBe(0)
  await expectNothingLeft(app.deps)
})

test('a disk that fills up is told, and neither row nor file is left', async () => {
  await app.stop()
  await start({
    overrides: { files: (disk) => ({ ...fullDiskStore(disk, 500_000), freeBytes: () => disk.freeBytes() }) },
  })
  const form = formOf({ title: 'Une de trop' }, { content: Buffer.alloc(2 * 1024 ** 2, 1) })
  const answer = await client.call('POST', '/api/memories', { form })
  expectRefused(answer, 503)
  expect((answer.body as { error: string }).error).toMatch(/plus assez de place/)
  expect(rows('memory')).toBe(0)
  await expectNothingLeft(app.deps)
})

test('a refused photograph leaves the memory as it was', async () => {
  const { id } = await couple.camille.api.couple.createMemory.mutate(memoryOf())
  const form = formOf({ title: 'Autre titre' }, { content: Buffer.from('pas une image') })
  expectRefused(await client.call('PUT', `/api/memories/${id}`, { form }), 415)
  expect((await couple.camille.api.couple.memory.query({ id })).title).toBe(memoryOf().title)
})

test('a refused text leaves no photograph', async () => {
  const photo = { content: await smallJpeg() }
  expectRefused(await client.call('POST', '/api/memories', { form: formOf({ title: long(201) }, photo) }), 400)
  expectRefused(await client.call('POST', '/api/memories', { form: formOf({}, photo) }), 400)
  expectRefused(await client.call('POST', '/api/memories', { form: formOf({ title: long(300_000) }, photo) }), 413)
  await expectNothingLeft(app.deps)
})

test('a photograph in another field, or a second one, is refused', async () => {
  const content = await smallJpeg()
  expectRefused(
    await client.call('POST', '/api/memories', { form: formOf({ title: 'x' }, { content, field: 'image' }) }),
    400,
  )
  const two = formOf({ title: 'x' }, { content }, { content, name: 'deux.jpg' })
  expectRefused(await client.call('POST', '/api/memories', { form: two }), 400)
  await expectNothingLeft(app.deps)
})

test('a file input that was left empty is no photograph', async () => {
  const boundary = 'xyz'
  const part = (head: string, content: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`
  const raw = `${part('name="title"', 'Sans photo')}${part('name="photo"; filename=""\r\nContent-Type: application/octet-stream', '')}--${boundary}--\r\n`
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  const { status, body } = await client.call('POST', '/api/memories', { raw, headers })
  expect(status).toBe(201)
  expect(body).toMatchObject({ title: 'Sans photo', photo_url: null })
})

test('a form that is broken off or has no boundary is 400', async () => {
  const headers = { 'content-type': 'multipart/form-data; boundary=xyz' }
  const raw = '--xyz\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\nhalf'
  expectRefused(await client.call('POST', '/api/memories', { raw, headers }), 400)
  const without = { raw, headers: { 'content-type': 'multipart/form-data' } }
  expectRefused(await client.call('POST', '/api/memories', without), 400)
  await expectNothingLeft(app.deps)
})

test('a connection that breaks off in mid-photograph leaves nothing', async () => {
  const request = http.request(new URL('/api/memories', app.url), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${tokenOf(couple.people.camille)}`,
      'content-type': 'multipart/form-data; boundary=xyz',
      'content-length': 10_000_000,
    },
  })
  request.on('error', () => {})
  request.write('--xyz\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n')
  await new Promise((resolve) => request.write(Buffer.alloc(500_000, 1), resolve))
  await expect.poll(() => staged()).toBe(1)
  request.destroy()
  await expect.poll(() => staged()).toBe(0)
  await expectNothingLeft(app.deps)
})

async function staged(): Promise<number> {
  let count = 0
  for await (const _file of app.deps.files.listStaged()) count += 1
  return count
}

test('attack 48: a body that names properties of every object is 400', async () => {
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    const raw = `{"title":"x","${key}":{"admin":true}}`
    expectRefused(
      await client.call('POST', '/api/memories', { raw, headers: { 'content-type': 'application/json' } }),
      400,
    )
    const form = formOf({ title: 'x', [key]: 'y' })
    expect((await client.call('POST', '/api/memories', { form })).status).toBe(201)
  }
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
  expect(rows('memory')).toBe(3)
})

test('attack 49: SQL in numbers and texts is only text', async () => {
  const title = "'); DROP TABLE memory; --"
  const { status, body } = await client.call('POST', '/api/memories', { json: { title } })
  expect([status, (body as { title: string }).title]).toEqual([201, title])
  expectRefused(await client.call('GET', `/api/memories/${encodeURIComponent("1' OR '1'='1")}`), 404)
  expectRefused(await client.call('GET', '/api/memories/1%20OR%201=1'), 404)
})

test('attack 50: deep JSON is 400', async () => {
  const raw = `{"title":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
  expectRefused(
    await client.call('POST', '/api/memories', { raw, headers: { 'content-type': 'application/json' } }),
    400,
  )
})

test('attack 51: a fault inside is a general sentence', async () => {
  app.deps.db.$client.exec('DROP TABLE perspective')
  const answer = await client.call('GET', '/api/perspectives')
  expectRefused(answer, 500)
  expect(JSON.stringify(answer.body)).not.toMatch(/table|sql|perspective/i)
})

test('attack 74: scripts in texts travel as JSON and nothing else', async () => {
  const title = '<script>alert(1)</script>'
  const form = formOf(
    { title, description: '"><img src=x onerror=alert(1)>' },
    { content: await smallJpeg(), name: title },
  )
  const { body, headers } = await client.call('POST', '/api/memories', { form })
  expect(body).toMatchObject({ title, description: '"><img src=x onerror=alert(1)>' })
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
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
