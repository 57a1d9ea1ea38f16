import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DomainError } from '../../../shared/errors.ts'
import type { MediaView } from '../../../shared/media.ts'
import { makeVariants, pictureBytes, sweepMedia } from '../../../shared/media.ts'
import { group, groupLimit, groupMember } from '../../platform/abilities/tables.ts'
import type { SignedIn } from '../../platform/actor.ts'
import { days, hours } from '../../platform/clock.ts'
import type { DomainEventHandler } from '../../platform/domain.ts'
import { newFileKey } from '../../platform/files/keys.ts'
import type { FileStore } from '../../platform/files/store.ts'
import { job } from '../../platform/jobs/tables.ts'
import type { Browser } from '../../testing/browser.ts'
import { fullDiskStore } from '../../testing/full-disk-store.ts'
import type { Person } from '../../testing/people.ts'
import { heic, jpeg, jpegWithGps, pixelBomb, textNamedJpg, truncated } from '../../testing/pictures.ts'
import { type StartOptions, startApp, type TestApp } from '../../testing/start-app.ts'
import {
  actorOf,
  declareUse,
  expectNothingLeft,
  expectRowsAndFilesAgree,
  filesOf,
  sendFile,
  sendPicture,
} from '../../testing/uploads.ts'
import { attach, attached, detachAll, usesOf } from './media.ts'
import { receive } from './receive.ts'
import { media, mediaVariant } from './tables.ts'

const use = 'media.test'

let folder: string
let app: TestApp
let person: Person
let browser: Browser

async function start(options: StartOptions = {}): Promise<void> {
  app = await startApp(options)
  declareUse(app.deps, { use, may: (_deps, actor) => actor.account !== null, open: () => false })
}

/** Starts again on the same folders, as after a crash or an update. */
async function restart(): Promise<void> {
  await app.close()
  await start({ root: app.root })
  browser = app.as(person)
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-media-'))
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
const rowIds = () =>
  app.deps.db
    .select({ id: media.id })
    .from(media)
    .orderBy(media.id)
    .all()
    .map(({ id }) => id)
const place = (ownerId: number, ...views: MediaView[]) =>
  attach(
    app.deps,
    actor(),
    use,
    ownerId,
    views.map(({ id }) => ({ mediaId: id, alt: `alt ${id.slice(0, 3)}` })),
  )
const placed = (ownerId: number) => (attached(app.deps, use, [ownerId]).get(ownerId) ?? []).map(({ id }) => id)

async function sweep(): Promise<void> {
  app.deps.enqueueAgain(sweepMedia, {}, 'test')
  await app.settle()
}

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
    app.deps.db
      .insert(groupLimit)
      .values({ groupId: id, name: pictureBytes.name, value: 2 * 1024 ** 2 })
      .run()
    const uploadId = await sendFile(browser, Buffer.alloc(2 * 1024 ** 2 + 1))
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
    expect(attached(app.deps, use, [1]).get(1)).toMatchObject([{ id: view.id, state: 'damaged', sources: [] }])
    expect((await browser.fetch(`/uploads/${view.id}`)).status).toBe(404)
    await expectRowsAndFilesAgree(app.deps)
  })
})

describe('the variants of a picture', () => {
  it('are made once and told once, in the transaction that writes them', async () => {
    const told: unknown[] = []
    const handler: DomainEventHandler = {
      kind: 'domain-event',
      name: 'media.ready',
      run: (deps, payload) => {
        expect(deps.db.select().from(mediaVariant).all().length).toBeGreaterThan(0)
        expect(deps.db.$client.inTransaction).toBe(true)
        told.push(payload)
      },
    }
    const events = app.deps.catalog.events as Map<string, DomainEventHandler[]>
    events.set('media.ready', [...(events.get('media.ready') ?? []), handler])
    const view = await send()
    await app.settle()
    app.deps.enqueueAgain(makeVariants, { mediaId: view.id }, view.id)
    await app.settle()
    expect(told).toEqual([{ mediaId: view.id }])
    expect(
      app.deps.db
        .select()
        .from(mediaVariant)
        .all()
        .map(({ width }) => width),
    ).toEqual([1200, 960, 480])
    await expectRowsAndFilesAgree(app.deps)
  })

  it('are not left behind by a picture that was discarded while they were made', async () => {
    const view = await send()
    const settled = app.settle()
    await browser.api.media.discard.mutate({ mediaId: view.id })
    await settled
    await expect.poll(async () => (await filesOf(app.deps)).stored).toEqual([])
    expect(app.deps.db.select().from(mediaVariant).all()).toEqual([])
  })
})

