import { afterEach, beforeEach, expect, test } from 'vitest'
import { torrentCount } from '../../../../shared/torrents.ts'
import type { Browser } from '../../../testing/browser.ts'
import { giveEngine } from '../../../testing/engine-for-test.ts'
import type { Person } from '../../../testing/people.ts'
import type { QBittorrentDouble } from '../../../testing/qbittorrent-double.ts'
import { refusal } from '../../../testing/refusal.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import { ownNames, reasons, torrentActs } from '../../../testing/torrent-acts.ts'
import { addSent, limit, look, magnetOf, rowOf, v1Of, v2Of } from '../../../testing/torrents.ts'
import { torrent, torrentOwner, torrentSource } from '../tables.ts'

let app: TestApp
let double: QBittorrentDouble
let ada: Person
let bob: Person
let asAda: Browser
let asBob: Browser
let asAdmin: Browser

beforeEach(async () => {
  app = await startApp({ modules: ['torrents'] })
  double = await giveEngine(app)
  ada = app.person('member', 'Ada')
  bob = app.person('member', 'Bob')
  asAda = app.as(ada)
  asBob = app.as(bob)
  asAdmin = app.as('admin')
})

afterEach(async () => {
  await app.stop()
  await double.stop()
})

const strangers = () => asAdmin.api.torrents.strangers.query()
const give = (hash: string, to: Person) => asAdmin.api.torrents.giveStranger.mutate({ hash, to: to.id })

test('only what no row knows is a stranger; whoever is given one follows it as their own', async () => {
  await addSent(app, asAda, 1)
  double.putStranger({ v1: v1Of(2), name: 'Old', size: 500 })
  expect(await strangers()).toEqual([
    { hash: v1Of(2), name: 'Old', size: 500, progress: 1, addedAt: '2026-03-14T10:00:00.000Z' },
  ])
  const given = await give(v1Of(2), ada)
  expect(given).toEqual({ id: given.id, name: 'Old', exceeds: null })
  expect(await strangers()).toEqual([])
  expect(await ownNames(asAda)).toEqual(['Torrent 1', 'Old'])
  const row = rowOf(app, given.id)
  expect(row).toMatchObject({ v1: v1Of(2), size: 500, state: 'seeding', sentAt: app.clock.now() })
  expect(double.torrent(v1Of(2)).fields.tags).toBe(`foyer:${row?.uuid}`)
  const source = app.deps.db.select().from(torrentSource).all().at(-1)
  expect(source?.magnet).toBe(`magnet:?xt=urn:btih:${v1Of(2)}&dn=Old`)
  expect(torrentActs(app)).toEqual(['torrentActs.acts.given'])
  await look(app)
  expect(await asAda.api.notices.list.query({ after: null, limit: 20 })).toEqual([])
  expect(reasons(await asAda.api.torrents.pause.mutate({ ids: [given.id] }))).toEqual([null])
})

test('a hybrid and one of version 2 are given by their hashes', async () => {
  double.putStranger({ v1: v1Of(2), v2: v2Of(2), name: 'Hybrid' })
  double.putStranger({ v2: v2Of(3), name: 'New' })
  await give(v1Of(2), ada)
  await give(v2Of(3), ada)
  expect(await strangers()).toEqual([])
  expect((await ownNames(asAda)).sort()).toEqual(['Hybrid', 'New'])
})

test('attack 71: the name of a stranger adds nothing to the magnet by which it is given again', async () => {
  const name = 'x&tr=http://169.254.169.254/&ws=file:///etc/passwd\nhttp://evil.example \ud800<img src=x>'
  double.putStranger({ v1: v1Of(2), name })
  const { id } = await give(v1Of(2), ada)
  double.removeFromEngine(v1Of(2))
  await look(app)
  await look(app)
  await asAda.api.torrents.retry.mutate({ ids: [id] })
  await app.settle()
  const given = double.calls.findLast((call) => call.name === 'torrents/add')?.fields.urls ?? ''
  expect([...new URLSearchParams(given.slice('magnet:?'.length)).keys()]).toEqual(['xt', 'dn'])
  expect(given).toMatch(/^magnet:\?\S+$/)
  const { magnet } = await asAda.api.torrents.detail.query({ id })
  expect([...new URLSearchParams(magnet.slice('magnet:?'.length)).keys()]).toEqual(['xt', 'dn'])
})

