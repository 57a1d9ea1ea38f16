import { afterEach, beforeEach, expect, test } from 'vitest'
import { longestTorrent, torrentCount, useTorrents } from '../../../shared/torrents.ts'
import { allTorrentsRoom, torrentsRoomId } from '../../../shared/torrents-live.ts'
import { minutes, seconds } from '../../platform/clock.ts'
import type { Browser } from '../../testing/browser.ts'
import { giveEngine } from '../../testing/engine-for-test.ts'
import type { Person } from '../../testing/people.ts'
import type { QBittorrentDouble } from '../../testing/qbittorrent-double.ts'
import { refusal } from '../../testing/refusal.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { enable } from '../../testing/torrent-acts.ts'
import { makeTorrent } from '../../testing/torrent-files.ts'
import {
  addSent,
  becomeKnown,
  limit,
  listen,
  look,
  magnetByV2,
  magnetOf,
  postTorrent,
  rowOf,
  v1Of,
  v2Of,
} from '../../testing/torrents.ts'
import { release } from './acting/release.ts'
import { torrent } from './tables.ts'
import { watchOf } from './watch/watch.ts'

let app: TestApp
let double: QBittorrentDouble
let ada: Person
let asAda: Browser
let asBob: Browser

beforeEach(async () => {
  app = await startApp({ modules: ['torrents'] })
  double = await giveEngine(app)
  ada = app.person('member', 'Ada')
  asAda = app.as(ada)
  asBob = app.as(app.person('member', 'Bob'))
})

afterEach(async () => {
  await app.stop()
  await double.stop()
})

const own = async (browser: Browser) => (await browser.api.torrents.list.query({ scope: 'own' })).torrents
const allOf = async (browser: Browser) => (await browser.api.torrents.list.query({ scope: 'all' })).torrents

test('a magnet is written with its owner, given to the engine under its tag, and confirmed', async () => {
  const added = await asAda.api.torrents.addMagnet.mutate({ magnet: magnetOf(1) })
  expect(added).toEqual({ id: added.id, name: 'Torrent 1', outcome: 'added' })
  expect(await own(asAda)).toMatchObject([{ id: added.id, state: 'waiting', size: null, hash: v1Of(1) }])
  expect(double.torrents.size).toBe(0)
  await app.settle()
  const row = rowOf(app, added.id)
  expect(double.torrent(v1Of(1)).fields.tags).toBe(`foyer:${row?.uuid}`)
  expect(row).toMatchObject({ sentAt: app.clock.now(), state: 'metadata', v1: v1Of(1), addedBy: ada.id })
  await look(app)
  expect(await own(asAda)).toMatchObject([
    { id: added.id, state: 'metadata', owners: [{ id: ada.id, name: 'Ada' }], finishedAt: null, problem: null },
  ])
})

test('one who adds what the house has becomes a co-owner, and nothing is given to the engine twice', async () => {
  const id = await addSent(app, asAda, 1)
  expect(await asAda.api.torrents.addMagnet.mutate({ magnet: magnetOf(1) })).toMatchObject({ id, outcome: 'yours' })
  expect(await asBob.api.torrents.addMagnet.mutate({ magnet: magnetOf(1) })).toMatchObject({ id, outcome: 'joined' })
  await app.settle()
  expect(double.calls.filter(({ name }) => name === 'torrents/add')).toHaveLength(1)
  expect(await own(asBob)).toMatchObject([{ id, owners: [{ name: 'Ada' }, { name: 'Bob' }] }])
})

test('attack 43: whoever sees a torrent can make it theirs too, within their limits, and nobody else', async () => {
  const id = await addSent(app, asAda, 1)
  expect(await asBob.api.torrents.join.mutate({ id })).toEqual({ id, name: 'Torrent 1', outcome: 'joined' })
  expect(await asBob.api.torrents.join.mutate({ id })).toMatchObject({ outcome: 'yours' })
  expect(await own(asBob)).toMatchObject([{ id, owners: [{ name: 'Ada' }, { name: 'Bob' }] }])
  const guest = app.person('client')
  enable(app, useTorrents, guest)
  expect(await refusal(app.as(guest).api.torrents.join.mutate({ id }))).toMatchObject({ code: 'NOT_FOUND' })
  const eve = app.person('member', 'Eve')
  limit(app, torrentCount, 0, eve)
  expect(await refusal(app.as(eve).api.torrents.join.mutate({ id }))).toMatchObject({ code: 'LIMIT' })
})

