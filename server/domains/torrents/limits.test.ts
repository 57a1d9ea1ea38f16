import { afterEach, beforeEach, expect, test } from 'vitest'
import { torrentSpace } from '../../../shared/torrent-engine.ts'
import { activeTorrents, torrentBytes, torrentCount, torrentSpeed } from '../../../shared/torrents.ts'
import { ownTorrentsRoom } from '../../../shared/torrents-live.ts'
import type { SignedIn } from '../../platform/actor.ts'
import { actorFor } from '../../platform/http/actor.ts'
import type { Browser } from '../../testing/browser.ts'
import { giveEngine } from '../../testing/engine-for-test.ts'
import type { Person } from '../../testing/people.ts'
import type { QBittorrentDouble } from '../../testing/qbittorrent-double.ts'
import { refusal } from '../../testing/refusal.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { addSent, becomeKnown, limit, listen, look, magnetOf, rowOf, v1Of } from '../../testing/torrents.ts'
import { identityOf } from '../accounts/identity.ts'
import { addTorrent } from './adding.ts'

let app: TestApp
let double: QBittorrentDouble
let ada: Person
let bob: Person
let asAda: Browser
let asBob: Browser

const gigabyte = 1_000_000_000

beforeEach(async () => {
  app = await startApp({ modules: ['torrents'] })
  double = await giveEngine(app)
  ada = app.person('member', 'Ada')
  bob = app.person('member', 'Bob')
  asAda = app.as(ada)
  asBob = app.as(bob)
})

afterEach(async () => {
  await app.stop()
  await double.stop()
})

const add = (browser: Browser, number: number) => browser.api.torrents.addMagnet.mutate({ magnet: magnetOf(number) })

/** Adds something whose size is known, as a file would. */
const addSized = (person: Person, number: number, size: number) => {
  const actor = actorFor(app.deps, identityOf(app.deps, person.id), { address: '' }) as SignedIn
  const identity = { v1: v1Of(number), v2: null }
  return addTorrent(app.deps, actor, { identity, name: 'sized', size, source: { magnet: magnetOf(number) } })
}

const limitCalls = () =>
  double.calls.filter(({ name }) => name === 'torrents/setDownloadLimit').map(({ fields }) => fields)

test('of two adds at the same moment under a limit of one, one wins', async () => {
  limit(app, torrentCount, 1, ada)
  const results = await Promise.allSettled([add(asAda, 1), add(app.as(ada), 2)])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await refusal(add(asAda, 3))).toEqual({
    ...{ code: 'LIMIT', status: 429, key: 'torrents.errors.tooMany' },
    args: { used: 1, limit: 1 },
  })
  await add(asBob, 3)
  expect((await asAda.api.torrents.list.query({ scope: 'own' })).torrents).toHaveLength(1)
})

test('a co-owned torrent counts for each of its owners', async () => {
  limit(app, torrentCount, 1, bob)
  await addSent(app, asAda, 1)
  expect(await add(asBob, 1)).toMatchObject({ outcome: 'joined' })
  expect(await add(asBob, 1)).toMatchObject({ outcome: 'yours' })
  expect(await refusal(add(asBob, 2))).toMatchObject({ code: 'LIMIT' })
})

test('no more are downloaded at once than the limit says; what is paused or finished does not count', async () => {
  limit(app, activeTorrents, 1, ada)
  await addSent(app, asAda, 1)
  expect(await refusal(add(asAda, 2))).toMatchObject({ key: 'torrents.errors.tooActive', args: { used: 1, limit: 1 } })
  becomeKnown(double, 1)
  double.finish(v1Of(1))
  await look(app)
  await addSent(app, asAda, 2)
  double.set(v1Of(2), { state: 'pausedDL' })
  await look(app)
  await add(asAda, 3)
})

test('what all weigh together is bound, and said in numbers', async () => {
  limit(app, torrentBytes, 10 * gigabyte, ada)
  addSized(ada, 1, 6 * gigabyte)
  expect(() => addSized(ada, 2, 5 * gigabyte)).toThrow(
    expect.objectContaining({ key: 'torrents.errors.tooBig', args: { size: 5, used: 6, limit: 10 } }),
  )
  addSized(ada, 2, 4 * gigabyte)
  expect(await refusal(add(asAda, 3))).toMatchObject({ key: 'torrents.errors.full', args: { used: 10, limit: 10 } })
})

