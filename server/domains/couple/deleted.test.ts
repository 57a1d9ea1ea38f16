import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MemoryInput } from '../../../shared/couple.ts'
import { deletedKeptDays } from '../../../shared/couple-limits.ts'
import { coupleHome, coupleRoomId } from '../../../shared/couple-live.ts'
import { days, minutes } from '../../platform/clock.ts'
import type { Browser } from '../../testing/browser.ts'
import { type Couple, memoryOf, sendSmallPicture, showTo, twoPartners } from '../../testing/couple.ts'
import { refusal } from '../../testing/refusal.ts'
import { nextHeard, openSocket } from '../../testing/socket.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { filesOf } from '../../testing/uploads.ts'

let app: TestApp
let couple: Couple

beforeEach(async () => {
  app = await startApp()
  couple = await twoPartners(app)
})

afterEach(() => app.stop())

const gone = { status: 404, code: 'NOT_FOUND', key: 'couple.errors.memoryGone' }

const deletedOf = async (browser: Browser) => (await browser.api.couple.deleted.query({ limit: 50 })).memories

const titlesOf = async (browser: Browser) => (await deletedOf(browser)).map(({ title }) => title)

/** Writes a memory and deletes it, a minute after the last one. */
async function deleteNew(browser: Browser, fields: Partial<MemoryInput> = {}): Promise<number> {
  const { id } = await browser.api.couple.createMemory.mutate(memoryOf(fields))
  app.clock.advance(minutes(1))
  await browser.api.couple.deleteMemory.mutate({ id })
  return id
}

async function runScheduled(name: string): Promise<void> {
  const schedule = app.deps.catalog.schedules.find(({ job }) => job.name === name)
  if (!schedule) throw new Error(`${name} is on no schedule`)
  app.deps.enqueue(schedule.job, {}, String(app.clock.now()))
  await app.settle()
}

const purge = () => runScheduled('couple.purge-memories')

test('a deleted memory is gone for both at once and comes back as it was', async () => {
  const { camille, sacha } = couple
  const mediaId = await sendSmallPicture(camille)
  const { id } = await camille.api.couple.createMemory.mutate(memoryOf({ pictures: [{ mediaId, alt: '' }] }))
  await sacha.api.couple.deleteMemory.mutate({ id })
  for (const browser of [camille, sacha]) {
    expect(await refusal(browser.api.couple.memory.query({ id }))).toMatchObject(gone)
    expect((await browser.api.couple.timeline.query({ limit: 50 })).memories).toEqual([])
    expect((await browser.api.couple.search.query({ query: 'carnac', limit: 50 })).memories).toEqual([])
  }
  const restored = await camille.api.couple.restoreMemory.mutate({ id })
  expect(restored).toMatchObject({ title: 'La plage de Carnac', status: 'shared' })
  expect(restored.pictures.map((picture) => picture.id)).toEqual([mediaId])
  expect((await sacha.fetch(`/uploads/${mediaId}`)).status).toBe(200)
  expect(await deletedOf(camille)).toEqual([])
})

test('both partners find what was deleted, the last deletion first, and until when it is kept', async () => {
  const { camille, sacha } = couple
  const first = await deleteNew(camille, { title: 'Le premier', date: '2026-01-01' })
  const second = await deleteNew(sacha, { title: 'Le second', date: '2020-01-01' })
  for (const browser of [camille, sacha]) {
    expect(await deletedOf(browser)).toMatchObject([
      {
        ...{ id: second, title: 'Le second', date: '2020-01-01', author: 'Sacha', excerpt: memoryOf().text },
        ...{ deletedAt: '2026-03-14T10:02:00.000Z', keptUntil: '2026-04-13T10:02:00.000Z' },
      },
      { id: first, title: 'Le premier', deletedAt: '2026-03-14T10:01:00.000Z' },
    ])
  }
})

test('deleted drafts and private memories are listed to whoever wrote them, and to nobody else', async () => {
  const { camille, sacha } = couple
  await deleteNew(camille, { title: '', status: 'draft' })
  await deleteNew(camille, { title: 'Pour plus tard', status: 'private' })
  await deleteNew(camille, { title: 'Partagé' })
  expect(await titlesOf(camille)).toEqual(['Partagé', 'Pour plus tard', ''])
  expect(await titlesOf(sacha)).toEqual(['Partagé'])
})

test('attack 42: nobody but the two partners sees, brings back or removes what was deleted', async () => {
  await showTo(couple, 'public')
  const id = await deleteNew(couple.camille)
  const others = [
    { browser: app.visitor(), refused: { status: 401 } },
    { browser: app.as('admin'), refused: { status: 403, key: 'couple.errors.notPartner' } },
    { browser: app.as('client'), refused: { status: 403, key: 'couple.errors.notPartner' } },
  ]
  for (const { browser, refused } of others) {
    expect(await refusal(browser.api.couple.deleted.query({ limit: 50 }))).toMatchObject(refused)
    expect(await refusal(browser.api.couple.restoreMemory.mutate({ id }))).toMatchObject(refused)
    expect(await refusal(browser.api.couple.removeMemory.mutate({ id }))).toMatchObject(refused)
  }
  expect(await titlesOf(couple.sacha)).toEqual(['La plage de Carnac'])
})

