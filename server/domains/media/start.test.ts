import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { days } from '../../platform/clock.ts'
import { newFileKey } from '../../platform/files/keys.ts'
import { job } from '../../platform/jobs/tables.ts'
import type { Browser } from '../../testing/browser.ts'
import type { Person } from '../../testing/people.ts'
import { jpeg, jpegWithGps } from '../../testing/pictures.ts'
import { type StartOptions, startApp, type TestApp } from '../../testing/start-app.ts'
import { expectRowsAndFilesAgree, filesOf, sendFile, sendPicture, sweepNow } from '../../testing/uploads.ts'
import { media } from './tables.ts'

let folder: string
let app: TestApp
let person: Person
let browser: Browser

async function start(options: StartOptions = {}): Promise<void> {
  app = await startApp(options)
}

/** Starts again on the same folders, as after a crash or an update. */
async function restart(): Promise<void> {
  await app.close()
  await start({ root: app.root })
  browser = app.as(person)
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-start-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(async () => {
  await start()
  person = app.person('member')
  browser = app.as(person)
})
afterEach(() => app.stop())

const send = async () => sendPicture(browser, await jpeg(folder))
const rowOf = (id: string) => app.deps.db.select().from(media).where(eq(media.id, id)).get()

describe('a start after a crash', () => {
  it('sets originals without a row aside, and removes variants without a row and uploads without a file', async () => {
    await send()
    await app.settle()
    const orphan = newFileKey()
    await app.deps.files.write(orphan, Buffer.from('its row was lost'))
    await app.deps.files.write(`${newFileKey()}-480.webp`, Buffer.from('half a variant'))
    await app.deps.files.stage(createReadStream('/dev/null'), { maxBytes: 10 })
    const uploadId = await sendFile(browser, Buffer.from('some bytes'))
    await app.close()
    await app.deps.files.discard({ id: uploadId })
    await start({ root: app.root })
    await expectRowsAndFilesAgree(app.deps)
    expect((await filesOf(app.deps)).stored).toHaveLength(4)
    const setAside = () => readdir(join(app.root, 'uploads', 'lost'))
    expect(await setAside()).toEqual([orphan])
    app.clock.advance(days(29))
    await sweepNow(app)
    expect(await setAside()).toEqual([orphan])
    app.clock.advance(days(2))
    await sweepNow(app)
    expect(await setAside()).not.toContain(orphan)
  })

  it('lets an upload be finished whose file had its key already, but not its row', async () => {
    const content = await readFile(await jpegWithGps(folder))
    const uploadId = await sendFile(browser, content)
    await app.close()
    await app.deps.files.commit({ id: uploadId, bytes: content.length }, uploadId)
    await start({ root: app.root })
    browser = app.as(person)
    const head = await browser.fetch(`/api/uploads/${uploadId}`, {
      method: 'HEAD',
      headers: { 'tus-resumable': '1.0.0' },
    })
    expect(head.headers.get('upload-offset')).toBe(String(content.length))
    const view = await browser.api.media.finish.mutate({ uploadId, name: 'a.jpg' })
    expect(view).toMatchObject({ id: uploadId, bytes: content.length, takenAt: '2024-05-06T12:34:56' })
    await app.settle()
    expect(rowOf(uploadId)?.state).toBe('ready')
    await expectRowsAndFilesAgree(app.deps)
  })

  it('makes lost variants again, and shows a picture without its file as damaged until it is back', async () => {
    const [whole, partial, lost] = [await send(), await send(), await send()]
    await app.settle()
    await app.deps.files.remove(`${partial.id}-960.webp`)
    const kept = await readFile(await app.deps.files.local(lost.id))
    await app.deps.files.remove(lost.id)
    await restart()
    expect([whole, partial, lost].map(({ id }) => rowOf(id)?.state)).toEqual(['ready', 'making', 'damaged'])
    await app.settle()
    expect(rowOf(partial.id)?.state).toBe('ready')
    await app.deps.files.write(lost.id, kept)
    await restart()
    await app.settle()
    expect(rowOf(lost.id)?.state).toBe('ready')
    await expectRowsAndFilesAgree(app.deps)
  })

  it('is refused where the folder of files is not mounted, and changes nothing', async () => {
    const view = await send()
    await app.settle()
    await app.close()
    const uploads = join(app.root, 'uploads')
    await rename(uploads, `${uploads}-away`)
    await mkdir(uploads)
    await expect(startApp({ root: app.root })).rejects.toThrow(/FOYER_UPLOADS/)
    await rm(uploads, { recursive: true })
    await rename(`${uploads}-away`, uploads)
    await start({ root: app.root })
    expect(rowOf(view.id)?.state).toBe('ready')
    expect(
      app.deps.db
        .select()
        .from(job)
        .all()
        .filter((row) => row.deadAt !== null),
    ).toEqual([])
  })
})
