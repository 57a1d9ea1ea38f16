import { afterEach, beforeEach, expect, test } from 'vitest'
import { coupleHome, couplePartner, coupleRoomId } from '../../../shared/couple-live.ts'
import type { Browser } from '../../testing/browser.ts'
import { type Couple, memoryOf, sendSmallPicture, showTo, twoPartners } from '../../testing/couple.ts'
import { refusal } from '../../testing/refusal.ts'
import { openSocket } from '../../testing/socket.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'

let app: TestApp
let couple: Couple

beforeEach(async () => {
  app = await startApp()
  couple = await twoPartners(app)
})

afterEach(() => app.stop())

const notFound = { status: 404, code: 'NOT_FOUND' }

/** Everything that may be read of the couple, by name. */
const readings = (browser: Browser, id: number) => ({
  view: () => browser.api.couple.view.query(),
  timeline: () => browser.api.couple.timeline.query({ limit: 5 }),
  months: () => browser.api.couple.months.query(),
  search: () => browser.api.couple.search.query({ query: 'plage', limit: 5 }),
  onThisDay: () => browser.api.couple.onThisDay.query(),
  memory: () => browser.api.couple.memory.query({ id }),
  perspectives: () => browser.api.couple.perspectives.query(),
})

async function sharedMemory(): Promise<{ id: number; mediaId: string }> {
  const mediaId = await sendSmallPicture(couple.camille)
  const pictures = [{ mediaId, alt: 'La plage' }]
  const { id } = await couple.camille.api.couple.createMemory.mutate(memoryOf({ pictures }))
  return { id, mediaId }
}

test('by default the couple is closed to everybody but the two', async () => {
  const { id, mediaId } = await sharedMemory()
  for (const browser of [app.visitor(), app.as('admin'), app.as('member'), app.as('client')]) {
    for (const [name, read] of Object.entries(readings(browser, id))) {
      expect(await refusal(read()), name).toMatchObject(notFound)
    }
    expect((await browser.fetch(`/uploads/${mediaId}`)).status).toBe(404)
  }
  expect((await couple.sacha.fetch(`/uploads/${mediaId}`)).status).toBe(200)
})

test('a public couple shows what is shared to everybody, and lets nobody write', async () => {
  const { id, mediaId } = await sharedMemory()
  await couple.camille.api.couple.createMemory.mutate(memoryOf({ title: 'À moi', status: 'private' }))
  await showTo(couple, 'public')
  const visitor = app.visitor()
  for (const read of Object.values(readings(visitor, id))) await read()
  const { memories } = await visitor.api.couple.timeline.query({ limit: 50 })
  expect(memories.map((card) => card.id)).toEqual([id])
  expect(await visitor.api.couple.view.query()).toMatchObject({
    mayEdit: false,
    partners: [
      { position: 1, name: 'Camille' },
      { position: 2, name: 'Sacha' },
    ],
  })
  expect((await visitor.fetch(`/uploads/${mediaId}`)).status).toBe(200)
  expect(await refusal(visitor.api.couple.deleteMemory.mutate({ id }))).toMatchObject({ status: 401 })
  const admin = app.as('admin').api.couple
  const refused = { status: 403, key: 'couple.errors.notPartner' }
  expect(await refusal(admin.deleteMemory.mutate({ id }))).toMatchObject(refused)
  expect(await refusal(admin.createMemory.mutate(memoryOf()))).toMatchObject(refused)
  expect(await refusal(admin.change.mutate({ homeMessage: 'x', revision: 1 }))).toMatchObject(refused)
  expect(await refusal(admin.link.query())).toMatchObject(refused)
})

test('a couple by link is open to the browser that opened the link, until another link is made', async () => {
  const { id, mediaId } = await sharedMemory()
  const link = new URL(await couple.camille.api.couple.link.query())
  const guest = app.visitor()
  await guest.bare(link.pathname)
  expect(await refusal(guest.api.couple.view.query())).toMatchObject(notFound)
  await showTo(couple, 'link')
  const opened = await guest.bare(link.pathname)
  expect([opened.status, opened.headers.get('location')]).toEqual([303, '/couple'])
  expect(opened.headers.get('cache-control')).toBe('no-store')
  for (const read of Object.values(readings(guest, id))) await read()
  expect((await guest.fetch(`/uploads/${mediaId}`)).status).toBe(200)
  expect(await refusal(app.visitor().api.couple.view.query())).toMatchObject(notFound)
  const guessed = app.visitor()
  await guessed.bare('/couple/l/guessed-token')
  expect(await refusal(guessed.api.couple.view.query())).toMatchObject(notFound)

  const renewed = await couple.camille.api.couple.renewLink.mutate()
  expect(renewed).not.toBe(link.href)
  expect(await refusal(guest.api.couple.view.query())).toMatchObject(notFound)
  await guest.bare(link.pathname)
  expect(await refusal(guest.api.couple.view.query())).toMatchObject(notFound)
  await guest.bare(new URL(renewed).pathname)
  expect(await guest.api.couple.view.query()).toMatchObject({ visibility: 'link', mayEdit: false })
})