test('below the floor of free space nothing is added, and nothing that would go below it', async () => {
  app.deps.settings.set(torrentSpace, { floor: 20 * gigabyte })
  double.serverState = { ...double.serverState, free_space_on_disk: 25 * gigabyte }
  await look(app)
  addSized(ada, 1, 4 * gigabyte)
  expect(() => addSized(ada, 2, 6 * gigabyte)).toThrow(
    expect.objectContaining({ code: 'UNAVAILABLE', args: { size: 6, free: 21, floor: 20 } }),
  )
  double.serverState = { ...double.serverState, free_space_on_disk: 19 * gigabyte }
  await look(app)
  expect(await refusal(add(asAda, 3))).toMatchObject({
    ...{ status: 503, key: 'torrents.errors.noSpace', args: { free: 15, floor: 20 } },
  })
  expect(await add(asBob, 1)).toMatchObject({ outcome: 'joined' })
})

test('what is refused by the engine is not under way, and goes on only within the limit of whoever asks', async () => {
  limit(app, activeTorrents, 1, ada)
  double.broken.set('torrents/add', 415)
  const { id } = await add(asAda, 1)
  await app.settle()
  double.broken.clear()
  await addSent(app, asAda, 2)
  const problem = { key: 'torrentActs.problems.tooActive', args: { used: 1, limit: 1 } }
  expect(await asAda.api.torrents.retry.mutate({ ids: [id] })).toMatchObject([{ problem }])
  await add(asBob, 1)
  await app.settle()
  double.removeFromEngine(v1Of(1))
  await look(app)
  await look(app)
  expect(rowOf(app, id)?.state).toBe('vanished')
  expect(await asAda.api.torrents.retry.mutate({ ids: [id] })).toMatchObject([{ problem }])
  expect(await asBob.api.torrents.retry.mutate({ ids: [id] })).toMatchObject([{ problem: null }])
})

test('whoever has as many under way as they may can still join what is finished', async () => {
  limit(app, activeTorrents, 1, bob)
  await addSent(app, asBob, 1)
  await addSent(app, asAda, 2)
  expect(await refusal(add(asBob, 2))).toMatchObject({ key: 'torrents.errors.tooActive' })
  becomeKnown(double, 2)
  double.finish(v1Of(2))
  await look(app)
  expect(await add(asBob, 2)).toMatchObject({ outcome: 'joined' })
})

test('of two magnets that say at once how much they are, the one beyond the limit stands still', async () => {
  limit(app, torrentBytes, 10 * gigabyte, ada)
  await addSent(app, asAda, 1)
  await addSent(app, asAda, 2)
  becomeKnown(double, 1, 6 * gigabyte)
  becomeKnown(double, 2, 6 * gigabyte)
  await look(app)
  await look(app)
  const { torrents } = await asAda.api.torrents.list.query({ scope: 'own' })
  expect(torrents.map(({ problem }) => problem?.key ?? null)).toEqual([null, 'torrents.problems.tooBig'])
  expect(double.torrent(v1Of(1)).fields.state).toBe('stalledDL')
  expect(double.torrent(v1Of(2)).fields.state).toMatch(/^(paused|stopped)DL$/)
})

test('what is under way has its place on the disk, also before it arrived', async () => {
  app.deps.settings.set(torrentSpace, { floor: 20 * gigabyte })
  double.serverState = { ...double.serverState, free_space_on_disk: 50 * gigabyte }
  await look(app)
  addSized(ada, 1, 20 * gigabyte)
  const refused = { key: 'torrents.errors.noSpaceFor', args: { size: 20, free: 30, floor: 20 } }
  expect(() => addSized(bob, 2, 20 * gigabyte)).toThrow(expect.objectContaining(refused))
  addSized(bob, 3, 10 * gigabyte)
})

