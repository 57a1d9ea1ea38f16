import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DetailedError } from 'tus-js-client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { reservedBytes, reservedUploads, sweepMedia, uploadBytes } from '../../../shared/media.ts'
import { group, groupLimit, groupMember } from '../../platform/abilities/tables.ts'
import { hours } from '../../platform/clock.ts'
import type { Browser } from '../../testing/browser.ts'
import type { Person } from '../../testing/people.ts'
import { jpeg } from '../../testing/pictures.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { create, created, head, patch, patchRequest, tus } from '../../testing/tus.ts'
import {
  expectNothingLeft,
  expectRowsAndFilesAgree,
  filesOf,
  sendFile,
  sendPicture,
  uploadIdOf,
} from '../../testing/uploads.ts'
import { mediaUpload } from './tables.ts'
import { uploadById } from './uploads.ts'

let folder: string
let app: TestApp
let person: Person
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-uploads-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(async () => {
  app = await startApp()
  person = app.person('member')
  browser = app.as(person)
})
afterEach(() => app.stop())

function limit(name: string, value: number): void {
  const { id } = app.deps.db.insert(group).values({ name }).returning({ id: group.id }).get()
  app.deps.db.insert(groupMember).values({ groupId: id, accountId: person.id }).run()
  app.deps.db.insert(groupLimit).values({ groupId: id, name, value }).run()
}

/** Sends a PATCH in pieces whose headers tell no size. */
async function chunked(url: string, pieces: readonly Buffer[]): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>()
  const request = patchRequest(browser, url, 0, { headers: { 'transfer-encoding': 'chunked' } })
  request.once('error', reject).once('response', (response) => resolve(response.resume().statusCode))
  for (const piece of pieces) request.write(piece)
  request.end()
  return promise
}

