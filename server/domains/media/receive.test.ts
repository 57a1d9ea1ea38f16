import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DomainError } from '../../../shared/errors.ts'
import { type MediaView, makeVariants, pictureBytes } from '../../../shared/media.ts'
import { group, groupLimit, groupMember } from '../../platform/abilities/tables.ts'
import type { SignedIn } from '../../platform/actor.ts'
import { hours } from '../../platform/clock.ts'
import type { FileStore } from '../../platform/files/store.ts'
import type { Browser } from '../../testing/browser.ts'
import { fullDiskStore } from '../../testing/full-disk-store.ts'
import type { Person } from '../../testing/people.ts'
import { heic, jpeg, pixelBomb, textNamedJpg, truncated } from '../../testing/pictures.ts'
import { declareTestUse, show, testUse } from '../../testing/shown.ts'
import { type StartOptions, startApp, type TestApp } from '../../testing/start-app.ts'
import {
  actorOf,
  expectNothingLeft,
  expectRowsAndFilesAgree,
  filesOf,
  sendFile,
  sendPicture,
} from '../../testing/uploads.ts'
import { attached } from './media.ts'
import { receive } from './receive.ts'
import { media } from './tables.ts'

let folder: string
let app: TestApp
let person: Person
let browser: Browser

async function start(options: StartOptions = {}): Promise<void> {
  app = await startApp(options)
  declareTestUse(app.deps)
}