test('what a magnet pairs proves nothing: torrents of two people stay two, and no row learns a hash of it', async () => {
  const id = await addSent(app, asAda, 1)
  const other = await asBob.api.torrents.addMagnet.mutate({ magnet: magnetByV2(2) })
  const pair = (v1: number, v2: number) => `${magnetOf(v1)}&xt=urn:btmh:1220${v2Of(v2)}`
  const asEve = app.as(app.person('member', 'Eve'))
  const add = (magnet: string) => asEve.api.torrents.addMagnet.mutate({ magnet })
  expect(await add(pair(1, 2))).toMatchObject({ id, outcome: 'joined' })
  expect(await add(pair(1, 9))).toMatchObject({ id, outcome: 'yours' })
  expect(await add(pair(9, 2))).toMatchObject({ id: other.id, outcome: 'joined' })
  expect([rowOf(app, id), rowOf(app, other.id)]).toMatchObject([
    { v1: v1Of(1), v2: null },
    { v1: null, v2: v2Of(2) },
  ])
  const third = await add(pair(3, 4))
  expect(rowOf(app, third.id)).toMatchObject({ v1: v1Of(3), v2: null })
  await app.settle()
  expect(double.calls.find(({ fields }) => fields.urls?.includes(v1Of(3)))?.fields.urls).not.toContain('btmh')
})

test('a file proves that two hashes are of one torrent: what was two becomes one', async () => {
  const hybrid = makeTorrent('hybrid', 'Both', [{ path: ['Both'], content: Buffer.from('content') }])
  const first = await asAda.api.torrents.addMagnet.mutate({ magnet: `magnet:?xt=urn:btih:${hybrid.v1}` })
  await asBob.api.torrents.addMagnet.mutate({ magnet: `magnet:?xt=urn:btmh:1220${hybrid.v2}` })
  expect(await postTorrent(asBob, hybrid.file)).toMatchObject({ id: first.id })
  expect(await allOf(asAda)).toMatchObject([{ id: first.id, owners: [{ name: 'Ada' }, { name: 'Bob' }] }])
})

test('a hybrid magnet whose key changes stays what it is, and learns its other hash', async () => {
  const id = await addSent(app, asAda, 1)
  double.becomeKnown(v1Of(1), { name: 'Known', files: [{ name: 'a', size: 7 }], v2: v2Of(1) })
  await look(app)
  await look(app)
  expect(rowOf(app, id)).toMatchObject({ v1: v1Of(1), v2: v2Of(1), name: 'Known', size: 7, state: 'stalled' })
  expect(double.crashed).toBe(false)
})

test('of two rows that turn out to be one torrent one is left, with the owners of both', async () => {
  const id = await addSent(app, asAda, 1)
  await asBob.api.torrents.addMagnet.mutate({ magnet: magnetByV2(1) })
  double.becomeKnown(v1Of(1), { name: 'Known', files: [{ name: 'a', size: 7 }], v2: v2Of(1) })
  await look(app)
  expect(await allOf(asBob)).toMatchObject([{ id, owners: [{ name: 'Ada' }, { name: 'Bob' }] }])
  await app.settle()
  expect(await own(asBob)).toMatchObject([{ id }])
})

test('two of one name are kept apart, also where both are sent at once', async () => {
  const file = (text: string) => makeTorrent('v1', 'Show', [{ path: ['one.mkv'], content: Buffer.from(text) }])
  const [first, second, third] = [file('first'), file('second'), file('third')]
  for (const one of [first, second]) await postTorrent(asAda, one.file)
  await app.settle()
  await postTorrent(asBob, third.file)
  await app.settle()
  const paths = [first, second, third].map(({ v1 }) => double.torrent(v1 ?? '').fields.save_path)
  const uuids = app.deps.db
    .select()
    .from(torrent)
    .all()
    .map(({ uuid }) => uuid)
  expect(paths.filter((path) => path === '/downloads')).toHaveLength(1)
  for (const path of paths.filter((one) => one !== '/downloads')) {
    expect(uuids.map((uuid) => `/downloads/${uuid.slice(0, 8)}`)).toContain(path)
  }
  expect(new Set(paths).size).toBe(3)
})

