import { afterEach, beforeEach, expect, test } from 'vitest'
import { administerTorrents, useTorrents } from '../../../../shared/torrents.ts'
import { allTorrentsRoom, torrentsRoomId } from '../../../../shared/torrents-live.ts'
import type { Browser } from '../../../testing/browser.ts'
import { giveEngine } from '../../../testing/engine-for-test.ts'
import type { QBittorrentDouble } from '../../../testing/qbittorrent-double.ts'
import { refusal } from '../../../testing/refusal.ts'
import { openSocket } from '../../../testing/socket.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import { enable, torrentActs } from '../../../testing/torrent-acts.ts'
import { becomeKnown, look, magnetOf, rowOf, v1Of } from '../../../testing/torrents.ts'

let app: TestApp
let double: QBittorrentDouble
let owner: Browser
/** Everybody who asks, and whether they see and may act on a member’s torrent. */
let people: { readonly who: string; readonly browser: Browser }[]
let id: number

beforeEach(async () => {
  app = await startApp({ modules: ['torrents'] })
  double = await giveEngine(app)
  owner = app.as(app.person('member', 'Ada'))
  const guest = app.person('client', 'Guest')
  enable(app, useTorrents, guest)
  people = [
    { who: 'owner', browser: owner },
    { who: 'member', browser: app.as('member') },
    { who: 'guest', browser: app.as(guest) },
    { who: 'client', browser: app.as('client') },
    { who: 'admin', browser: app.as('admin') },
    { who: 'visitor', browser: app.visitor() },
  ]
  const magnet = `${magnetOf(1)}&tr=${encodeURIComponent('https://tracker.example/k3y/announce')}`
  id = (await owner.api.torrents.addMagnet.mutate({ magnet })).id
  await app.settle()
  becomeKnown(double, 1)
  double.torrent(v1Of(1)).trackers = [
    { url: 'https://tracker.example/k3y/announce', status: 2, num_peers: 3, msg: 'k3y is welcome', tier: 0 },
  ]
  double.torrent(v1Of(1)).peers = {
    '192.0.2.1:6881': { client: 'qBittorrent', progress: 0.5, dl_speed: 1, up_speed: 2 },
  }
  await look(app)
})

afterEach(async () => {
  await app.stop()
  await double.stop()
})

/** What each is told: `done`, the reason of one outcome, or the status of a refusal. */
async function told(ask: (browser: Browser) => Promise<unknown>): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {}
  for (const { who, browser } of people) {
    try {
      const answer = await ask(browser)
      const [outcome] = Array.isArray(answer) ? (answer as { problem?: { key: string } | null }[]) : []
      answers[who] = outcome?.problem?.key ?? 'done'
    } catch (error) {
      answers[who] = (await refusal(Promise.reject(error))).status
    }
  }
  return answers
}

const several = {
  ...{ owner: 'done', member: 'torrents.errors.notYours', guest: 'torrents.errors.gone' },
  ...{ client: 403, admin: 'done', visitor: 401 },
}
const one = { owner: 'done', member: 403, guest: 404, client: 403, admin: 'done', visitor: 401 }
const administrators = { owner: 403, member: 403, guest: 403, client: 403, admin: 'done', visitor: 401 }
const users = { owner: 'done', member: 'done', guest: 'done', client: 403, admin: 'done', visitor: 401 }

test('who may pause, resume, check and limit a member’s torrent', async () => {
  const ids = [id]
  expect(await told(({ api }) => api.torrents.pause.mutate({ ids }))).toEqual(several)
  expect(await told(({ api }) => api.torrents.resume.mutate({ ids }))).toEqual(several)
  expect(await told(({ api }) => api.torrents.recheck.mutate({ ids }))).toEqual(several)
  const share = { ids, ratio: 1, seedingMinutes: 60 }
  expect(await told(({ api }) => api.torrents.setShareLimits.mutate(share))).toEqual(several)
  const priority = { id, indexes: [0], priority: 'high' as const }
  expect(await told(({ api }) => api.torrents.setPriority.mutate(priority))).toEqual(one)
})

test('who may delete a member’s torrent: whoever may not leaves it as it was', async () => {
  const ids = [id]
  const refused = people.filter(({ who }) => who !== 'owner' && who !== 'admin')
  for (const { browser } of refused)
    expect(await browser.api.torrents.removal.query({ ids }).catch(() => [])).toEqual([])
  const everyone = people
  people = refused
  const { owner: _, admin: __, ...expected } = several
  expect(await told(({ api }) => api.torrents.remove.mutate({ ids }))).toEqual(expected)
  expect(await told(({ api }) => api.torrents.remove.mutate({ ids, wholly: true }))).toEqual({
    ...{ member: 403, guest: 403, client: 403, visitor: 401 },
  })
  expect(await told(({ api }) => api.torrents.removal.query({ ids, wholly: true }))).toEqual({
    ...{ member: 403, guest: 403, client: 403, visitor: 401 },
  })
  people = everyone
  await app.settle()
  expect(rowOf(app, id)).toBeDefined()
  expect(double.removed).toEqual([])
  const admin = people.find(({ who }) => who === 'admin')?.browser
  const does = [{ id, name: 'Torrent 1', size: 1000, outcome: 'deletes', otherOwners: ['Ada'] }]
  expect(await admin?.api.torrents.removal.query({ ids })).toEqual(does)
  await admin?.api.torrents.remove.mutate({ ids })
  expect(rowOf(app, id)).toBeUndefined()
  expect(torrentActs(app)).toEqual(['torrentActs.acts.deleted'])
})

