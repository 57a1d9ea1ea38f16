import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { thinSpeeds } from '../../../../shared/torrent-speeds.ts'
import { useTorrents } from '../../../../shared/torrents.ts'
import { days, hours, minutes, seconds } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import { refusal } from '../../../testing/refusal.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import type { EngineTorrent } from '../engine/engine.ts'
import { torrent, torrentOwner } from '../tables.ts'
import { rosterOf } from '../watch/roster.ts'
import { seenOf } from '../watch/seen.ts'
import { recorderOf } from './recorder.ts'

let app: TestApp

beforeEach(async () => {
  app = await startApp({ modules: ['torrents'] })
})

afterEach(() => app.stop())

const hash = (n: number) => n.toString(16).padStart(40, '0')

/** A torrent of somebody, and what the engine calls it. */
function addTorrent(deps: Deps, ownerId: number, n = 1): number {
  const { id } = deps.db
    .insert(torrent)
    .values({ uuid: randomUUID(), v1: hash(n), name: `Torrent ${n}`, addedAt: deps.clock.now() })
    .returning({ id: torrent.id })
    .get()
  deps.db.insert(torrentOwner).values({ torrentId: id, accountId: ownerId, since: deps.clock.now() }).run()
  rosterOf(deps).renew([id])
  return id
}

const moving = (n: number, down: number, up: number): EngineTorrent => ({
  ...{ key: hash(n), v1: hash(n), v2: null, tags: [], name: `Torrent ${n}`, state: 'downloading', size: 1e9 },
  ...{ progress: 0.5, down, up, eta: null, ratio: 0, seeds: 1, peers: 1, addedAt: 0, contentPath: '', savePath: '' },
})

/** The engine was looked at, and the torrents moved at these speeds. */
function look(of: TestApp, torrents: readonly EngineTorrent[]): void {
  const total = (way: 'down' | 'up') => torrents.reduce((sum, one) => sum + one[way], 0)
  const seen = { torrents: new Map(torrents.map((one) => [one.key, one])), freeSpace: null }
  const whole = { ...seen, down: total('down'), up: total('up') }
  seenOf(of.deps).keep(whole)
  recorderOf(of.deps).saw(whole)
}

/** The engine is looked at every two seconds, from now on until this many are over. */
function watch(of: TestApp, seconds: number, torrents: readonly EngineTorrent[]): void {
  for (let second = 0; second < seconds; second += 2) {
    look(of, torrents)
    of.clock.advance(2000)
  }
}

const rows = (of: TestApp) =>
  of.deps.db.$client.prepare('SELECT torrent_id AS id, step, at, down, up FROM torrent_speed ORDER BY id, at').all()

const at = (instant: string) => Date.parse(instant) / 1000

test('each look is a point, and a pause in looking a gap', async () => {
  const ada = app.person('member')
  const id = addTorrent(app.deps, ada.id)
  const { torrents } = app.as(ada).api
  for (const down of [100, 0, 300]) {
    look(app, [moving(1, down, 5), moving(2, 50, 0)])
    app.clock.advance(seconds(2))
  }
  app.clock.advance(minutes(2))
  look(app, [])
  const start = at('2026-03-14T10:00:00Z')
  const times = [start, start + 2, start + 4, start + 5, start + 126]
  expect(await torrents.speeds.query({ torrentId: null, span: 'live' })).toMatchObject({
    ...{ at: times, down: [150, 50, 350, null, 0], up: [5, 5, 5, null, 0] },
  })
  expect(await torrents.speeds.query({ torrentId: id, span: 'live' })).toMatchObject({
    ...{ at: times, down: [100, 0, 300, null, 0], up: [5, 5, 5, null, 0] },
  })
  app.clock.advance(minutes(9))
  expect((await torrents.speeds.query({ torrentId: id, span: 'live' })).at).toEqual([start + 126])
})

test('a minute leaves one row for the engine and one for each torrent that moved', async () => {
  const ada = app.person('member')
  const [first, still] = [addTorrent(app.deps, ada.id), addTorrent(app.deps, ada.id, 2)]
  watch(app, 30, [moving(1, 100, 0), moving(2, 0, 0)])
  watch(app, 30, [moving(1, 300, 10), moving(2, 0, 0)])
  expect(rows(app)).toEqual([])
  look(app, [])
  const begin = at('2026-03-14T10:00:00Z')
  expect(rows(app)).toEqual([
    { id: 0, step: 60, at: begin, down: 200, up: 5 },
    { id: first, step: 60, at: begin, down: 200, up: 5 },
  ])
  const { torrents } = app.as(ada).api
  const day = await torrents.speeds.query({ torrentId: still, span: 'day' })
  expect(day).toMatchObject({ at: [begin], down: [0], up: [0] })
})

test('a restart loses nothing that was written, and keeps the minute that was running', async () => {
  const ada = app.person('member')
  const id = addTorrent(app.deps, ada.id)
  watch(app, 60, [moving(1, 100, 20)])
  watch(app, 30, [moving(1, 60, 20)])
  const { root, clock } = app
  await app.close()
  app = await startApp({ root, overrides: { clock } })
  expect(rows(app)).toEqual([
    { id: 0, step: 60, at: at('2026-03-14T10:00:00Z'), down: 100, up: 20 },
    { id: 0, step: 60, at: at('2026-03-14T10:01:00Z'), down: 30, up: 10 },
    { id, step: 60, at: at('2026-03-14T10:00:00Z'), down: 100, up: 20 },
    { id, step: 60, at: at('2026-03-14T10:01:00Z'), down: 30, up: 10 },
  ])
})