describe('a row that shows files', () => {
  it('keeps their order and their words, and replaces them as a whole', async () => {
    const [a, b, c] = [await send(), await send(), await send()]
    place(1, a, b, c)
    expect(placed(1)).toEqual([a.id, b.id, c.id])
    place(1, c, a)
    expect(placed(1)).toEqual([c.id, a.id])
    expect(attached(app.deps, use, [1, 2]).get(1)?.[0]).toMatchObject({ alt: `alt ${c.id.slice(0, 3)}`, width: 1200 })
    expect(attached(app.deps, use, [2]).size).toBe(0)
    expect(usesOf(app.deps, c.id)).toEqual([{ use, ownerId: 1 }])
  })

  it("takes neither another's file nor one that is shown elsewhere, and then changes nothing", async () => {
    const [mine, shown] = [await send(), await send()]
    const foreign = await sendPicture(app.as('owner'), await jpegWithGps(folder))
    place(1, shown)
    place(2, mine)
    for (const wrong of [foreign.id, shown.id, 'unknown']) {
      const items = [mine.id, wrong].map((mediaId) => ({ mediaId, alt: '' }))
      expect(() => attach(app.deps, actor(), use, 2, items)).toThrow('media.errors.unknown')
      expect(placed(2)).toEqual([mine.id])
    }
    expect(() => place(2, mine, mine)).toThrow('media.errors.twice')
    expect(() => attach(app.deps, actor(), 'media.undeclared', 2, [])).toThrow('media.undeclared')
    await expect(browser.api.media.discard.mutate({ mediaId: mine.id })).rejects.toMatchObject({
      data: { code: 'NOT_FOUND' },
    })
  })

  it('may keep what another partner put there', async () => {
    const view = await send()
    place(1, view)
    const other = actorOf(app.deps, app.person('owner'))
    attach(app.deps, other, use, 1, [{ mediaId: view.id, alt: 'new words' }])
    expect(attached(app.deps, use, [1]).get(1)).toMatchObject([{ alt: 'new words' }])
  })

  it('rolls back with its own transaction', async () => {
    const view = await send()
    const failing = () =>
      app.deps.inTx(() => {
        place(1, view)
        throw new Error('no')
      })
    expect(failing).toThrow('no')
    expect(placed(1)).toEqual([])
    expect(rowOf(view.id)?.detachedAt).toBeNull()
  })
})

describe('the sweep', () => {
  it('removes what nothing has used for a day, and keeps the rest', async () => {
    const [unused, used, released] = [await send(), await send(), await send()]
    place(1, used, released)
    await app.settle()
    app.clock.advance(hours(23))
    place(1, used)
    await sweep()
    expect(rowIds()).toEqual([unused.id, used.id, released.id].sort())
    app.clock.advance(hours(2))
    await sweep()
    expect(rowIds()).toEqual([used.id, released.id].sort())
    app.clock.advance(hours(23))
    await sweep()
    await expect.poll(async () => (await filesOf(app.deps)).stored.length).toBe(4)
    expect(placed(1)).toEqual([used.id])
    await expectRowsAndFilesAgree(app.deps)
  })

  it('removes forgotten files, once they are old enough not to be on their way', async () => {
    const view = await send()
    await app.settle()
    place(1, view)
    await app.deps.files.write(newFileKey(), Buffer.from('forgotten'))
    await app.deps.files.stage(createReadStream('/dev/null'), { maxBytes: 10 })
    app.clock.set(new Date().toISOString())
    await sweep()
    expect((await filesOf(app.deps)).staged).toHaveLength(1)
    app.clock.advance(hours(25))
    await sweep()
    await expectRowsAndFilesAgree(app.deps)
    expect((await filesOf(app.deps)).stored).toHaveLength(4)
  })
})

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
    await sweep()
    expect(await setAside()).toEqual([orphan])
    app.clock.advance(days(2))
    await sweep()
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

describe('a person who discards', () => {
  it('removes only what nothing shows', async () => {
    const view = await send()
    place(1, view)
    const refused = browser.api.media.discard.mutate({ mediaId: view.id })
    await expect(refused).rejects.toMatchObject({ data: { key: 'media.errors.unknown' } })
    detachAll(app.deps, use, 1)
    await browser.api.media.discard.mutate({ mediaId: view.id })
    await expect.poll(async () => (await filesOf(app.deps)).stored).toEqual([])
  })
})