test('the photographs of a deleted memory are seen by whoever may bring it back, and by nobody else', async () => {
  const { camille, sacha } = couple
  await showTo(couple, 'public')
  const [shared, own] = [await sendSmallPicture(camille), await sendSmallPicture(camille)]
  await deleteNew(camille, { pictures: [{ mediaId: shared, alt: '' }] })
  await deleteNew(camille, { status: 'private', pictures: [{ mediaId: own, alt: '' }] })
  const visitor = app.visitor()
  const statuses = async (browser: Browser) => [
    (await browser.fetch(`/uploads/${shared}`)).status,
    (await browser.fetch(`/uploads/${own}`)).status,
  ]
  expect(await statuses(camille)).toEqual([200, 200])
  expect(await statuses(sacha)).toEqual([200, 404])
  expect(await statuses(visitor)).toEqual([404, 404])
  expect(await statuses(app.as('admin'))).toEqual([404, 404])
})

test('a long list of deletions is read page by page, each memory once', async () => {
  const { camille } = couple
  for (const title of ['un', 'deux', 'trois', 'quatre', 'cinq']) await deleteNew(camille, { title })
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof camille.api.couple.deleted.query>> = await camille.api.couple.deleted.query({
      limit: 2,
      cursor,
    })
    seen.push(...page.memories.map(({ title }) => title))
    cursor = page.next
  } while (cursor !== null)
  expect(seen).toEqual(['cinq', 'quatre', 'trois', 'deux', 'un'])
  expect(await refusal(camille.api.couple.deleted.query({ limit: 2, cursor: '2026-01-01_1' }))).toMatchObject({
    status: 400,
    key: 'couple.errors.badPage',
  })
})

test('what is removed for good is gone for both, with its photographs, and the other is told', async () => {
  const { camille, sacha } = couple
  const mediaId = await sendSmallPicture(camille)
  const id = await deleteNew(camille, { pictures: [{ mediaId, alt: '' }] })
  await app.settle()
  const socket = await openSocket(camille)
  await socket.emitWithAck('join', { room: coupleHome.name, id: coupleRoomId })
  const told = nextHeard(socket, 'event')
  await sacha.api.couple.removeMemory.mutate({ id })
  expect(await told).toMatchObject({ payload: { what: 'memory', id } })
  socket.disconnect()
  for (const browser of [camille, sacha]) {
    expect(await deletedOf(browser)).toEqual([])
    expect(await refusal(browser.api.couple.restoreMemory.mutate({ id }))).toMatchObject(gone)
    expect((await browser.fetch(`/uploads/${mediaId}`)).status).toBe(404)
  }
  expect((await filesOf(app.deps)).stored).toContain(mediaId)
  app.clock.advance(days(2))
  await runScheduled('media.sweep')
  expect((await filesOf(app.deps)).stored).toEqual([])
})

test('only what is deleted already is removed for good, and nothing of the other’s own', async () => {
  const { camille, sacha } = couple
  const { id } = await camille.api.couple.createMemory.mutate(memoryOf())
  expect(await refusal(camille.api.couple.removeMemory.mutate({ id }))).toMatchObject(gone)
  expect((await sacha.api.couple.memory.query({ id })).title).toBe('La plage de Carnac')
  const draft = await deleteNew(camille, { status: 'draft' })
  expect(await refusal(sacha.api.couple.removeMemory.mutate({ id: draft }))).toMatchObject(gone)
  expect((await camille.api.couple.restoreMemory.mutate({ id: draft })).id).toBe(draft)
})

test('a memory comes back until the last moment that the list names, and not after it, purged or not', async () => {
  const { camille, people } = couple
  const id = await deleteNew(camille)
  const [{ keptUntil } = { keptUntil: '' }] = await deletedOf(camille)
  app.clock.advance(Date.parse(keptUntil) - app.clock.now())
  const later = app.as(people.camille)
  expect(await titlesOf(later)).toEqual(['La plage de Carnac'])
  app.clock.advance(1)
  expect(await deletedOf(later)).toEqual([])
  expect(await refusal(later.api.couple.restoreMemory.mutate({ id }))).toMatchObject(gone)
  expect(await refusal(later.api.couple.removeMemory.mutate({ id }))).toMatchObject(gone)
})

test('thirty days after its deletion a memory is removed by itself, and its photographs go with it', async () => {
  const { camille } = couple
  expect(deletedKeptDays).toBe(30)
  const mediaId = await sendSmallPicture(camille)
  const { id } = await camille.api.couple.createMemory.mutate(memoryOf({ pictures: [{ mediaId, alt: '' }] }))
  const { id: kept } = await camille.api.couple.createMemory.mutate(memoryOf({ title: 'Celui-ci reste' }))
  await camille.api.couple.deleteMemory.mutate({ id })
  app.clock.advance(days(29))
  await purge()
  expect((await camille.api.couple.restoreMemory.mutate({ id })).id).toBe(id)
  await camille.api.couple.deleteMemory.mutate({ id })
  app.clock.advance(days(31))
  await purge()
  const later = app.as(couple.people.camille)
  expect(await refusal(later.api.couple.restoreMemory.mutate({ id }))).toMatchObject(gone)
  expect((await later.api.couple.memory.query({ id: kept })).title).toBe('Celui-ci reste')
  const count = (table: string) => app.deps.db.$client.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
  expect([count('memory'), count('media_use')]).toEqual([1, 0])
  app.clock.advance(days(2))
  await runScheduled('media.sweep')
  expect((await filesOf(app.deps)).stored).toEqual([])
})