test('a volume is what came while somebody looked, however little of a stretch that was', async () => {
  const ada = app.person('member')
  const id = addTorrent(app.deps, ada.id)
  watch(app, 20, [moving(1, 6_000_000, 0)])
  app.clock.advance(hours(2))
  look(app, [])
  app.clock.advance(minutes(1))
  look(app, [])
  for (const span of ['day', 'month'] as const) {
    const { down, looked = [] } = await app.as(ada).api.torrents.speeds.query({ torrentId: id, span })
    const volume = down.reduce((sum: number, speed, place) => sum + (speed ?? 0) * (looked[place] ?? 0), 0)
    expect(volume).toBe(120_000_000)
  }
})

test('rows are thinned by age: ten minutes after a day, an hour after a week, nothing after thirty days', async () => {
  const ada = app.person('member')
  const id = addTorrent(app.deps, ada.id)
  watch(app, 600, [moving(1, 600, 60)])
  watch(app, 3000, [])
  const steps = (torrentId: number) =>
    app.deps.db.$client
      .prepare('SELECT step, count(*), sum(down) FROM torrent_speed WHERE torrent_id = ? GROUP BY step')
      .raw()
      .all(torrentId)
  const thinAfter = async (time: number) => {
    app.clock.advance(time)
    app.deps.enqueue(thinSpeeds, {}, String(app.clock.now()))
    await app.settle()
  }
  await thinAfter(hours(1))
  expect([steps(0), steps(id)]).toEqual([[[60, 60, 6000]], [[60, 10, 6000]]])
  await thinAfter(days(1))
  expect([steps(0), steps(id)]).toEqual([[[600, 6, 600]], [[600, 1, 600]]])
  await thinAfter(days(7))
  expect([steps(0), steps(id)]).toEqual([[[3600, 1, 100]], [[3600, 1, 100]]])
  const month = await app.as(ada).api.torrents.speeds.query({ torrentId: id, span: 'month' })
  expect(month).toMatchObject({ at: [at('2026-03-14T10:00:00Z')], down: [100], up: [10] })
  await thinAfter(days(23))
  expect(rows(app)).toEqual([])
})

test('what a chart is given stays small, however long the house has looked', async () => {
  const ada = app.person('member')
  const add = app.deps.db.$client.prepare('INSERT INTO torrent_speed VALUES (0, ?, ?, 1000, 10)')
  const now = app.clock.now() / 1000
  app.deps.inTx(() => {
    for (let ago = 1; ago <= 1440; ago += 1) add.run(60, now - ago * 60)
    for (let ago = 1; ago <= 29 * 24; ago += 1) add.run(3600, now - 86_400 - ago * 3600)
  })
  const { torrents } = app.as(ada).api
  const lengths = async (span: 'day' | 'month') => (await torrents.speeds.query({ torrentId: null, span })).at.length
  expect([await lengths('day'), await lengths('month')]).toEqual([720, 720])
  const input = encodeURIComponent(JSON.stringify({ torrentId: null, span: 'month' }))
  const answer = await app.as(ada).fetch(`/trpc/torrents.speeds?input=${input}`)
  expect(answer.headers.get('content-encoding')).toBe('gzip')
})

test('the rows of a torrent go with it, and none is written of one that is gone', async () => {
  const ada = app.person('member')
  const id = addTorrent(app.deps, ada.id)
  look(app, [moving(1, 100, 20)])
  app.clock.advance(minutes(1))
  look(app, [moving(1, 60, 20)])
  app.deps.db.$client.prepare('DELETE FROM torrent WHERE id = ?').run(id)
  app.clock.advance(minutes(1))
  look(app, [])
  expect(rows(app)).toMatchObject([{ id: 0 }, { id: 0 }])
})

test('the speeds of a torrent are shown to whoever may see it, and to nobody else', async () => {
  const [ada, guest] = [app.person('member'), app.person('client')]
  const id = addTorrent(app.deps, ada.id)
  look(app, [moving(1, 100, 20)])
  const input = { torrentId: id, span: 'live' } as const
  expect((await app.as('member').api.torrents.speeds.query(input)).down).toEqual([100])
  const { torrents } = app.as(guest).api
  expect(await refusal(torrents.speeds.query({ torrentId: null, span: 'day' }))).toMatchObject({ code: 'FORBIDDEN' })
  const { house } = app.as('owner').api
  const group = await house.createGroup.mutate({ name: 'Amis' })
  const [abilities, members] = [[useTorrents.name], [guest.id]]
  await house.changeGroup.mutate({ ...group, limits: [], abilities, members })
  expect((await torrents.speeds.query({ torrentId: null, span: 'live' })).down).toEqual([100])
  expect(await refusal(torrents.speeds.query(input))).toMatchObject({ code: 'NOT_FOUND' })
  app.deps.db.insert(torrentOwner).values({ torrentId: id, accountId: guest.id, since: 0 }).run()
  expect((await torrents.speeds.query(input)).up).toEqual([20])
  expect(await refusal(app.visitor().api.torrents.speeds.query(input))).toMatchObject({ code: 'UNAUTHENTICATED' })
})