test('two that were sent and turn out to be one are united, and keep nobody from learning of the others', async () => {
  const id = await addSent(app, asAda, 1)
  await asBob.api.torrents.addMagnet.mutate({ magnet: magnetByV2(1) })
  await app.settle()
  const third = await addSent(app, asBob, 3)
  expect(double.torrents.size).toBe(3)
  double.removeFromEngine(v2Of(1).slice(0, 40))
  double.becomeKnown(v1Of(1), { name: 'Known', files: [{ name: 'a', size: 7 }], v2: v2Of(1) })
  becomeKnown(double, 3)
  await look(app)
  await look(app)
  expect(await allOf(asBob)).toMatchObject([
    { id, size: 7, owners: [{ name: 'Ada' }, { name: 'Bob' }] },
    { id: third, size: 1000 },
  ])
})

test('what the engine holds already without a tag is tagged, not added', async () => {
  double.putStranger({ v1: v1Of(1), state: 'stalledDL' })
  const id = await addSent(app, asAda, 1)
  expect(double.calls.some(({ name }) => name === 'torrents/add')).toBe(false)
  expect(double.torrent(v1Of(1)).fields.tags).toBe(`foyer:${rowOf(app, id)?.uuid}`)
})

test('a tag that somebody put on another torrent does not make it this one', async () => {
  const { id } = await asAda.api.torrents.addMagnet.mutate({ magnet: magnetOf(1) })
  double.putStranger({ v1: v1Of(2), tags: `foyer:${rowOf(app, id)?.uuid}` })
  await app.settle()
  expect(double.torrent(v1Of(1)).fields.infohash_v1).toBe(v1Of(1))
  expect(rowOf(app, id)).toMatchObject({ v1: v1Of(1), state: 'metadata' })
})

test('a torrent that shows itself late is waited for', async () => {
  double.lateReads = 3
  const id = await addSent(app, asAda, 1)
  expect(rowOf(app, id)?.sentAt).not.toBeNull()
})

test('while the engine is down what is added waits, and is sent by itself when it is back', async () => {
  await look(app)
  await double.setDown(true)
  const { id } = await asAda.api.torrents.addMagnet.mutate({ magnet: magnetOf(1) })
  await app.settle()
  await look(app)
  const { standing } = await asAda.api.torrents.engine.query()
  expect(standing).toMatchObject({ state: 'down', since: new Date(app.clock.now()).toISOString() })
  expect(standing.problem?.key).toMatch(/^torrentEngine\.problems\./)
  expect(await own(asAda)).toMatchObject([{ id, state: 'waiting' }])
  for (let tries = 0; tries < 6; tries += 1) {
    app.clock.advance(minutes(10))
    await app.settle()
  }
  expect(await own(asAda)).toMatchObject([{ id, state: 'not-sent', problem: standing.problem }])
  await double.setDown(false)
  await look(app)
  await app.settle()
  await look(app)
  expect((await asAda.api.torrents.engine.query()).standing).toMatchObject({ state: 'up', since: null, problem: null })
  expect(await own(asAda)).toMatchObject([{ id, state: 'metadata', problem: null }])
})

test('without an engine rows wait for one', async () => {
  const bare = await startApp({ modules: ['torrents'] })
  const browser = bare.as('member')
  expect((await browser.api.torrents.engine.query()).standing.state).toBe('none')
  const { id } = await browser.api.torrents.addMagnet.mutate({ magnet: magnetOf(1) })
  await bare.settle()
  const engine = await giveEngine(bare)
  bare.clock.advance(seconds(30))
  await look(bare)
  await bare.settle()
  expect(rowOf(bare, id)?.sentAt).not.toBeNull()
  await bare.stop()
  await engine.stop()
})

