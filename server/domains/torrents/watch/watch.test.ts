import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EngineStanding } from '../../../../shared/torrent-engine.ts'
import { activeTorrents } from '../../../../shared/torrents.ts'
import { allTorrentsRoom, engineRoom, ownTorrentsRoom, torrentsRoomId } from '../../../../shared/torrents-live.ts'
import { minutes } from '../../../platform/clock.ts'
import type { Browser } from '../../../testing/browser.ts'
import { giveEngine } from '../../../testing/engine-for-test.ts'
import type { Person } from '../../../testing/people.ts'
import type { QBittorrentDouble } from '../../../testing/qbittorrent-double.ts'
import { nextHeard, openSocket } from '../../../testing/socket.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import {
  addSent,
  becomeKnown,
  type Listener,
  limit,
  listen,
  look,
  magnetOf,
  rowOf,
  v1Of,
} from '../../../testing/torrents.ts'
import { watchOf } from './watch.ts'

let app: TestApp
let double: QBittorrentDouble
let ada: Person
let asAda: Browser
let asBob: Browser
let listeners: Listener[]

beforeEach(async () => {
  app = await startApp({ modules: ['torrents'] })
  double = await giveEngine(app)
  ada = app.person('member', 'Ada')
  asAda = app.as(ada)
  asBob = app.as(app.person('member', 'Bob'))
  listeners = []
})

afterEach(async () => {
  for (const listener of listeners) listener.close()
  await app.stop()
  await double.stop()
})

async function listenTo(browser: Browser, room: Parameters<typeof listen>[1], id: string): Promise<Listener> {
  const listener = await listen(browser, room, id)
  listeners.push(listener)
  return listener
}

const ownRoom = () => listenTo(asAda, ownTorrentsRoom, String(ada.id))
const allRoom = (browser: Browser) => listenTo(browser, allTorrentsRoom, torrentsRoomId)
const tick = () => watchOf(app.deps).tick()

const finished = async (number: number): Promise<number> => {
  const id = await addSent(app, asAda, number)
  becomeKnown(double, number)
  double.finish(v1Of(number))
  await look(app)
  return id
}

test('whoever listens is told of changed fields only, and of nothing where nothing changed', async () => {
  const id = await addSent(app, asAda, 1)
  becomeKnown(double, 1)
  await look(app)
  const [own, all] = [await ownRoom(), await allRoom(asBob)]
  double.setProgress(v1Of(1), 0.25, { down: 1_234_567 })
  await look(app)
  const moved = [{ id, state: 'downloading', progress: 0.25, down: 1_230_000, eta: 60 }]
  expect(await own.heard()).toMatchObject([{ name: 'torrents.moved', payload: { moved } }])
  expect((await all.heard()).map(({ payload }) => payload)).toEqual([{ moved }])
  double.setProgress(v1Of(1), 0.2501, { down: 1_234_999 })
  await look(app)
  await look(app)
  expect([await own.heard(), await all.heard()]).toEqual([[], []])
})

test('a torrent that moves costs at most 90 bytes a look', async () => {
  const count = 20
  limit(app, activeTorrents, count, ada)
  for (let number = 0; number < count; number += 1) await addSent(app, asAda, number)
  for (let number = 0; number < count; number += 1) becomeKnown(double, number, 1_000_000_000)
  await look(app)
  const own = await ownRoom()
  for (let number = 0; number < count; number += 1) {
    double.setProgress(v1Of(number), 0.1 + number / 1000, { down: 12_345_678 + number * 99_999, up: 1_234_567 })
    double.set(v1Of(number), { eta: 7000 + number * 61 })
  }
  await look(app)
  await own.heard()
  for (let number = 0; number < count; number += 1) {
    double.setProgress(v1Of(number), 0.2 + number / 1000, { down: 23_456_789 - number * 99_999, up: 2_345_678 })
    double.set(v1Of(number), { eta: 6000 + number * 61 })
  }
  await look(app)
  const [event] = await own.heard()
  expect(event?.payload).toMatchObject({ moved: { length: count } })
  expect(JSON.stringify(event).length / count).toBeLessThanOrEqual(90)
})

test('events follow the list that was read, and one who comes later finds them in theirs', async () => {
  await addSent(app, asAda, 1)
  const own = await ownRoom()
  const { room } = await asAda.api.torrents.list.query({ scope: 'own' })
  becomeKnown(double, 1)
  await look(app)
  const [first] = await own.heard()
  expect(first?.seq).toBe(room.seq + 1)
  const again = await asAda.api.torrents.list.query({ scope: 'own' })
  expect(again.room.seq).toBeGreaterThan(room.seq)
  expect(again.torrents).toMatchObject([{ size: 1000 }])
})