test('nobody leaves files on the engine’s disk that nobody counts, but whoever administers torrents', async () => {
  const kept = owner.api.torrents.remove.mutate({ ids: [id], withData: false })
  expect(await refusal(kept)).toMatchObject({ status: 403 })
  expect(rowOf(app, id)).toBeDefined()
  await app.as('admin').api.torrents.remove.mutate({ ids: [id], withData: false })
  await app.settle()
  expect(double.removed).toEqual([{ key: v1Of(1), withData: false }])
})

test('who reads the details: trackers and peers are for owners and administrators alone', async () => {
  const seen = { ...one, member: 'done' }
  expect(await told(({ api }) => api.torrents.detail.query({ id }))).toEqual(seen)
  expect(await told(({ api }) => api.torrents.trackers.query({ id }))).toEqual(one)
  expect(await told(({ api }) => api.torrents.peers.query({ id }))).toEqual(one)
  for (const { who, browser } of people.filter(({ who }) => ['owner', 'admin', 'member'].includes(who))) {
    const detail = await browser.api.torrents.detail.query({ id })
    const whole = who !== 'member'
    expect(detail).toMatchObject({ mayAct: whole, v1: v1Of(1), v2: null, addedBy: 'Ada', torrent: { id } })
    expect(JSON.stringify(detail).includes('k3y')).toBe(whole)
    expect(detail.magnet).toContain(`xt=urn:btih:${v1Of(1)}`)
  }
  expect(await owner.api.torrents.trackers.query({ id })).toMatchObject([
    { url: 'https://tracker.example/k3y/announce' },
  ])
  expect(await owner.api.torrents.peers.query({ id })).toMatchObject([{ address: '192.0.2.1:6881' }])
})

test('attack 72: who joins a torrent by its bare magnet does not read the keys of who added it first', async () => {
  const joined = app.as('member')
  const { magnet } = await joined.api.torrents.detail.query({ id })
  expect(await joined.api.torrents.addMagnet.mutate({ magnet })).toMatchObject({ id, outcome: 'joined' })
  const detail = await joined.api.torrents.detail.query({ id })
  expect(detail.mayAct).toBe(true)
  expect(detail.magnet).not.toContain('tr=')
  const trackers = await joined.api.torrents.trackers.query({ id })
  expect(trackers).toEqual([{ url: 'tracker.example', state: 'working', peers: 3, message: '' }])
  expect(JSON.stringify([detail, trackers])).not.toContain('k3y')
  for (const { api } of [owner, app.as('admin')]) {
    expect((await api.torrents.detail.query({ id })).magnet).toContain('k3y')
    expect(JSON.stringify(await api.torrents.trackers.query({ id }))).toContain('k3y')
  }
})

test('the detail costs the engine nothing, and counts the files that it told of last', async () => {
  const before = double.calls.length
  expect(await owner.api.torrents.detail.query({ id })).toMatchObject({ fileCount: null })
  expect(double.calls.slice(before)).toEqual([])
  await owner.api.torrents.files.query({ id })
  expect(await owner.api.torrents.detail.query({ id })).toMatchObject({ fileCount: 1 })
})

test('an engine that is silent is told from one that does not hold the torrent', async () => {
  const { torrents } = owner.api
  await double.setDown(true)
  for (const asking of [torrents.trackers, torrents.peers]) {
    expect(await refusal(asking.query({ id }))).toMatchObject({ code: 'UNAVAILABLE' })
  }
  const { magnet } = await torrents.detail.query({ id })
  expect(magnet).toContain('tr=https%3A%2F%2Ftracker.example%2Fk3y%2Fannounce')
  await double.setDown(false)
  double.removeFromEngine(v1Of(1))
  await look(app)
  await look(app)
  expect([await torrents.trackers.query({ id }), await torrents.peers.query({ id })]).toEqual([null, null])
})

test('who reads their quota, and who sees and gives strangers', async () => {
  const hash = v1Of(7)
  const given = () => double.putStranger({ v1: hash, name: 'Stranger' })
  given()
  expect(await told(({ api }) => api.torrents.quota.query())).toEqual(users)
  expect(await told(({ api }) => api.torrents.strangers.query())).toEqual(administrators)
  expect(await told(({ api }) => api.torrents.members.query())).toEqual(administrators)
  const to = rowOf(app, id)?.addedBy ?? 0
  expect(await told(({ api }) => api.torrents.giveStranger.mutate({ hash, to }))).toEqual(administrators)
})

test('the quota says what one uses of one’s limits, what arrives and what the disk holds', async () => {
  double.setProgress(v1Of(1), 0.5, { down: 2_000_000 })
  await look(app)
  expect(await owner.api.torrents.quota.query()).toEqual({
    count: { used: 1, most: 200 },
    bytes: { used: 1000, most: 1_000_000_000_000 },
    active: { used: 1, most: 10 },
    ...{ finished: 0, speed: 2_000_000, freeSpace: 500_000_000_000, floor: 5_000_000_000 },
  })
  double.finish(v1Of(1))
  await look(app)
  const done = await owner.api.torrents.quota.query()
  expect(done).toMatchObject({ active: { used: 0 }, finished: 1, speed: 0 })
})

test('whoever administers torrents sees the list of all and follows it, without the ability to see all', async () => {
  const keeper = app.person('client', 'Keeper')
  enable(app, useTorrents, keeper)
  const browser = app.as(keeper)
  const all = () => browser.api.torrents.list.query({ scope: 'all' })
  expect(await refusal(all())).toMatchObject({ status: 403 })
  enable(app, administerTorrents, keeper)
  const { room, torrents } = await all()
  expect(torrents).toMatchObject([{ id }])
  const socket = await openSocket(browser)
  expect(await socket.emitWithAck('join', { room: allTorrentsRoom.name, id: torrentsRoomId })).toEqual(room)
  socket.disconnect()
})