test('what the engine refuses says so to its owner, and is sent again when they ask', async () => {
  double.broken.set('torrents/add', 415)
  const { id } = await asAda.api.torrents.addMagnet.mutate({ magnet: magnetOf(1) })
  await app.settle()
  expect(await own(asAda)).toMatchObject([
    { id, state: 'not-sent', problem: { key: 'torrentEngine.problems.refused', args: {} } },
  ])
  expect(await asAda.api.notices.list.query({ after: null, limit: 10 })).toMatchObject([{ link: `/torrents/${id}` }])
  double.broken.clear()
  await look(app)
  await app.settle()
  expect(rowOf(app, id)?.state).toBe('not-sent')
  expect(await asAda.api.torrents.retry.mutate({ ids: [id] })).toEqual([{ id, name: 'Torrent 1', problem: null }])
  await app.settle()
  expect(rowOf(app, id)).toMatchObject({ state: 'metadata', problem: null })
})

test('what an engine that answers cannot be told after all tries is told to its owner, and the house rests', async () => {
  double.broken.set('torrents/add', 500)
  const { id } = await asAda.api.torrents.addMagnet.mutate({ magnet: magnetOf(1) })
  const notices = () => asAda.api.notices.list.query({ after: null, limit: 10 })
  for (let tries = 0; tries < 6; tries += 1) {
    expect(await notices()).toEqual([])
    await app.settle()
    app.clock.advance(minutes(10))
  }
  expect(await own(asAda)).toMatchObject([{ id, state: 'not-sent' }])
  expect(await notices()).toMatchObject([{ link: `/torrents/${id}` }])
  await look(app)
  const before = double.calls.length
  await watchOf(app.deps).tick()
  expect(double.calls).toHaveLength(before)
})

test('a house that was stopped before the engine was told tells it when it is back', async () => {
  const { id } = await asAda.api.torrents.addMagnet.mutate({ magnet: magnetOf(1) })
  const sent = await asAda.api.torrents.addMagnet.mutate({ magnet: magnetOf(2) })
  const uuid = rowOf(app, sent.id)?.uuid
  await app.close()
  // The engine had been told, and the house died before it wrote so down.
  double.putStranger({ v1: v1Of(2), tags: `foyer:${uuid}`, state: 'downloading' })
  app = await startApp({ root: app.root, modules: ['torrents'] })
  await app.settle()
  expect([rowOf(app, id)?.state, rowOf(app, sent.id)?.state]).toEqual(['metadata', 'downloading'])
  expect(double.calls.filter(({ name }) => name === 'torrents/add')).toHaveLength(1)
})

test('attack 43: another’s torrent can be seen by whoever sees all, and acted on by its owners and admins alone', async () => {
  const id = await addSent(app, asAda, 1)
  double.removeFromEngine(v1Of(1))
  await look(app)
  await look(app)
  expect(rowOf(app, id)?.state).toBe('vanished')
  expect(await asBob.api.torrents.retry.mutate({ ids: [id, 999] })).toEqual([
    { id, name: '', problem: { key: 'torrents.errors.notYours', args: {} } },
    { id: 999, name: '', problem: { key: 'torrents.errors.gone', args: {} } },
  ])
  expect(rowOf(app, id)?.state).toBe('vanished')
  expect(await app.as('admin').api.torrents.retry.mutate({ ids: [id] })).toMatchObject([{ id, problem: null }])
  expect(await app.as('owner').api.house.audit.query({ before: null, limit: 1 })).toMatchObject([
    { act: 'torrents.acts.retried' },
  ])
  await app.settle()
  expect(rowOf(app, id)?.state).toBe('metadata')
})

test('attack 42: a client has no torrents at all', async () => {
  const client = app.as('client')
  expect(await refusal(client.api.torrents.list.query({ scope: 'own' }))).toMatchObject({ status: 403 })
  expect(await refusal(client.api.torrents.addMagnet.mutate({ magnet: magnetOf(1) }))).toMatchObject({ status: 403 })
  const answer = await client.fetch('/api/torrents', { method: 'POST', body: 'd' })
  expect(answer.status).toBe(403)
})

