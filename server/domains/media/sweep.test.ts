import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MediaView } from '../../../shared/media.ts'
import type { SignedIn } from '../../platform/actor.ts'
import { hours } from '../../platform/clock.ts'
import { newFileKey } from '../../platform/files/keys.ts'
import type { Browser } from '../../testing/browser.ts'
import type { Person } from '../../testing/people.ts'
import { jpeg } from '../../testing/pictures.ts'
import { declareTestUse, show, shown } from '../../testing/shown.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { actorOf, expectRowsAndFilesAgree, filesOf, sendPicture, sweepNow } from '../../testing/uploads.ts'
import { media } from './tables.ts'

let folder: string
let app: TestApp
let person: Person
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-sweep-'))
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
const rowIds = () =>
  app.deps.db
    .select({ id: media.id })
    .from(media)
    .orderBy(media.id)
    .all()
    .map(({ id }) => id)
const place = (ownerId: number, ...views: MediaView[]) => show(app.deps, actor(), ownerId, views)
const placed = (ownerId: number) => shown(app.deps, ownerId)

describe('the sweep', () => {
  it('removes what nothing has used for a day, and keeps the rest', async () => {
    const [unused, used, released] = [await send(), await send(), await send()]
    place(1, used, released)
    await app.settle()
    app.clock.advance(hours(23))
    place(1, used)
    await sweepNow(app)
    expect(rowIds()).toEqual([unused.id, used.id, released.id].sort())
    app.clock.advance(hours(2))
    await sweepNow(app)
    expect(rowIds()).toEqual([used.id, released.id].sort())
    app.clock.advance(hours(23))
    await sweepNow(app)
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
    await sweepNow(app)
    expect((await filesOf(app.deps)).staged).toHaveLength(1)
    app.clock.advance(hours(25))
    await sweepNow(app)
    await expectRowsAndFilesAgree(app.deps)
    expect((await filesOf(app.deps)).stored).toHaveLength(4)
  })
})
