import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import http from 'node:http'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { DetailedError } from 'tus-js-client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { reservedBytes, reservedUploads, sweepMedia, uploadBytes } from '../../../shared/media.ts'
import { group, groupLimit, groupMember } from '../../platform/abilities/tables.ts'
import { hours } from '../../platform/clock.ts'
import { Turns } from '../../platform/turns.ts'
import type { Browser } from '../../testing/browser.ts'
import type { Person } from '../../testing/people.ts'
import { jpeg, jpegWithGps, largeJpeg } from '../../testing/pictures.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import {
  expectNothingLeft,
  expectRowsAndFilesAgree,
  filesOf,
  newUpload,
  sendFile,
  sendPicture,
  uploadHeaders,
  uploadIdOf,
} from '../../testing/uploads.ts'
import { holdUpload, uploadLocker } from './locker.ts'
import { mediaUpload } from './tables.ts'
import { bytesOf } from './tus-body.ts'
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

const tus = { 'tus-resumable': '1.0.0' }

const create = (headers: Record<string, string>, as = browser) =>
  as.fetch('/api/uploads', { method: 'POST', headers: { ...tus, ...headers } })

const patch = (url: string, offset: number, body: Buffer, as = browser) =>
  as.fetch(url, {
    method: 'PATCH',
    headers: { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body: new Uint8Array(body),
  })

const head = (url: string, as = browser) => as.fetch(url, { method: 'HEAD', headers: tus })

async function created(bytes: number, as = browser): Promise<string> {
  const response = await create({ 'upload-length': String(bytes) }, as)
  expect(response.status).toBe(201)
  return response.headers.get('location') ?? ''
}

function limit(name: string, value: number): void {
  const { id } = app.deps.db.insert(group).values({ name }).returning({ id: group.id }).get()
  app.deps.db.insert(groupMember).values({ groupId: id, accountId: person.id }).run()
  app.deps.db.insert(groupLimit).values({ groupId: id, name, value }).run()
}

/** A PATCH whose body the test writes itself. */
const patchRequest = (url: string, offset: number, { headers, ...options }: http.RequestOptions = {}) =>
  http.request(new URL(url, app.url), {
    method: 'PATCH',
    headers: {
      ...tus,
      ...uploadHeaders(browser),
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
      ...headers,
    },
    ...options,
  })

/** Sends the first part of a PATCH and breaks the connection; resolves when the server has seen it. */
async function cutPatch(url: string, body: Buffer, sent: number): Promise<void> {
  const request = patchRequest(url, 0, { headers: { 'content-length': body.length } })
  request.on('error', () => {})
  request.write(body.subarray(0, sent))
  await expect.poll(async () => (await filesOf(app.deps)).staged.length).toBe(1)
  const { promise, resolve } = Promise.withResolvers<void>()
  request.on('close', () => resolve())
  setTimeout(() => request.destroy(), 50)
  await promise
}

/** Sends a PATCH in pieces whose headers tell no size. */
async function chunked(url: string, pieces: readonly Buffer[]): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>()
  const request = patchRequest(url, 0, { headers: { 'transfer-encoding': 'chunked' } })
  request.once('error', reject).once('response', (response) => resolve(response.resume().statusCode))
  for (const piece of pieces) request.write(piece)
  request.end()
  return promise
}

async function arrivedBytes(): Promise<number[]> {
  const sizes: number[] = []
  for await (const { bytes } of app.deps.files.listStaged()) sizes.push(bytes)
  return sizes
}