test('what is added comes whole to its owner and to who sees all, not to others', async () => {
  const bob = app.person('member', 'Bea')
  const [own, all, other] = [
    await ownRoom(),
    await allRoom(asBob),
    await listenTo(app.as(bob), ownTorrentsRoom, String(bob.id)),
  ]
  const { id } = await asAda.api.torrents.addMagnet.mutate({ magnet: magnetOf(1) })
  const put = [expect.objectContaining({ id, state: 'waiting', owners: [{ id: ada.id, name: 'Ada' }] })]
  expect((await own.heard())[0]?.payload).toEqual({ put })
  expect((await all.heard())[0]?.payload).toEqual({ put })
  expect(await other.heard()).toEqual([])
})

test('attack 35: the rooms of torrents are joined by those whose they are', async () => {
  await expect(listen(asBob, ownTorrentsRoom, String(ada.id))).rejects.toThrow('NOT_FOUND')
  for (const room of [allTorrentsRoom, engineRoom]) {
    await expect(listen(app.as('client'), room, torrentsRoomId)).rejects.toThrow('NOT_FOUND')
    await expect(listen(asBob, room, '2')).rejects.toThrow('NOT_FOUND')
  }
})

test('nobody asks the engine while nobody looks and nothing is unfinished', async () => {
  await finished(1)
  await look(app)
  const before = double.calls.length
  for (let times = 0; times < 5; times += 1) await tick()
  expect(double.calls).toHaveLength(before)
  const own = await ownRoom()
  await tick()
  expect(double.calls.length).toBeGreaterThan(before)
  expect(await own.heard()).toEqual([])
})

test('while something is unfinished the engine is asked though nobody looks', async () => {
  await addSent(app, asAda, 1)
  const before = double.calls.length
  await tick()
  expect(double.calls.length).toBeGreaterThan(before)
})

test('the house looks by itself, and at once where a list is read', async () => {
  const id = await addSent(app, asAda, 1)
  becomeKnown(double, 1)
  const socket = await openSocket(asAda)
  await socket.emitWithAck('join', { room: ownTorrentsRoom.name, id: String(ada.id) })
  const first = nextHeard(socket, 'event')
  await asAda.api.torrents.list.query({ scope: 'own' })
  expect(await first).toMatchObject({ payload: { moved: [{ id, size: 1000 }] } })
  const second = nextHeard(socket, 'event')
  double.setProgress(v1Of(1), 0.5)
  expect(await second).toMatchObject({ payload: { moved: [{ id, progress: 0.5 }] } })
  socket.disconnect()
})

test('however many listen, the engine is asked once', async () => {
  await addSent(app, asAda, 1)
  await ownRoom()
  await allRoom(asBob)
  await allRoom(app.as('admin'))
  await look(app)
  const before = double.calls.length
  await tick()
  const calls = double.calls.slice(before)
  expect(calls.length).toBeLessThanOrEqual(2)
})

test('a finished torrent is told of once, with its notice', async () => {
  const id = await addSent(app, asAda, 1)
  becomeKnown(double, 1)
  double.setProgress(v1Of(1), 0.5)
  await look(app)
  double.finish(v1Of(1))
  app.clock.advance(1000)
  await look(app)
  expect(rowOf(app, id)).toMatchObject({ finishedAt: app.clock.now(), state: 'seeding', progress: 1 })
  double.set(v1Of(1), { state: 'checkingUP', progress: 0.3 })
  await look(app)
  double.finish(v1Of(1))
  app.clock.advance(minutes(1))
  await look(app)
  const notices = await asAda.api.notices.list.query({ after: null, limit: 10 })
  expect(notices).toMatchObject([{ link: `/torrents/${id}`, text: expect.stringContaining('Torrent 1') }])
})

test('a torrent of which every file is left out is not finished', async () => {
  const id = await addSent(app, asAda, 1)
  becomeKnown(double, 1)
  double.set(v1Of(1), { size: 0, progress: 1, state: 'stalledUP' })
  await look(app)
  expect((await asAda.api.torrents.list.query({ scope: 'own' })).torrents).toMatchObject([
    { id, state: 'paused', progress: 0, finishedAt: null },
  ])
  expect(await asAda.api.notices.list.query({ after: null, limit: 10 })).toEqual([])
})