describe('whoever is not welcome', () => {
  it('is refused by every method: not signed in, from elsewhere, with another method', async () => {
    const url = await created(browser, 10)
    for (const method of ['POST', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS']) {
      const target = method === 'POST' ? '/api/uploads' : url
      expect((await app.visitor().fetch(target, { method, headers: tus })).status, method).toBe(401)
    }
    for (const method of ['POST', 'PATCH', 'DELETE']) {
      const headers = { ...tus, origin: 'https://evil.example', 'x-foyer': '1' }
      const target = method === 'POST' ? '/api/uploads' : url
      expect((await browser.bare(target, { method, headers })).status, method).toBe(403)
      expect((await browser.bare(target, { method, headers: tus })).status, method).toBe(403)
    }
    for (const method of ['GET', 'PUT']) {
      const response = await browser.fetch(url, { method, headers: tus })
      expect(response.status, method).toBe(405)
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
    }
    const options = await browser.fetch(url, { method: 'OPTIONS', headers: { ...tus, origin: 'https://evil.example' } })
    expect(options.headers.get('access-control-allow-origin')).toBeNull()
    expect(options.headers.get('tus-extension')).toBe('creation,creation-with-upload,termination')
  })

  it('attack 61: an oversize, negative, deferred or empty length is refused and reserves nothing', async () => {
    const oversize = await create(browser, { 'upload-length': String(uploadBytes.standard + 1) })
    expect(oversize.status).toBe(413)
    expect(await oversize.json()).toMatchObject({ key: 'media.errors.tooLarge', args: { limit: 5000 } })
    expect((await create(browser, { 'upload-length': '-1' })).status).toBe(400)
    expect((await create(browser, { 'upload-length': '1e3' })).status).toBe(400)
    expect((await create(browser, { 'upload-length': '9'.repeat(40) })).status).toBe(400)
    expect((await create(browser, { 'upload-defer-length': '1' })).status).toBe(400)
    expect((await create(browser, { 'upload-length': '10', 'upload-defer-length': '1' })).status).toBe(400)
    expect((await create(browser, { 'upload-length': '10', 'upload-concat': 'partial' })).status).toBe(400)
    expect((await create(browser, {})).status).toBe(400)
    const empty = await create(browser, { 'upload-length': '0' })
    expect(empty.status).toBe(400)
    expect(await empty.json()).toMatchObject({ code: 'INVALID', key: 'media.errors.empty' })
    await expectNothingLeft(app.deps)
  })

  it('attack 61: more bytes than announced are refused', async () => {
    const url = await created(browser, 100)
    expect((await patch(browser, url, 0, randomBytes(101))).status).toBe(413)
    const [row] = app.deps.db.select().from(mediaUpload).all()
    expect(row?.bytes).toBe(100)
    const withBody = await browser.fetch('/api/uploads', {
      method: 'POST',
      headers: { ...tus, 'upload-length': '100', 'content-type': 'application/offset+octet-stream' },
      body: new Uint8Array(5000),
    })
    expect(withBody.status).toBe(413)
    await expect.poll(() => app.deps.db.select().from(mediaUpload).all().length).toBe(1)
    await expectRowsAndFilesAgree(app.deps)
  })

  it('attack 61: more bytes than announced are refused, also where the request does not tell its size', async () => {
    const url = await created(browser, 100)
    const [upload] = app.deps.db.select().from(mediaUpload).all()
    expect(await chunked(url, [randomBytes(60), randomBytes(40), randomBytes(1)])).toBe(413)
    expect(await app.deps.files.stagedBytes(upload?.id ?? '')).toBeLessThanOrEqual(100)
    await expectRowsAndFilesAgree(app.deps)
  })

  it("attack 62: another's upload is not reached through one's own address", async () => {
    const others = uploadIdOf({ url: await created(app.as('owner'), 100) })
    const own = await created(browser, 50)
    const crooked = `${own}?of=/${others}`
    expect((await head(browser, crooked)).headers.get('upload-length')).toBe('50')
    expect((await patch(browser, crooked, 0, randomBytes(10))).headers.get('upload-offset')).toBe('10')
    expect((await browser.fetch(crooked, { method: 'DELETE', headers: tus })).status).toBe(204)
    expect((await head(browser, own)).status).toBe(404)
    expect(await app.deps.files.stagedBytes(others)).toBe(0)
    expect(uploadById(app.deps, others)?.bytes).toBe(100)
  })

  it("attack 43, 62: another's upload does not exist", async () => {
    const other = app.as('owner')
    const content = await readFile(await jpeg(folder))
    const url = await created(browser, content.length)
    const missing = `/api/uploads/${'0'.repeat(26)}`
    for (const target of [url, missing]) {
      expect((await head(other, target)).status).toBe(404)
      expect((await patch(other, target, 0, content)).status).toBe(404)
      expect((await other.fetch(target, { method: 'DELETE', headers: tus })).status).toBe(404)
      const finish = other.api.media.finish.mutate({ uploadId: uploadIdOf({ url: target }), name: 'a' })
      await expect(finish).rejects.toMatchObject({ data: { code: 'NOT_FOUND', key: 'media.errors.unknownUpload' } })
    }
    expect((await patch(browser, url, 0, content)).status).toBe(204)
    const { id } = await browser.api.media.finish.mutate({ uploadId: uploadIdOf({ url }), name: 'a.jpg' })
    await expect(other.api.media.view.query({ mediaId: id })).rejects.toMatchObject({ data: { code: 'NOT_FOUND' } })
    await expect(other.api.media.discard.mutate({ mediaId: id })).rejects.toMatchObject({ data: { code: 'NOT_FOUND' } })
    expect(await browser.api.media.view.query({ mediaId: id })).toMatchObject({ id })
  })

  it('attack 63: a thousand abandoned uploads meet a quota and are swept', async () => {
    limit(reservedUploads.name, 50)
    const statuses: number[] = []
    for (let index = 0; index < 1000; index += 1) {
      statuses.push((await create(browser, { 'upload-length': '1000' })).status)
    }
    expect(statuses.filter((status) => status === 201)).toHaveLength(50)
    expect(statuses.filter((status) => status === 429)).toHaveLength(950)
    expect((await filesOf(app.deps)).staged).toHaveLength(50)

    app.clock.advance(hours(23))
    const alive = app.deps.db.select().from(mediaUpload).all()[0]
    expect((await head(browser, `/api/uploads/${alive?.id}`)).status).toBe(200)
    app.clock.advance(hours(2))
    app.deps.enqueue(sweepMedia, {}, 'test')
    await app.settle()
    expect((await filesOf(app.deps)).staged).toEqual([alive?.id])
    expect((await create(browser, { 'upload-length': '1000' })).status).toBe(201)
  }, 60_000)

  it('attack 63: the bytes of all uploads under way are bounded', async () => {
    limit(reservedBytes.name, 3000)
    expect((await create(browser, { 'upload-length': '2000' })).status).toBe(201)
    const refused = await create(browser, { 'upload-length': '2000', 'accept-language': 'fr' })
    expect(refused.status).toBe(429)
    expect(await refused.json()).toMatchObject({ code: 'LIMIT', key: 'media.errors.tooMuchReserved' })
    expect((await create(browser, { 'upload-length': '900' })).status).toBe(201)
    expect((await create(app.as('member'), { 'upload-length': '2000' })).status).toBe(201)
  })

  it('cannot fill the disk with finished uploads that nothing shows', async () => {
    const { bytes } = await sendPicture(browser, await jpeg(folder))
    limit(reservedBytes.name, bytes + 1000)
    expect((await create(browser, { 'upload-length': '1001' })).status).toBe(429)
    const url = await created(browser, 1000)
    limit(reservedUploads.name, 2)
    await browser.fetch(url, { method: 'DELETE', headers: tus })
    await created(browser, 10)
    const refused = await create(browser, { 'upload-length': '10' })
    expect(await refused.json()).toMatchObject({ code: 'LIMIT', key: 'media.errors.tooManyUploads' })
    expect((await create(app.as('member'), { 'upload-length': '10' })).status).toBe(201)
  })

  it('tells the client why, in words', async () => {
    const error = await sendFile(browser, Buffer.alloc(0)).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(DetailedError)
    const body = (error as DetailedError).originalResponse?.getBody() ?? ''
    expect(JSON.parse(body).error).toBe('Ce fichier est vide (0 octet). Choisissez-en un autre.')
  })
})