describe('an upload', () => {
  it('arrives in pieces, tells its progress, and is taken whole', async () => {
    const path = await largeJpeg(folder, 6)
    const content = await readFile(path)
    const progress: number[] = []
    const uploadId = await sendFile(browser, content, {
      chunkSize: 64 * 1024,
      onProgress: (sent) => progress.push(sent),
    })
    expect(progress.length).toBeGreaterThan(5)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    expect(progress.at(-1)).toBe(content.length)
    const view = await browser.api.media.finish.mutate({ uploadId, name: 'été.jpg' })
    expect(view).toMatchObject({ id: uploadId, bytes: content.length, name: 'été.jpg', state: 'making' })
    expect(Buffer.compare(await readFile(await app.deps.files.local(uploadId)), content)).toBe(0)
    await expectRowsAndFilesAgree(app.deps)
  })

  it('goes on after its connection was cut, byte for byte', async () => {
    const content = await readFile(await largeJpeg(folder, 6))
    const url = await created(content.length)
    await cutPatch(url, content, Math.floor(content.length / 2))
    const response = await head(url)
    expect(response.status).toBe(200)
    expect(response.headers.get('upload-length')).toBe(String(content.length))
    const offset = Number(response.headers.get('upload-offset'))
    expect(offset).toBeGreaterThan(0)
    expect(offset).toBeLessThan(content.length)
    expect((await patch(url, offset, content.subarray(offset))).status).toBe(204)
    const uploadId = uploadIdOf({ url })
    await browser.api.media.finish.mutate({ uploadId, name: 'a.jpg' })
    expect(Buffer.compare(await readFile(await app.deps.files.local(uploadId)), content)).toBe(0)
  })

  it('goes on in the same client after a pause', async () => {
    const content = await readFile(await largeJpeg(folder, 6))
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    let paused = false
    const upload = newUpload(browser, content, {
      chunkSize: 100_000,
      onSuccess: () => resolve(),
      onError: reject,
      onChunkComplete: (_size, accepted) => {
        if (paused || accepted < 200_000) return
        paused = true
        void upload.abort().then(() => upload.start())
      },
    })
    upload.start()
    await promise
    expect(paused).toBe(true)
    const view = await browser.api.media.finish.mutate({ uploadId: uploadIdOf(upload), name: 'a.jpg' })
    expect(view.bytes).toBe(content.length)
  })

  it('goes beside others at the same time', async () => {
    const paths = await Promise.all([jpeg(folder), jpegWithGps(folder), largeJpeg(folder, 2)])
    const views = await Promise.all(paths.map((path) => sendPicture(browser, path)))
    expect(new Set(views.map((view) => view.id)).size).toBe(3)
    await expectRowsAndFilesAgree(app.deps)
  })

  it('can be cancelled: nothing is left', async () => {
    const url = await created(1000)
    expect((await patch(url, 0, randomBytes(400))).status).toBe(204)
    expect((await browser.fetch(url, { method: 'DELETE', headers: tus })).status).toBe(204)
    expect((await head(url)).status).toBe(404)
    await expectNothingLeft(app.deps)
  })

  it('may send its first bytes with its creation', async () => {
    const path = await jpeg(folder)
    const uploadId = await sendFile(browser, await readFile(path), { uploadDataDuringCreation: true })
    const view = await browser.api.media.finish.mutate({ uploadId, name: 'a.jpg' })
    expect(view.width).toBe(1200)
  })

  it('is not taken before it is whole, and loses nothing by being asked', async () => {
    const content = await readFile(await jpeg(folder))
    const url = await created(content.length)
    await patch(url, 0, content.subarray(0, 5000))
    const ask = () => browser.api.media.finish.mutate({ uploadId: uploadIdOf({ url }), name: 'a.jpg' })
    await expect(ask()).rejects.toMatchObject({ data: { code: 'CONFLICT', key: 'media.errors.incomplete' } })
    expect((await patch(url, 5000, content.subarray(5000))).status).toBe(204)
    expect((await ask()).bytes).toBe(content.length)
  })

  it('is taken once, however often and however fast it is asked', async () => {
    const uploadId = await sendFile(browser, await readFile(await jpeg(folder)))
    const ask = () => browser.api.media.finish.mutate({ uploadId, name: 'a.jpg' })
    const answers = await Promise.all([ask(), ask(), ask()])
    expect(await ask()).toEqual(answers[0])
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
    await expectRowsAndFilesAgree(app.deps)
  })

  it('comes by one connection, however many pieces it has', async () => {
    const content = await readFile(await largeJpeg(folder, 2))
    const url = await created(content.length)
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
    const ports = new Set<number | undefined>()
    for (let offset = 0; offset < content.length; offset += 300_000) {
      const request = patchRequest(url, offset, { agent })
      const { promise, resolve, reject } = Promise.withResolvers<number | undefined>()
      request.once('error', reject).once('response', (response) => {
        ports.add(response.socket.localPort)
        response.resume().once('end', () => resolve(response.statusCode))
      })
      request.end(content.subarray(offset, offset + 300_000))
      expect(await promise).toBe(204)
    }
    agent.destroy()
    expect(ports.size).toBe(1)
    const view = await browser.api.media.finish.mutate({ uploadId: uploadIdOf({ url }), name: 'a.jpg' })
    expect(view.bytes).toBe(content.length)
  })

  it('says that all of it arrived when the answer to its end was lost', async () => {
    const { id, bytes } = await sendPicture(browser, await jpeg(folder))
    const response = await head(`/api/uploads/${id}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('upload-offset')).toBe(String(bytes))
    expect(response.headers.get('upload-length')).toBe(String(bytes))
    expect((await head(`/api/uploads/${id}`, app.as('member'))).status).toBe(404)
  })

  it('waits only for its own dead connection, and only a moment', async () => {
    const content = randomBytes(200_000)
    const url = await created(content.length)
    const stalled = patchRequest(url, 0, { headers: { 'content-length': content.length } })
    stalled.on('error', () => {})
    stalled.write(content.subarray(0, 50_000))
    await expect.poll(() => arrivedBytes()).toEqual([50_000])
    const before = process.cpuUsage()
    const response = await head(url)
    expect(response.headers.get('upload-offset')).toBe('50000')
    const { user, system } = process.cpuUsage(before)
    expect(user + system).toBeLessThan(500_000)
    stalled.destroy()
    expect((await patch(url, 50_000, content.subarray(50_000))).status).toBe(204)
  })
})

describe('whoever is not welcome', () => {
  it('is refused by every method: not signed in, from elsewhere, with another method', async () => {
    const url = await created(10)
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
    const oversize = await create({ 'upload-length': String(uploadBytes.standard + 1) })
    expect(oversize.status).toBe(413)
    expect(await oversize.json()).toMatchObject({ key: 'media.errors.tooLarge', args: { limit: 5120 } })
    expect((await create({ 'upload-length': '-1' })).status).toBe(400)
    expect((await create({ 'upload-length': '1e3' })).status).toBe(400)
    expect((await create({ 'upload-length': '9'.repeat(40) })).status).toBe(400)
    expect((await create({ 'upload-defer-length': '1' })).status).toBe(400)
    expect((await create({ 'upload-length': '10', 'upload-defer-length': '1' })).status).toBe(400)
    expect((await create({ 'upload-length': '10', 'upload-concat': 'partial' })).status).toBe(400)
    expect((await create({})).status).toBe(400)
    const empty = await create({ 'upload-length': '0' })
    expect(empty.status).toBe(400)
    expect(await empty.json()).toMatchObject({ code: 'INVALID', key: 'media.errors.empty' })
    await expectNothingLeft(app.deps)
  })

  it('attack 61: more bytes than announced are refused', async () => {
    const url = await created(100)
    expect((await patch(url, 0, randomBytes(101))).status).toBe(413)
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
    const url = await created(100)
    const [upload] = app.deps.db.select().from(mediaUpload).all()
    expect(await chunked(url, [randomBytes(60), randomBytes(40), randomBytes(1)])).toBe(413)
    expect(await app.deps.files.stagedBytes(upload?.id ?? '')).toBeLessThanOrEqual(100)
    await expectRowsAndFilesAgree(app.deps)
  })

  it("attack 62: another's upload is not reached through one's own address", async () => {
    const others = uploadIdOf({ url: await created(100, app.as('owner')) })
    const own = await created(50)
    const crooked = `${own}?of=/${others}`
    expect((await head(crooked)).headers.get('upload-length')).toBe('50')
    expect((await patch(crooked, 0, randomBytes(10))).headers.get('upload-offset')).toBe('10')
    expect((await browser.fetch(crooked, { method: 'DELETE', headers: tus })).status).toBe(204)
    expect((await head(own)).status).toBe(404)
    expect(await app.deps.files.stagedBytes(others)).toBe(0)
    expect(uploadById(app.deps, others)?.bytes).toBe(100)
  })

  it("attack 62: another's upload does not exist", async () => {
    const other = app.as('owner')
    const content = await readFile(await jpeg(folder))
    const url = await created(content.length)
    const missing = `/api/uploads/${'0'.repeat(26)}`
    for (const target of [url, missing]) {
      expect((await head(target, other)).status).toBe(404)
      expect((await patch(target, 0, content, other)).status).toBe(404)
      expect((await other.fetch(target, { method: 'DELETE', headers: tus })).status).toBe(404)
      const finish = other.api.media.finish.mutate({ uploadId: uploadIdOf({ url: target }), name: 'a' })
      await expect(finish).rejects.toMatchObject({ data: { code: 'NOT_FOUND', key: 'media.errors.unknownUpload' } })
    }
    expect((await patch(url, 0, content)).status).toBe(204)
    const { id } = await browser.api.media.finish.mutate({ uploadId: uploadIdOf({ url }), name: 'a.jpg' })
    await expect(other.api.media.view.query({ mediaId: id })).rejects.toMatchObject({ data: { code: 'NOT_FOUND' } })
    await expect(other.api.media.discard.mutate({ mediaId: id })).rejects.toMatchObject({ data: { code: 'NOT_FOUND' } })
    expect(await browser.api.media.view.query({ mediaId: id })).toMatchObject({ id })
  })

  it('attack 63: a thousand abandoned uploads meet a quota and are swept', async () => {
    limit(reservedUploads.name, 50)
    const statuses: number[] = []
    for (let index = 0; index < 1000; index += 1) {
      statuses.push((await create({ 'upload-length': '1000' })).status)
    }
    expect(statuses.filter((status) => status === 201)).toHaveLength(50)
    expect(statuses.filter((status) => status === 429)).toHaveLength(950)
    expect((await filesOf(app.deps)).staged).toHaveLength(50)

    app.clock.advance(hours(23))
    const alive = app.deps.db.select().from(mediaUpload).all()[0]
    expect((await head(`/api/uploads/${alive?.id}`)).status).toBe(200)
    app.clock.advance(hours(2))
    app.deps.enqueue(sweepMedia, {}, 'test')
    await app.settle()
    expect((await filesOf(app.deps)).staged).toEqual([alive?.id])
    expect((await create({ 'upload-length': '1000' })).status).toBe(201)
  }, 60_000)

  it('attack 63: the bytes of all uploads under way are bounded', async () => {
    limit(reservedBytes.name, 3000)
    expect((await create({ 'upload-length': '2000' })).status).toBe(201)
    const refused = await create({ 'upload-length': '2000', 'accept-language': 'fr' })
    expect(refused.status).toBe(429)
    expect(await refused.json()).toMatchObject({ code: 'LIMIT', key: 'media.errors.tooMuchReserved' })
    expect((await create({ 'upload-length': '900' })).status).toBe(201)
    expect((await create({ 'upload-length': '2000' }, app.as('member'))).status).toBe(201)
  })

  it('cannot fill the disk with finished uploads that nothing shows', async () => {
    const { bytes } = await sendPicture(browser, await jpeg(folder))
    limit(reservedBytes.name, bytes + 1000)
    expect((await create({ 'upload-length': '1001' })).status).toBe(429)
    const url = await created(1000)
    limit(reservedUploads.name, 2)
    await browser.fetch(url, { method: 'DELETE', headers: tus })
    await created(10)
    const refused = await create({ 'upload-length': '10' })
    expect(await refused.json()).toMatchObject({ code: 'LIMIT', key: 'media.errors.tooManyUploads' })
    expect((await create({ 'upload-length': '10' }, app.as('member'))).status).toBe(201)
  })

  it('tells the client why, in words', async () => {
    const error = await sendFile(browser, Buffer.alloc(0)).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(DetailedError)
    const body = (error as DetailedError).originalResponse?.getBody() ?? ''
    expect(JSON.parse(body).error).toBe('Ce fichier est vide (0 octet). Choisissez-en un autre.')
  })
})

describe('a client that left before anyone read what it sent', () => {
  it('is not waited for', async () => {
    const request = new http.IncomingMessage(new Socket())
    const { promise: left, resolve } = Promise.withResolvers<void>()
    request.once('close', resolve).destroy()
    await left
    expect(await buffer(bytesOf(request, new PassThrough()).bytes)).toHaveLength(0)
  })
})

describe('the lock of an upload', () => {
  it('is handed on in order, and a waiter that gives up frees its place', async () => {
    const turns = new Turns()
    const locker = uploadLocker({ turns })
    const order: string[] = []
    const asked: string[] = []
    const never = new AbortController().signal
    const [first, second, third] = [locker.newLock('a'), locker.newLock('a'), locker.newLock('a')]
    await first.lock(never, () => void asked.push('first'))
    const leaving = new AbortController()
    const gaveUp = second.lock(leaving.signal, () => {}).catch(() => order.push('gave up'))
    const last = third.lock(never, () => {}).then(() => order.push('third'))
    await locker.newLock('b').lock(never, () => {})
    leaving.abort()
    await gaveUp
    await first.unlock()
    await last
    expect(order).toEqual(['gave up', 'third'])
    expect(asked).toEqual(['first', 'first'])
    await third.unlock()
    expect(await holdUpload({ turns }, 'a', async () => 'free')).toBe('free')
  })
})
