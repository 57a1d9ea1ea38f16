import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type MediaView, makeVariants } from '../../../shared/media.ts'
import type { SignedIn } from '../../platform/actor.ts'
import type { DomainEventHandler } from '../../platform/domain.ts'
import type { Browser } from '../../testing/browser.ts'
import type { Person } from '../../testing/people.ts'
import { jpeg, jpegWithGps } from '../../testing/pictures.ts'
import { declareTestUse, show, shown, testUse } from '../../testing/shown.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { actorOf, expectRowsAndFilesAgree, filesOf, sendPicture } from '../../testing/uploads.ts'
import { renderVariants } from './jobs.ts'
import { attach, attached, detachAll, usesOf } from './media.ts'
import { media, mediaVariant } from './tables.ts'

let folder: string
let app: TestApp
let person: Person
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-media-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(async () => {
  app = await startApp()
  declareTestUse(app.deps)
  person = app.person('member')
  browser = app.as(person)
})
afterEach(() => app.stop())

const actor = () => actorOf(app.deps, person) as SignedIn
const send = async () => sendPicture(browser, await jpeg(folder))
const rowOf = (id: string) => app.deps.db.select().from(media).where(eq(media.id, id)).get()
const place = (ownerId: number, ...views: MediaView[]) => show(app.deps, actor(), ownerId, views)
const placed = (ownerId: number) => shown(app.deps, ownerId)

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

  it('stay whole when two runs make them at once', async () => {
    const view = await send()
    await Promise.all([0, 1].map(() => renderVariants(app.deps, { mediaId: view.id })))
    expect(rowOf(view.id)?.state).toBe('ready')
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
    expect(attached(app.deps, testUse, [1, 2]).get(1)?.[0]).toMatchObject({
      alt: `alt ${c.id.slice(0, 3)}`,
      width: 1200,
    })
    expect(attached(app.deps, testUse, [2]).size).toBe(0)
    expect(usesOf(app.deps, c.id)).toEqual([{ use: testUse, ownerId: 1 }])
  })

  it("takes neither another's file nor one that is shown elsewhere, and then changes nothing", async () => {
    const [mine, shown] = [await send(), await send()]
    const foreign = await sendPicture(app.as('owner'), await jpegWithGps(folder))
    place(1, shown)
    place(2, mine)
    for (const wrong of [foreign.id, shown.id, 'unknown']) {
      const items = [mine.id, wrong].map((mediaId) => ({ mediaId, alt: '' }))
      expect(() => attach(app.deps, actor(), testUse, 2, items)).toThrow('media.errors.unknown')
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
    attach(app.deps, other, testUse, 1, [{ mediaId: view.id, alt: 'new words' }])
    expect(attached(app.deps, testUse, [1]).get(1)).toMatchObject([{ alt: 'new words' }])
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

describe('a person who discards', () => {
  it('removes only what nothing shows', async () => {
    const view = await send()
    place(1, view)
    const refused = browser.api.media.discard.mutate({ mediaId: view.id })
    await expect(refused).rejects.toMatchObject({ data: { key: 'media.errors.unknown' } })
    detachAll(app.deps, testUse, 1)
    await browser.api.media.discard.mutate({ mediaId: view.id })
    await expect.poll(async () => (await filesOf(app.deps)).stored).toEqual([])
  })
})
