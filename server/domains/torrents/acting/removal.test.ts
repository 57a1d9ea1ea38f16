import { afterEach, beforeEach, expect, test } from 'vitest'
import { allTorrentsRoom, ownTorrentsRoom, torrentsRoomId } from '../../../../shared/torrents-live.ts'
import { hours, minutes } from '../../../platform/clock.ts'
import type { Browser } from '../../../testing/browser.ts'
import { giveEngine } from '../../../testing/engine-for-test.ts'
import type { Person } from '../../../testing/people.ts'
import type { QBittorrentDouble } from '../../../testing/qbittorrent-double.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import { ownNames, torrentActs } from '../../../testing/torrent-acts.ts'
import { addSent, listen, look, magnetByV2, magnetOf, rowOf, v1Of, v2Of } from '../../../testing/torrents.ts'

let app: TestApp
let double: QBittorrentDouble
let ada: Person
let bob: Person
let asAda: Browser
let asBob: Browser
let asAdmin: Browser

function signIn(): void {
  asAda = app.as(ada)
  asBob = app.as(bob)
  asAdmin = app.as('admin')
}

beforeEach(async () => {
  app = await startApp({ modules: ['torrents'] })
  double = await giveEngine(app)
  ada = app.person('member', 'Ada')
  bob = app.person('member', 'Bob')
  signIn()
})

afterEach(async () => {
  await app.stop()
  await double.stop()
})

const strangers = async () => (await asAdmin.api.torrents.strangers.query()).map(({ name }) => name)
const isHeld = (number: number) => [...double.torrents.keys()].includes(v1Of(number))

test('the last owner takes the data away; whoever owns it with others only leaves', async () => {
  const id = await addSent(app, asAda, 1)
  await addSent(app, asBob, 1)
  const ids = [id]
  const leaves = { id, name: 'Torrent 1', size: null, outcome: 'leaves', otherOwners: ['Bob'] }
  expect(await asAda.api.torrents.removal.query({ ids })).toEqual([leaves])
  const [own, all] = [
    await listen(asAda, ownTorrentsRoom, String(ada.id)),
    await listen(asBob, allTorrentsRoom, torrentsRoomId),
  ]
  expect(await asAda.api.torrents.remove.mutate({ ids })).toEqual([{ id, name: 'Torrent 1', problem: null }])
  await app.settle()
  expect([await ownNames(asAda), await ownNames(asBob)]).toEqual([[], ['Torrent 1']])
  expect(isHeld(1)).toBe(true)
  expect((await own.heard()).map(({ payload }) => payload)).toContainEqual({ gone: [id] })
  expect((await all.heard())[0]?.payload).toMatchObject({ put: [{ id, owners: [{ name: 'Bob' }] }] })
  const deletes = { ...leaves, outcome: 'deletes', otherOwners: [] }
  expect(await asBob.api.torrents.removal.query({ ids })).toEqual([deletes])
  await asBob.api.torrents.remove.mutate({ ids })
  await app.settle()
  expect(double.removed).toEqual([{ key: v1Of(1), withData: true }])
  expect((await all.heard()).map(({ payload }) => payload)).toContainEqual({ gone: [id] })
  expect(torrentActs(app)).toEqual([])
  own.close()
  all.close()
})

test('an administrator deletes wholly what others own too, their own share included', async () => {
  const id = await addSent(app, asAda, 1)
  await addSent(app, asAdmin, 1)
  const ids = [id]
  expect(await asAdmin.api.torrents.removal.query({ ids })).toMatchObject([{ outcome: 'leaves', otherOwners: ['Ada'] }])
  const wholly = { ids, wholly: true }
  expect(await asAdmin.api.torrents.removal.query(wholly)).toMatchObject([{ outcome: 'deletes', otherOwners: ['Ada'] }])
  await asAdmin.api.torrents.remove.mutate(wholly)
  await app.settle()
  expect(double.removed).toEqual([{ key: v1Of(1), withData: true }])
  expect(await ownNames(asAda)).toEqual([])
  expect(torrentActs(app)).toEqual(['torrentActs.acts.deleted'])
})

test('files that another torrent has too go with the last of them', async () => {
  const release = { name: 'Show', files: [{ name: 'Show/one.mkv', size: 7 }] }
  const ids: number[] = []
  for (const [number, browser] of [
    [1, asAda],
    [2, asBob],
    [3, asBob],
  ] as const) {
    ids.push(await addSent(app, browser, number))
    double.becomeKnown(
      v1Of(number),
      number === 3 ? { ...release, files: [{ name: 'Show/two.mkv', size: 7 }] } : release,
    )
  }
  await look(app)
  const remove = async (browser: Browser, id = 0) => {
    await browser.api.torrents.remove.mutate({ ids: [id] })
    await app.settle()
  }
  await remove(asAda, ids[0])
  await remove(asBob, ids[2])
  await remove(asBob, ids[1])
  expect(double.removed).toEqual([
    { key: v1Of(1), withData: false },
    { key: v1Of(3), withData: true },
    { key: v1Of(2), withData: true },
  ])
})

test('of two that share files and go at the same moment the last one takes them along', async () => {
  const ids = [await addSent(app, asAda, 1), await addSent(app, asAda, 2)]
  for (const number of [1, 2]) {
    double.becomeKnown(v1Of(number), { name: 'Show', files: [{ name: 'Show/one.mkv', size: 7 }] })
  }
  await look(app)
  await asAda.api.torrents.remove.mutate({ ids })
  await app.settle()
  expect(double.removed.map(({ withData }) => withData)).toEqual([false, true])
})