test('limits do not keep a stranger from somebody, but they are said', async () => {
  limit(app, torrentCount, 1, ada)
  await addSent(app, asAda, 1)
  double.putStranger({ v1: v1Of(2), name: 'Old' })
  const { exceeds } = await give(v1Of(2), ada)
  expect(exceeds).toEqual({ key: 'torrentActs.problems.beyondCount', args: { used: 2, limit: 1 } })
  const more = asAda.api.torrents.addMagnet.mutate({ magnet: magnetOf(3) })
  expect(await refusal(more)).toMatchObject({ key: 'torrents.errors.tooMany' })
})

test('a stranger is given once, to somebody who may have torrents, and only while the engine has it', async () => {
  double.putStranger({ v1: v1Of(2), name: 'Old' })
  const client = app.person('client', 'Client')
  expect(await refusal(give(v1Of(2), client))).toMatchObject({ status: 400, key: 'torrentActs.errors.noMember' })
  expect(await refusal(give(v1Of(2), { ...client, id: 9999 }))).toMatchObject({ status: 400 })
  expect(await refusal(give(v1Of(9), ada))).toMatchObject({ status: 409, key: 'torrentActs.errors.noStranger' })
  const both = await Promise.allSettled([give(v1Of(2), ada), give(v1Of(2), bob)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(app.deps.db.select().from(torrent).all()).toHaveLength(1)
  await double.setDown(true)
  expect(await refusal(strangers())).toMatchObject({ status: 503, key: 'torrentEngine.problems.unreachable' })
  expect(await refusal(give(v1Of(2), ada))).toMatchObject({ status: 503 })
  expect((await asAdmin.api.torrents.members.query()).map(({ name }) => name)).toEqual(['Ada', 'Bob', 'admin'])
})

async function removeBob(to: number | null): Promise<void> {
  const belongings = await asAdmin.api.accounts.belongings.query({ id: bob.id })
  const choices = belongings.map(({ label }) => ({ label, to }))
  await asAdmin.api.accounts.removePerson.mutate({ id: bob.id, belongings: choices })
}

test('what only a deleted account owned goes to whom was chosen; what others own too is theirs', async () => {
  const shared = await addSent(app, asAda, 1)
  await addSent(app, asBob, 1)
  const sole = await addSent(app, asBob, 2)
  const [kind] = await asAdmin.api.accounts.belongings.query({ id: bob.id })
  expect(kind).toMatchObject({ label: 'torrentActs.belongings', count: 1 })
  expect(kind?.heirs.map(({ name }) => name).sort()).toEqual(['Ada', 'admin'])
  await removeBob(ada.id)
  await app.settle()
  const list = (await asAda.api.torrents.list.query({ scope: 'own' })).torrents
  expect(list).toMatchObject([
    { id: shared, owners: [{ name: 'Ada' }] },
    { id: sole, owners: [{ name: 'Ada' }] },
  ])
  expect(app.deps.db.select().from(torrentOwner).all()).toHaveLength(2)
  expect(double.removed).toEqual([])
})

test('or is deleted with its data, in the account’s own transaction; also while the engine is down', async () => {
  const shared = await addSent(app, asAda, 1)
  await addSent(app, asBob, 1)
  await addSent(app, asBob, 2)
  await double.setDown(true)
  await removeBob(null)
  await app.settle()
  expect(app.deps.db.select().from(torrent).all()).toMatchObject([{ id: shared }])
  await double.setDown(false)
  await look(app)
  app.clock.advance(120_000)
  await app.settle()
  expect(double.removed).toEqual([{ key: v1Of(2), withData: true }])
})

test('who owns nothing alone is asked nothing', async () => {
  await addSent(app, asAda, 1)
  await addSent(app, asBob, 1)
  expect(await asAdmin.api.accounts.belongings.query({ id: bob.id })).toEqual([])
  await removeBob(null)
  expect((await asAda.api.torrents.list.query({ scope: 'all' })).torrents).toMatchObject([
    { owners: [{ name: 'Ada' }] },
  ])
})