/** Starts again on the same folders, as after a crash or an update. */
async function restart(): Promise<void> {
  await app.close()
  await start({ root: app.root })
  browser = app.as(person)
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-receive-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(async () => {
  await start()
  person = app.person('member')
  browser = app.as(person)
})
afterEach(() => app.stop())

const actor = () => actorOf(app.deps, person) as SignedIn
const send = async () => sendPicture(browser, await jpeg(folder))
const rowOf = (id: string) => app.deps.db.select().from(media).where(eq(media.id, id)).get()
const place = (ownerId: number, ...views: MediaView[]) => show(app.deps, actor(), ownerId, views)

describe('bad input is refused with what to do, and nothing of it is left', () => {
  const refusals = {
    'not an image': [textNamedJpg, 'UNSUPPORTED', 'media.errors.notAnImage'],
    'a truncated JPEG': [async (to: string) => truncated(await jpeg(to), 0.6), 'INVALID', 'media.errors.damaged'],
    'a truncated HEIC': [async (to: string) => truncated(await heic(to), 0.6), 'INVALID', 'media.errors.damaged'],
    'attack 55: a 400-megapixel picture': [pixelBomb, 'TOO_LARGE', 'media.errors.tooManyPixels'],
  } as const

  for (const [title, [make, code, key]] of Object.entries(refusals)) {
    it(title, async () => {
      const before = process.memoryUsage.rss()
      const uploadId = await sendFile(browser, await readFile(await make(folder)))
      const finish = browser.api.media.finish.mutate({ uploadId, name: 'photo.jpg' })
      await expect(finish).rejects.toMatchObject({ data: { code, key } })
      await expectNothingLeft(app.deps)
      expect(process.memoryUsage.rss() - before).toBeLessThan(200 * 1024 ** 2)
    })
  }

  it('an empty file that came another way', async () => {
    const staged = await app.deps.files.stage(createReadStream('/dev/null'), { maxBytes: 10 })
    await expect(receive(app.deps, actor(), staged, { name: 'a' })).rejects.toMatchObject({ key: 'media.errors.empty' })
    await expectNothingLeft(app.deps)
  })

  it('a file over the limit', async () => {
    const { id } = app.deps.db.insert(group).values({ name: 'small' }).returning({ id: group.id }).get()
    app.deps.db.insert(groupMember).values({ groupId: id, accountId: person.id }).run()
    app.deps.db.insert(groupLimit).values({ groupId: id, name: pictureBytes.name, value: 2_000_000 }).run()
    const uploadId = await sendFile(browser, Buffer.alloc(2_000_001))
    await expect(browser.api.media.finish.mutate({ uploadId, name: 'a.jpg' })).rejects.toMatchObject({
      data: { code: 'TOO_LARGE', key: 'media.errors.tooLarge', args: { limit: 2 } },
    })
    await expectNothingLeft(app.deps)
  })

  it('a full disk, at the start of an upload', async () => {
    await app.stop()
    await start({ overrides: { files: (disk) => fullDiskStore(disk, 1_000_000) } })
    person = app.person('member')
    const refused = await app.as(person).fetch('/api/uploads', {
      method: 'POST',
      headers: { 'tus-resumable': '1.0.0', 'upload-length': '2000' },
    })
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({
      error: expect.stringContaining('Il n’y a plus assez de place'),
      key: 'media.errors.diskFull',
    })
    await expectNothingLeft(app.deps)
  })

  it('a full disk, in the middle of an upload', async () => {
    await app.stop()
    await start({ overrides: { files: (disk) => ({ ...fullDiskStore(disk, 200_000), freeBytes: disk.freeBytes }) } })
    person = app.person('member')
    browser = app.as(person)
    const headers = { 'tus-resumable': '1.0.0', 'upload-length': '300000' }
    const created = await browser.fetch('/api/uploads', { method: 'POST', headers })
    const patch = (offset: number, bytes: number) =>
      browser.fetch(created.headers.get('location') ?? '', {
        method: 'PATCH',
        headers: {
          'tus-resumable': '1.0.0',
          'upload-offset': String(offset),
          'content-type': 'application/offset+octet-stream',
        },
        body: new Uint8Array(bytes),
      })
    expect((await patch(0, 100_000)).status).toBe(204)
    const refused = await patch(100_000, 200_000)
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ code: 'UNAVAILABLE', key: 'media.errors.diskFull' })
    await expectNothingLeft(app.deps)
  })

  it('a full disk, while variants are made: they wait, and the picture shows all the same', async () => {
    await app.stop()
    const picture = await jpeg(folder)
    const room = (await stat(picture)).size + 20_000
    await start({ overrides: { files: (disk) => ({ ...fullDiskStore(disk, room), freeBytes: disk.freeBytes }) } })
    person = app.person('member')
    browser = app.as(person)
    const view = await sendPicture(browser, picture)
    await app.settle()
    expect(rowOf(view.id)?.state).toBe('making')
    expect((await filesOf(app.deps)).stored).toEqual([view.id])
    expect((await browser.fetch(`/uploads/${view.id}/480`)).status).toBe(200)
    await restart()
    await app.settle()
    expect(rowOf(view.id)?.state).toBe('ready')
    await expectRowsAndFilesAgree(app.deps)
  })

  it('a full disk, at the end of an upload: it waits, to be asked again', async () => {
    await app.stop()
    let full = true
    const commit =
      (disk: FileStore): FileStore['commit'] =>
      async (...given) => {
        if (full) throw new DomainError('UNAVAILABLE', 'media.errors.diskFull')
        await disk.commit(...given)
      }
    await start({ overrides: { files: (disk) => ({ ...disk, commit: commit(disk) }) } })
    person = app.person('member')
    browser = app.as(person)
    const uploadId = await sendFile(browser, await readFile(await jpeg(folder)))
    const finish = () => browser.api.media.finish.mutate({ uploadId, name: 'a.jpg' })
    await expect(finish()).rejects.toMatchObject({ data: { code: 'UNAVAILABLE', key: 'media.errors.diskFull' } })
    expect((await filesOf(app.deps)).staged).toEqual([uploadId])
    full = false
    expect((await finish()).id).toBe(uploadId)
    await expectRowsAndFilesAgree(app.deps)
  })

  it('a picture that cannot be rendered after all is damaged, and says so to those who show it', async () => {
    const view = await send()
    place(1, view)
    await app.deps.files.write(view.id, await readFile(await truncated(await jpeg(folder), 0.3)))
    await app.settle()
    expect(attached(app.deps, testUse, [1]).get(1)).toMatchObject([{ id: view.id, state: 'damaged', sources: [] }])
    expect((await browser.fetch(`/uploads/${view.id}`)).status).toBe(404)
    await expectRowsAndFilesAgree(app.deps)
  })

  const givenUp = {
    'the picture ends its decoder': [new Error('the decoder ended'), 'damaged'],
    'the disk is full': [new DomainError('UNAVAILABLE', 'media.errors.diskFull'), 'making'],
  } as const
  it.each(Object.entries(givenUp))(
    'where %s, a picture is given up after its last try, until its job is revived',
    async (_why, [reason, stateAfter]) => {
      let failing = true
      const write =
        (disk: FileStore): FileStore['write'] =>
        async (...given) => {
          if (failing) throw reason
          return disk.write(...given)
        }
      await start({ overrides: { files: (disk) => ({ ...disk, write: write(disk) }) } })
      person = app.person('owner')
      browser = app.as(person)
      const view = await send()
      place(1, view)
      const state = () => attached(app.deps, testUse, [1]).get(1)?.[0]?.state
      for (let attempt = 1; attempt <= makeVariants.attempts; attempt += 1) {
        expect(state()).toBe('making')
        await app.settle()
        app.clock.advance(hours(1))
      }
      expect(state()).toBe(stateAfter)
      const [dead] = await browser.api.house.deadJobs.query()
      failing = false
      await browser.api.house.reviveJob.mutate({ id: dead?.id ?? 0 })
      await app.settle()
      expect(state()).toBe('ready')
      await expectRowsAndFilesAgree(app.deps)
    },
  )
})
