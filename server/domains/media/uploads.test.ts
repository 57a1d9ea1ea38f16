import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Browser } from '../../testing/browser.ts'
import type { Person } from '../../testing/people.ts'
import { jpeg, jpegWithGps, largeJpeg } from '../../testing/pictures.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { created, head, patch, patchRequest, tus } from '../../testing/tus.ts'
import {
  expectNothingLeft,
  expectRowsAndFilesAgree,
  filesOf,
  newUpload,
  sendFile,
  sendPicture,
  uploadIdOf,
} from '../../testing/uploads.ts'

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

/** Sends the first part of a PATCH and breaks the connection; resolves when the server has seen it. */
async function cutPatch(url: string, body: Buffer, sent: number): Promise<void> {
  const request = patchRequest(browser, url, 0, { headers: { 'content-length': body.length } })
  request.on('error', () => {})
  request.write(body.subarray(0, sent))
  await expect.poll(async () => (await filesOf(app.deps)).staged.length).toBe(1)
  const { promise, resolve } = Promise.withResolvers<void>()
  request.on('close', () => resolve())
  setTimeout(() => request.destroy(), 50)
  await promise
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
    const url = await created(browser, content.length)
    await cutPatch(url, content, Math.floor(content.length / 2))
    const response = await head(browser, url)
    expect(response.status).toBe(200)
    expect(response.headers.get('upload-length')).toBe(String(content.length))
    const offset = Number(response.headers.get('upload-offset'))
    expect(offset).toBeGreaterThan(0)
    expect(offset).toBeLessThan(content.length)
    expect((await patch(browser, url, offset, content.subarray(offset))).status).toBe(204)
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
    const url = await created(browser, 1000)
    expect((await patch(browser, url, 0, randomBytes(400))).status).toBe(204)
    expect((await browser.fetch(url, { method: 'DELETE', headers: tus })).status).toBe(204)
    expect((await head(browser, url)).status).toBe(404)
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
    const url = await created(browser, content.length)
    await patch(browser, url, 0, content.subarray(0, 5000))
    const ask = () => browser.api.media.finish.mutate({ uploadId: uploadIdOf({ url }), name: 'a.jpg' })
    await expect(ask()).rejects.toMatchObject({ data: { code: 'CONFLICT', key: 'media.errors.incomplete' } })
    expect((await patch(browser, url, 5000, content.subarray(5000))).status).toBe(204)
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
    const url = await created(browser, content.length)
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
    const ports = new Set<number | undefined>()
    for (let offset = 0; offset < content.length; offset += 300_000) {
      const request = patchRequest(browser, url, offset, { agent })
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
    const response = await head(browser, `/api/uploads/${id}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('upload-offset')).toBe(String(bytes))
    expect(response.headers.get('upload-length')).toBe(String(bytes))
    expect((await head(app.as('member'), `/api/uploads/${id}`)).status).toBe(404)
  })

  it('waits only for its own dead connection, and only a moment', async () => {
    const content = randomBytes(200_000)
    const url = await created(browser, content.length)
    const stalled = patchRequest(browser, url, 0, { headers: { 'content-length': content.length } })
    stalled.on('error', () => {})
    stalled.write(content.subarray(0, 50_000))
    await expect.poll(() => arrivedBytes()).toEqual([50_000])
    const before = process.cpuUsage()
    const response = await head(browser, url)
    expect(response.headers.get('upload-offset')).toBe('50000')
    const { user, system } = process.cpuUsage(before)
    expect(user + system).toBeLessThan(500_000)
    stalled.destroy()
    expect((await patch(browser, url, 50_000, content.subarray(50_000))).status).toBe(204)
  })
})