test('a failure is told of once, and again when it comes back after the torrent did well', async () => {
  const id = await addSent(app, asAda, 1)
  becomeKnown(double, 1)
  double.fail(v1Of(1))
  await look(app)
  await look(app)
  const count = async () => (await asAda.api.notices.list.query({ after: null, limit: 10 })).length
  const shown = async () => (await asAda.api.torrents.list.query({ scope: 'own' })).torrents[0]
  expect(await shown()).toMatchObject({ id, state: 'failed', problem: { key: 'torrents.problems.failed' } })
  expect(await count()).toBe(1)
  double.setProgress(v1Of(1), 0.5)
  app.clock.advance(minutes(1))
  await look(app)
  expect(await shown()).toMatchObject({ state: 'downloading', problem: null })
  double.fail(v1Of(1), 'missingFiles')
  await look(app)
  expect(await shown()).toMatchObject({ state: 'missing', problem: { key: 'torrents.problems.missing' } })
  expect(await count()).toBe(2)
})

test('what the engine lost is marked after two looks, kept, and itself again when it is back', async () => {
  const id = await finished(1)
  const { fields } = double.torrent(v1Of(1))
  const held = double.torrent(v1Of(1))
  double.removeFromEngine(v1Of(1))
  await look(app)
  expect(rowOf(app, id)?.state).toBe('seeding')
  const own = await ownRoom()
  await look(app)
  expect(rowOf(app, id)).toMatchObject({ state: 'vanished', progress: 1 })
  expect((await own.heard())[0]?.payload).toMatchObject({ moved: [{ id, state: 'vanished' }] })
  double.torrents.set(fields.hash, held)
  await look(app)
  expect(rowOf(app, id)?.state).toBe('seeding')
})

test('an engine that does not answer makes nothing vanish', async () => {
  const id = await finished(1)
  await double.setDown(true)
  for (let times = 0; times < 3; times += 1) await look(app)
  expect(rowOf(app, id)?.state).toBe('seeding')
  await double.setDown(false)
  await look(app)
  expect(rowOf(app, id)?.state).toBe('seeding')
})

test('how the engine is comes to who listens when it changes', async () => {
  await look(app)
  const engine = await listenTo(asBob, engineRoom, torrentsRoomId)
  await look(app)
  expect(await engine.heard()).toEqual([])
  await double.setDown(true)
  await look(app)
  await look(app)
  const down = (await engine.heard()).map(({ payload }) => payload as EngineStanding)
  const since = new Date(app.clock.now()).toISOString()
  expect(down.at(-1)).toMatchObject({ state: 'down', since, version: 'v5.1.0', freeSpace: 500_000_000_000 })
  app.clock.advance(minutes(3))
  await double.setDown(false)
  await look(app)
  expect((await engine.heard()).map(({ payload }) => payload)).toMatchObject([
    { state: 'up', since: null, freeSpace: 500_000_000_000 },
  ])
})

test('progress reaches the row once a minute, other things at once', async () => {
  const id = await addSent(app, asAda, 1)
  becomeKnown(double, 1)
  double.setProgress(v1Of(1), 0.1)
  app.clock.advance(minutes(1))
  await look(app)
  double.setProgress(v1Of(1), 0.2)
  await look(app)
  expect(rowOf(app, id)).toMatchObject({ progress: 0.1, size: 1000, state: 'downloading' })
  app.clock.advance(minutes(1))
  await look(app)
  expect(rowOf(app, id)?.progress).toBe(0.2)
})

test('a listener of looks is called with each that succeeded', async () => {
  const looks: number[] = []
  const end = watchOf(app.deps).onLook(({ freeSpace }) => looks.push(freeSpace ?? 0))
  await look(app)
  await double.setDown(true)
  await look(app)
  await double.setDown(false)
  await look(app)
  end()
  await look(app)
  expect(looks).toHaveLength(2)
})

test('the health page says since when the engine does not answer', async () => {
  const owner = app.as('owner')
  const line = async () =>
    (await owner.api.house.health.query()).lines.find(({ name }) => name === 'torrents.health.engine')
  expect(await line()).toMatchObject({ state: 'ok', args: { version: 'v5.1.0' } })
  await double.setDown(true)
  const at = new Date(app.clock.now()).toISOString()
  expect(await line()).toMatchObject({ state: 'attention', at, cure: { to: '/admin/torrents' } })
  app.clock.advance(minutes(6))
  expect(await line()).toMatchObject({ state: 'red', at })
})

test('attack 74: markup and control signs in a name are told as they are, as text', async () => {
  const name = '<img src=x onerror=alert(1)>'
  const id = await addSent(app, asAda, 1)
  double.becomeKnown(v1Of(1), { name, files: [{ name, size: 1 }] })
  await look(app)
  expect((await asAda.api.torrents.list.query({ scope: 'own' })).torrents).toMatchObject([{ id, name }])
})