test('whoever loses torrents to an administrator is told which and by whom, once for all of them', async () => {
  const [one, two] = [await addSent(app, asAda, 1), await addSent(app, asAda, 2)]
  await addSent(app, asBob, 2)
  await asAda.api.torrents.remove.mutate({ ids: [await addSent(app, asAda, 3)] })
  await asAdmin.api.torrents.remove.mutate({ ids: [one, two], wholly: true })
  const told = (browser: Browser) => browser.api.notices.list.query({ after: null, limit: 10 })
  expect(await told(asAda)).toMatchObject([{ link: '/torrents', text: expect.stringMatching(/Torrent 1.+un autre.+/) }])
  expect(await told(asBob)).toMatchObject([{ link: '/torrents', text: expect.stringContaining('Torrent 2') }])
})

test('what is deleted while the engine is down is gone at once, and from the engine when it is back, after days too', async () => {
  const id = await addSent(app, asAda, 1)
  await double.setDown(true)
  await look(app)
  await asAda.api.torrents.remove.mutate({ ids: [id] })
  for (let hour = 0; hour < 72; hour += 1) {
    await app.settle()
    app.clock.advance(hours(1))
  }
  expect(await ownNames(asAda)).toEqual([])
  await double.setDown(false)
  expect(await strangers()).toEqual([])
  await look(app)
  expect(rowOf(app, id)).toBeUndefined()
  expect(isHeld(1)).toBe(true)
  await app.settle()
  expect(double.removed).toEqual([{ key: v1Of(1), withData: true }])
  expect(await strangers()).toEqual([])
})

test('a restart forgets nothing of what the engine is to let go of', async () => {
  const id = await addSent(app, asAda, 1)
  await double.setDown(true)
  await asAda.api.torrents.remove.mutate({ ids: [id] })
  await app.settle()
  await app.close()
  const { root } = app
  app = await startApp({ root, modules: ['torrents'] })
  signIn()
  await double.setDown(false)
  await look(app)
  expect(await strangers()).toEqual([])
  app.clock.advance(minutes(2))
  await app.settle()
  expect(double.removed).toEqual([{ key: v1Of(1), withData: true }])
})

test('what is added again before the engine let go of it stays', async () => {
  const id = await addSent(app, asAda, 1)
  await double.setDown(true)
  await asAda.api.torrents.remove.mutate({ ids: [id] })
  const again = await asBob.api.torrents.addMagnet.mutate({ magnet: magnetOf(1) })
  expect(again).toMatchObject({ outcome: 'added' })
  await app.settle()
  await double.setDown(false)
  await look(app)
  app.clock.advance(minutes(5))
  await app.settle()
  await look(app)
  expect(isHeld(1)).toBe(true)
  expect(double.removed).toEqual([])
  const row = rowOf(app, again.id)
  expect(row).toMatchObject({ state: 'metadata', sentAt: expect.any(Number) })
  expect(double.torrent(v1Of(1)).fields.tags).toContain(`foyer:${row?.uuid}`)
})

test('what is added again while the engine is letting go of it is given anew', async () => {
  const id = await addSent(app, asAda, 1)
  await asAda.api.torrents.remove.mutate({ ids: [id] })
  // The engine is told to delete, and it is added in that very moment.
  const { torrents } = double
  const drop = torrents.delete.bind(torrents)
  let added: Promise<{ id: number }> | null = null
  torrents.delete = (key) => {
    added ??= asAda.api.torrents.addMagnet.mutate({ magnet: magnetOf(1) })
    return drop(key)
  }
  await app.settle()
  const { id: anew } = (await added) ?? { id: 0 }
  await app.settle()
  await look(app)
  await look(app)
  expect(isHeld(1)).toBe(true)
  expect(rowOf(app, anew)).toMatchObject({ state: 'metadata', sentAt: expect.any(Number) })
})

test('a hybrid that is added again by its other hash is known as the same', async () => {
  const id = await addSent(app, asAda, 1)
  double.becomeKnown(v1Of(1), { name: 'Known', files: [{ name: 'a', size: 7 }], v2: v2Of(1) })
  await look(app)
  await double.setDown(true)
  await asAda.api.torrents.remove.mutate({ ids: [id] })
  await asAda.api.torrents.addMagnet.mutate({ magnet: magnetByV2(1) })
  await app.settle()
  await double.setDown(false)
  await look(app)
  app.clock.advance(minutes(5))
  await app.settle()
  expect(double.removed).toEqual([])
  expect(double.torrents.size).toBe(1)
})

test('a tag that somebody put on another torrent takes nothing of it away', async () => {
  const id = await addSent(app, asAda, 1)
  const tags = `foyer:${rowOf(app, id)?.uuid}`
  double.removeFromEngine(v1Of(1))
  double.putStranger({ v1: v1Of(2), tags, name: 'Another' })
  await asAda.api.torrents.remove.mutate({ ids: [id] })
  await app.settle()
  expect(double.removed).toEqual([])
  expect(await strangers()).toEqual(['Another'])
})

test('what the engine was not told of yet can be deleted, and is never given to it', async () => {
  const { id } = await asAda.api.torrents.addMagnet.mutate({ magnet: magnetOf(1) })
  await asAda.api.torrents.remove.mutate({ ids: [id] })
  await app.settle()
  expect(double.torrents.size).toBe(0)
})

test('many are deleted in one call, and the engine lets go of all', async () => {
  const ids: number[] = []
  for (let number = 1; number <= 10; number += 1) ids.push(await addSent(app, asAda, number))
  expect(await asAda.api.torrents.remove.mutate({ ids })).toHaveLength(10)
  await app.settle()
  expect([...double.torrents.keys()]).toEqual([])
})