test('a magnet that turns out too large is paused with a word, and goes on once there is room', async () => {
  limit(app, torrentBytes, 10 * gigabyte, ada)
  const first = addSized(ada, 1, 6 * gigabyte)
  const id = await addSent(app, asAda, 2)
  becomeKnown(double, 2, 5 * gigabyte)
  await look(app)
  await look(app)
  expect(double.torrent(v1Of(2)).fields.state).toMatch(/^(paused|stopped)DL$/)
  const [, held] = (await asAda.api.torrents.list.query({ scope: 'own' })).torrents
  const problem = { key: 'torrents.problems.tooBig', args: { size: 5 } }
  expect(held).toMatchObject({ id, state: 'paused', size: 5 * gigabyte, problem })
  expect(await asAda.api.notices.list.query({ after: null, limit: 10 })).toMatchObject([
    { link: `/torrents/${id}`, text: expect.stringContaining('Torrent 2') },
  ])
  // Resumed by hand, it is held back again as long as nothing else went.
  double.set(v1Of(2), { state: 'downloading' })
  await look(app)
  await look(app)
  expect(double.torrent(v1Of(2)).fields.state).toMatch(/^(paused|stopped)DL$/)
  app.deps.db.$client.prepare('DELETE FROM torrent WHERE id = ?').run(first.id)
  double.set(v1Of(2), { state: 'downloading' })
  await look(app)
  await look(app)
  expect(rowOf(app, id)).toMatchObject({ state: 'downloading', problem: null })
  expect(await asAda.api.notices.list.query({ after: null, limit: 10 })).toHaveLength(1)
})

test('a member’s speed is shared out over what they receive, and told to the engine once', async () => {
  limit(app, torrentSpeed, 1_000_000, ada)
  limit(app, torrentSpeed, 900_000, bob)
  await addSent(app, asAda, 1)
  expect(limitCalls()).toEqual([{ hashes: v1Of(1), limit: '1000000' }])
  await addSent(app, asAda, 2)
  expect(limitCalls().slice(1)).toEqual([{ hashes: v1Of(2), limit: '1000000' }])
  for (const number of [1, 2]) becomeKnown(double, number)
  for (const number of [1, 2]) double.setProgress(v1Of(number), 0.5, { down: 1 })
  await look(app)
  expect(limitCalls().slice(2)).toEqual([{ hashes: `${v1Of(1)}|${v1Of(2)}`, limit: '500000' }])
  await look(app)
  expect(limitCalls()).toHaveLength(3)
  // A co-owner with a larger share brings it along.
  await add(asBob, 2)
  await look(app)
  expect(limitCalls().slice(3)).toEqual([{ hashes: v1Of(2), limit: '900000' }])
  double.finish(v1Of(1))
  await look(app)
  expect(limitCalls().slice(4)).toEqual([{ hashes: v1Of(2), limit: '1000000' }])
})

test('what waits for a source takes nothing from what receives', async () => {
  limit(app, torrentSpeed, 1_000_000, ada)
  for (const number of [1, 2, 3]) await addSent(app, asAda, number)
  becomeKnown(double, 1)
  double.setProgress(v1Of(1), 0.5, { down: 1 })
  await look(app)
  expect(limitCalls().slice(3)).toEqual([{ hashes: `${v1Of(2)}|${v1Of(3)}`, limit: '500000' }])
})

test('whoever is not bound is not bound in the engine', async () => {
  await addSent(app, asAda, 1)
  expect(limitCalls()).toEqual([{ hashes: v1Of(1), limit: '0' }])
})

test('whose group changes is told that their limits may have', async () => {
  const { house } = app.as('owner').api
  const group = await house.createGroup.mutate({ name: 'Amis' })
  const [hears, other] = [
    await listen(asAda, ownTorrentsRoom, String(ada.id)),
    await listen(asBob, ownTorrentsRoom, String(bob.id)),
  ]
  const limits = [{ name: activeTorrents.name, value: 2 }]
  await house.changeGroup.mutate({ ...group, limits, abilities: [], members: [ada.id] })
  expect((await hears.heard()).map(({ payload }) => payload)).toEqual([{}])
  expect(await other.heard()).toEqual([])
  expect((await asAda.api.torrents.quota.query()).active.most).toBe(2)
  hears.close()
  other.close()
})

test('admins see how much of each limit is used', async () => {
  addSized(ada, 1, 6 * gigabyte)
  const { limits } = await app.as('owner').api.house.rightsOf.query({ accountId: ada.id })
  const used = Object.fromEntries(limits.map(({ name, used: amount }) => [name, amount]))
  expect(used).toMatchObject({ 'torrents.count': 1, 'torrents.bytes': 6 * gigabyte, 'torrents.active': 1 })
})