test('each list holds what is its own', async () => {
  const [one, two] = [await addSent(app, asAda, 1), await addSent(app, asBob, 2)]
  becomeKnown(double, 1, 5000)
  double.setProgress(v1Of(1), 0.4567, { down: 123_456 })
  await look(app)
  expect((await own(asAda)).map(({ id }) => id)).toEqual([one])
  expect((await own(asBob)).map(({ id }) => id)).toEqual([two])
  expect(await allOf(asBob)).toMatchObject([
    { id: one, state: 'downloading', size: 5000, progress: 0.456, down: 123_000, eta: 60 },
    { id: two, state: 'metadata' },
  ])
  expect(await own(app.as('admin'))).toEqual([])
})

test('when an account goes, its co-owners keep what they share, and the rooms are told', async () => {
  const id = await addSent(app, asAda, 1)
  await asBob.api.torrents.addMagnet.mutate({ magnet: magnetOf(1) })
  const owner = app.as('owner')
  const all = await listen(owner, allTorrentsRoom, torrentsRoomId)
  const left = await owner.api.accounts.belongings.query({ id: ada.id })
  const belongings = left.map(({ label }) => ({ label, to: null }))
  await owner.api.accounts.removePerson.mutate({ id: ada.id, belongings })
  expect((await all.heard()).at(-1)?.payload).toMatchObject({ put: [{ id, owners: [{ name: 'Bob' }] }] })
  all.close()
  await look(app)
  expect(await own(asBob)).toMatchObject([{ id, owners: [{ name: 'Bob' }] }])
})

test('a person who is disabled leaves their torrents as they are', async () => {
  const id = await addSent(app, asAda, 1)
  await app.as('owner').api.accounts.disablePerson.mutate({ id: ada.id })
  becomeKnown(double, 1)
  double.finish(v1Of(1))
  await look(app)
  expect(await allOf(asBob)).toMatchObject([{ id, state: 'seeding', owners: [{ name: 'Ada' }] }])
})

test('a torrent that is gone from the house is taken away from the engine, unless it was added anew', async () => {
  const id = await addSent(app, asAda, 1)
  const row = rowOf(app, id)
  if (!row) throw new Error('No row')
  app.deps.inTx(() => {
    app.deps.db.delete(torrent).run()
    release(app.deps, row, true)
  })
  await app.settle()
  expect(double.removed).toMatchObject([{ key: v1Of(1), withData: true }])
  await addSent(app, asAda, 1)
  release(app.deps, row, true)
  await app.settle()
  expect(double.removed).toHaveLength(1)
})

test('the module that is off has no lists and no way in, and no job of it runs', async () => {
  await asAda.api.torrents.addMagnet.mutate({ magnet: magnetOf(1) })
  const owner = app.as('owner')
  await owner.api.house.switchModule.mutate({ name: 'torrents', on: false })
  await look(app)
  const before = double.calls.length
  await look(app)
  await app.settle()
  expect(double.calls).toHaveLength(before)
  expect(await refusal(asAda.api.torrents.list.query({ scope: 'own' }))).toMatchObject({ status: 404 })
  expect((await asAda.fetch('/api/torrents', { method: 'POST', body: 'd' })).status).toBe(404)
  await owner.api.house.switchModule.mutate({ name: 'torrents', on: true })
  await app.settle()
  await look(app)
  expect(await own(asAda)).toMatchObject([{ state: 'metadata' }])
})

test('attack 50: what is too long, too many or of no known kind is refused before anything is looked up', async () => {
  const { torrents } = asAda.api
  const ids = Array.from({ length: longestTorrent.selection + 1 }, (_, index) => index + 1)
  const magnet = `${magnetOf(1)}&tr=${'a'.repeat(longestTorrent.magnet)}`
  const calls = [
    torrents.retry.mutate({ ids }),
    torrents.retry.mutate({ ids: [1e300] }),
    torrents.addMagnet.mutate({ magnet }),
    torrents.list.query({ scope: 'none' as 'own' }),
  ]
  for (const refused of await Promise.all(calls.map(refusal))) {
    expect(refused).toMatchObject({ status: 400, code: 'INVALID' })
  }
})
