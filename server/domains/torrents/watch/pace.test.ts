import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { engineSettings } from '../../../../shared/torrent-engine.ts'
import { thinSpeeds } from '../../../../shared/torrent-speeds.ts'
import { sendTorrent } from '../../../../shared/torrents.ts'
import { ownTorrentsRoom } from '../../../../shared/torrents-live.ts'
import { seconds, systemClock } from '../../../platform/clock.ts'
import { pendingPayloads } from '../../../platform/jobs/queue.ts'
import { giveEngine } from '../../../testing/engine-for-test.ts'
import type { QBittorrentDouble } from '../../../testing/qbittorrent-double.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import { addSent, becomeKnown, type Listener, listen, look, magnetOf, v1Of } from '../../../testing/torrents.ts'
import { engineError } from '../engine/problems.ts'
import { standingsOf } from './standings.ts'
import { watchOf } from './watch.ts'

let app: TestApp
let double: QBittorrentDouble

beforeEach(async () => {
  app = await startApp({ modules: ['torrents'] })
  double = await giveEngine(app)
})

afterEach(async () => {
  await app.stop()
  await double.stop()
})

test('an engine that does not answer is asked ever more rarely, up to every half a minute, and as before once it does', async () => {
  const timers = vi.spyOn(globalThis, 'setTimeout')
  onTestFinished(() => void timers.mockRestore())
  const stop = watchOf(app.deps).start()
  onTestFinished(stop)
  const pauseAfterLook = async () => {
    timers.mockClear()
    await watchOf(app.deps).refresh()
    const pauses = timers.mock.calls.map(([, delay = 0]) => delay / seconds(1))
    return pauses.filter((pause) => [2, 4, 8, 16, 30, 32].includes(pause))
  }
  expect(await pauseAfterLook()).toEqual([2])
  await double.setDown(true)
  for (const pause of [4, 8, 16, 30, 30]) expect(await pauseAfterLook()).toEqual([pause])
  await double.setDown(false)
  expect(await pauseAfterLook()).toEqual([2])
})

test('what a command did is told within three seconds', async () => {
  const ada = app.person('member', 'Ada')
  const asAda = app.as(ada)
  const id = await addSent(app, asAda, 1)
  becomeKnown(double, 1)
  await look(app)
  const listener: Listener = await listen(asAda, ownTorrentsRoom, String(ada.id))
  onTestFinished(() => listener.close())
  onTestFinished(watchOf(app.deps).start())
  const heard: unknown[] = []
  const isTold = (state: string) => async () => {
    heard.push(...(await listener.heard()).map(({ payload }) => payload))
    expect(heard).toContainEqual({ moved: [expect.objectContaining({ id, state })] })
  }
  const within = { timeout: seconds(3), interval: 20 }
  await asAda.api.torrents.pause.mutate({ ids: [id] })
  await vi.waitFor(isTold('paused'), within)
  expect(double.torrent(v1Of(1)).fields.state).toBe('stoppedDL')
  heard.length = 0
  await asAda.api.torrents.resume.mutate({ ids: [id] })
  await vi.waitFor(isTold('stalled'), within)
})

test('a look whose settings cannot be read for once is followed by the next', async () => {
  const reading = vi.spyOn(app.deps, 'domainOn').mockImplementationOnce(() => {
    throw new Error('disk I/O error')
  })
  onTestFinished(() => void reading.mockRestore())
  await watchOf(app.deps).tick()
  expect((await look(app))?.freeSpace).toBe(500_000_000_000)
})

test('an engine that never answers holds up no job but its own', async () => {
  const connections: net.Socket[] = []
  const silent = net.createServer((connection) => connections.push(connection)).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const house = await startApp({ modules: ['torrents'], automatic: true, overrides: { clock: systemClock } })
  onTestFinished(async () => {
    silent.close()
    for (const connection of connections) connection.destroy()
    await house.stop()
  })
  const { port } = silent.address() as AddressInfo
  house.deps.settings.set(engineSettings, {
    ...engineSettings.defaults,
    way: 'remote',
    url: `http://127.0.0.1:${port}`,
  })
  const member = house.as('member')
  for (const number of [1, 2, 3, 4, 5, 6]) await member.api.torrents.addMagnet.mutate({ magnet: magnetOf(number) })
  const running = house.deps.db.$client.prepare('SELECT count(*) FROM job WHERE name = ? AND lease_until > 0').pluck()
  await vi.waitFor(() => expect(running.get(sendTorrent.name)).toBe(2))
  house.deps.enqueue(thinSpeeds, {}, 'now')
  await vi.waitFor(() => expect(pendingPayloads(house.deps.db, thinSpeeds)).toEqual([]), { timeout: seconds(5) })
  expect(pendingPayloads(house.deps.db, sendTorrent)).toHaveLength(6)
})

test('an engine of the house that is not up yet is starting, and nobody is told that it is down', () => {
  const standings = standingsOf(app.deps)
  standings.up('v4.5.2', { torrents: new Map(), down: 1, up: 1, freeSpace: null })
  standings.down(engineError('starting', 'starting'))
  expect(standings.current).toMatchObject({ state: 'starting', since: null, problem: null, down: 0, up: 0 })
  standings.down(engineError('failed', 'failed', { answer: '500' }))
  expect(standings.current).toMatchObject({ state: 'down', problem: { key: 'torrentEngine.problems.failed' } })
})
