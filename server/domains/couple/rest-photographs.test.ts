import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { pictureBytes } from '../../../shared/media.ts'
import { group, groupLimit, groupMember } from '../../platform/abilities/tables.ts'
import { type Couple, memoryOf, smallJpeg, twoPartners } from '../../testing/couple.ts'
import { fullDiskStore } from '../../testing/full-disk-store.ts'
import { jpeg, pixelBomb, truncated } from '../../testing/pictures.ts'
import { expectRefused, formOf, programOf, programToken, type RestClient } from '../../testing/rest.ts'
import { type StartOptions, startApp, type TestApp } from '../../testing/start-app.ts'
import { expectNothingLeft, filesOf } from '../../testing/uploads.ts'

// What the old interface refuses of photographs: status, sentence, and that neither row nor file is left.

let folder: string
let app: TestApp
let couple: Couple
let client: RestClient

async function start(options: StartOptions = {}): Promise<void> {
  app = await startApp(options)
  couple = await twoPartners(app)
  client = programOf(app, couple.people.camille)
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-rest-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(() => start())
afterEach(() => app.stop())

const rows = (table: string): unknown => app.deps.db.$client.prepare(`SELECT count(*) FROM ${table}`).pluck().get()

const long = (length: number) => 'a'.repeat(length)

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

test('whoever is disabled while their photograph arrives is refused at its end, and neither row nor file is left', async () => {
  const { sacha } = couple.people
  const form = new FormData()
  form.set('title', 'Trop tard')
  form.set('photo', new Blob([await readFile(await jpeg(folder))]), 'photo.jpg')
  const encoded = new Response(form)
  const body = Buffer.from(await encoded.arrayBuffer())
  const request = http.request(`${app.url}/api/memories`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${programToken(app, sacha)}`,
      'content-type': encoded.headers.get('content-type') ?? '',
      'content-length': body.length,
    },
  })
  const answered = once(request, 'response') as Promise<[http.IncomingMessage]>
  request.write(body.subarray(0, -100))
  await expect.poll(() => filesOf(app.deps).then(({ staged }) => staged.length)).toBe(1)
  await couple.camille.api.accounts.disablePerson.mutate({ id: sacha.id })
  request.end(body.subarray(-100))
  const [response] = await answered
  expect(response.statusCode).toBe(401)
  response.resume()
  expect(rows('memory')).toBe(0)
  await expectNothingLeft(app.deps)
})

test('a file over the limit is 413, and neither row nor file is left', async () => {
  const { id } = app.deps.db.insert(group).values({ name: 'petits' }).returning().get()
  app.deps.db.insert(groupMember).values({ groupId: id, accountId: couple.people.camille.id }).run()
  app.deps.db.insert(groupLimit).values({ groupId: id, name: pictureBytes.name, value: 1_000_000 }).run()
  const form = formOf({ title: 'Lourde' }, { content: Buffer.alloc(20 * 1024 ** 2, 1) })
  const answer = await client.call('POST', '/api/memories', { form })
  expectRefused(answer, 413)
  expect((answer.body as { error: string }).error).toMatch(/1\s*Mo au plus/)
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
      authorization: `Bearer ${programToken(app, couple.people.camille)}`,
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