test('attack 43: another’s draft or private memory is 404, and so are its photographs', async () => {
  await showTo(couple, 'public')
  for (const status of ['draft', 'private'] as const) {
    const mediaId = await sendSmallPicture(couple.camille)
    const pictures = [{ mediaId, alt: '' }]
    const { id, revision } = await couple.camille.api.couple.createMemory.mutate(memoryOf({ status, pictures }))
    const gone = { ...notFound, key: 'couple.errors.memoryGone' }
    for (const browser of [couple.sacha, app.visitor()]) {
      expect(await refusal(browser.api.couple.memory.query({ id }))).toMatchObject(gone)
      expect((await browser.fetch(`/uploads/${mediaId}`)).status).toBe(404)
      expect((await browser.api.couple.timeline.query({ limit: 50 })).memories).toEqual([])
      expect(await browser.api.couple.months.query()).toEqual([])
    }
    const { couple: api } = couple.sacha.api
    expect(await refusal(api.editMemory.mutate({ id, revision, ...memoryOf() }))).toMatchObject(gone)
    expect(await refusal(api.deleteMemory.mutate({ id }))).toMatchObject(gone)
    expect(await refusal(api.shareMemory.mutate({ id }))).toMatchObject(gone)
    await couple.camille.api.couple.deleteMemory.mutate({ id })
    expect(await refusal(api.restoreMemory.mutate({ id }))).toMatchObject(gone)
  }
})

test('what one partner shares reaches the other at once, and nobody hears of what is not shared', async () => {
  const { camille, sacha, people } = couple
  const [other, own] = [await openSocket(sacha), await openSocket(camille)]
  const heard: { room: string; payload: unknown }[] = []
  const ownHeard: { room: string; payload: unknown }[] = []
  other.on('event', (event) => heard.push(event))
  own.on('event', (event) => ownHeard.push(event))
  for (const [socket, person] of [
    [other, people.sacha],
    [own, people.camille],
  ] as const) {
    await socket.emitWithAck('join', { room: coupleHome.name, id: coupleRoomId })
    await socket.emitWithAck('join', { room: couplePartner.name, id: String(person.id) })
  }
  const { id: draft } = await camille.api.couple.createMemory.mutate(memoryOf({ status: 'draft' }))
  const { id } = await camille.api.couple.createMemory.mutate(memoryOf())
  await camille.api.couple.shareMemory.mutate({ id: draft })
  await camille.api.couple.deleteMemory.mutate({ id })
  await other.emitWithAck('trpc', { path: 'house.me', type: 'query' })
  await own.emitWithAck('trpc', { path: 'house.me', type: 'query' })
  const told = (memory: number) => ({ room: coupleHome.name, payload: { what: 'memory', id: memory } })
  expect(heard.map(({ room, payload }) => ({ room, payload }))).toEqual([told(id), told(draft), told(id)])
  const alone = ownHeard.filter(({ room }) => room === couplePartner.name).map(({ payload }) => payload)
  expect(alone).toEqual([
    { what: 'memory', id: draft },
    { what: 'memory', id: draft },
  ])
  other.disconnect()
  own.disconnect()
})

test('whoever listens and may no longer is sent away when the couple closes', async () => {
  await showTo(couple, 'public')
  const socket = await openSocket(app.visitor())
  const place = { room: coupleHome.name, id: coupleRoomId }
  expect(await socket.emitWithAck('join', place)).toHaveProperty('seq')
  const reopened = new Promise((resolve) => socket.once('reopened', resolve))
  await showTo(couple, 'partners')
  expect(await reopened).toEqual(place)
  expect(await socket.emitWithAck('join', place)).toEqual({ error: 'NOT_FOUND' })
  const heard: unknown[] = []
  socket.on('event', (event) => heard.push(event))
  await couple.camille.api.couple.createMemory.mutate(memoryOf())
  await socket.emitWithAck('trpc', { path: 'house.me', type: 'query' })
  expect(heard).toEqual([])
  socket.disconnect()
})

test('a photograph that is ready is told to whoever sees its memory', async () => {
  const { id } = await sharedMemory()
  const socket = await openSocket(couple.sacha)
  await socket.emitWithAck('join', { room: coupleHome.name, id: coupleRoomId })
  const told = new Promise<{ payload: unknown }>((resolve) => socket.once('event', resolve))
  await app.settle()
  expect((await told).payload).toEqual({ what: 'memory', id })
  expect((await couple.sacha.api.couple.memory.query({ id })).pictures[0]?.state).toBe('ready')
  socket.disconnect()
})

test('with the module off the couple does not exist for anybody', async () => {
  const { id } = await sharedMemory()
  await couple.camille.api.house.switchModule.mutate({ name: 'couple', on: false })
  for (const [name, read] of Object.entries(readings(couple.camille, id))) {
    expect(await refusal(read()), name).toMatchObject(notFound)
  }
  expect((await app.visitor().bare('/api/memories')).status).toBe(404)
})
