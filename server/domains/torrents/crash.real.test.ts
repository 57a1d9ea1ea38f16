import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { modulesSettings } from '../../../shared/house.ts'
import { systemClock } from '../../platform/clock.ts'
import type { Deps } from '../../platform/deps.ts'
import { openBrowser } from '../../testing/browser.ts'
import { type GateMoment, HttpGate } from '../../testing/http-gate.ts'
import { KillableHouse } from '../../testing/killable-house.ts'
import { mintAccount, mintSession } from '../../testing/people.ts'
import { QBittorrent } from '../../testing/qbittorrent.ts'
import { startApp } from '../../testing/start-app.ts'
import { makeTorrent, type TorrentFile } from '../../testing/torrent-files.ts'
import { postTorrent } from '../../testing/torrents.ts'
import { WebSeed } from '../../testing/web-seed.ts'
import { magnetOf } from './metainfo/magnet.ts'

const within = { timeout: 45_000, interval: 50 }
const slow = 200_000
const fast = 100_000_000

let engine: QBittorrent
let ending: (() => unknown)[]

beforeEach(async () => {
  engine = await QBittorrent.start()
  ending = [() => engine.stop()]
})

afterEach(async () => {
  for (const end of ending) await end()
})

/** Every torrent of a house, with the account that owns it, or with several lines where several do. */
const rowsOf = ({ db }: Pick<Deps, 'db'>) =>
  db.$client
    .prepare<[], { uuid: string; v1: string | null; v2: string | null; sent: number; owner: number | null }>(
      `SELECT uuid, v1, v2, sent_at IS NOT NULL AS sent, account_id AS owner
        FROM torrent LEFT JOIN torrent_owner ON torrent_id = torrent.id ORDER BY torrent.id`,
    )
    .all()

test('an engine that is killed in the middle of a download goes on where it was, and is told of once', async () => {
  const files = [{ path: [], content: randomBytes(3_000_000) }]
  const seed = await WebSeed.start('voyage.bin', files, slow)
  ending.push(() => seed.stop())
  const app = await startApp({ modules: ['torrents'], automatic: true, overrides: { clock: systemClock } })
  ending.unshift(() => app.stop())
  engine.serve(app.deps)
  const ada = app.person('member', 'Ada')
  const browser = app.as(ada)
  const { torrents, notices } = browser.api
  const { file, v1 } = makeTorrent('v1', 'voyage.bin', files, seed.url)
  const { id } = await postTorrent(browser, file)
  const listed = async () => (await torrents.list.query({ scope: 'own' })).torrents.find((one) => one.id === id)
  const standing = async () => (await torrents.engine.query()).standing
  await expect.poll(async () => (await listed())?.progress, within).toBeGreaterThan(0)

  await engine.kill()
  await expect.poll(async () => (await standing()).state, within).toBe('down')
  expect((await standing()).since).not.toBeNull()
  expect(await listed()).toMatchObject({ name: 'voyage.bin', owners: [{ id: ada.id }] })
  const problem = { key: expect.stringMatching(/^torrentEngine\.problems\./) }
  expect(await torrents.pause.mutate({ ids: [id] })).toMatchObject([{ id, problem }])

  await engine.revive()
  seed.rate = fast
  await expect.poll(async () => (await standing()).state, within).toBe('up')
  await expect.poll(async () => (await listed())?.finishedAt ?? null, within).not.toBeNull()
  expect(await listed()).toMatchObject({ progress: 1, hash: v1 })
  expect(await notices.list.query({ after: null, limit: 50 })).toHaveLength(1)
  expect(rowsOf(app.deps)).toMatchObject([{ v1, v2: null, sent: 1, owner: ada.id }])
})

const content = () => [{ path: [], content: randomBytes(100_000) }]

test.each<[string, GateMoment]>([
  ['its row was written and before the engine was told', 'before'],
  ['the engine was told and before that was confirmed', 'after'],
])('a house that is killed after %s has each torrent once, with its owner and its hash', async (_words, moment) => {
  const house = await KillableHouse.make()
  ending.unshift(() => house.remove())
  const gate = await HttpGate.start(engine.url)
  ending.unshift(() => gate.stop())
  const { ada, token } = await house.within(({ deps }) => {
    deps.settings.set(modulesSettings, { switched: { torrents: true } })
    engine.serve(deps, gate.url)
    const member = mintAccount(deps, 'member', 'Ada')
    return { ada: member.id, token: mintSession(deps, member) }
  })
  const [first, second, both] = [
    makeTorrent('v1', 'un.bin', content()),
    makeTorrent('v2', 'deux.bin', content()),
    makeTorrent('hybrid', 'trois.bin', content()),
  ] as const
  const add = async (url: string): Promise<void> => {
    const browser = openBrowser(url, token)
    await postTorrent(browser, first.file)
    await postTorrent(browser, second.file)
    await browser.api.torrents.addMagnet.mutate({ magnet: magnetOf({ ...both, v2: null }) })
  }

  const stopped = gate.close('/torrents/add', moment)
  await add(await house.start())
  await stopped
  await house.end('SIGKILL')
  gate.open()
  const expected = ({ v1, v2 }: Pick<TorrentFile, 'v1' | 'v2'>) => ({ v1, v2, owner: ada })
  const rows = [expected(first), expected(second), expected({ v1: both.v1, v2: null })]
  await house.within(({ deps }) => {
    expect(rowsOf(deps)).toMatchObject(rows)
    expect(rowsOf(deps).some(({ sent }) => sent === 0)).toBe(true)
  })

  const url = await house.start()
  await house.within(({ deps }) => expect.poll(() => rowsOf(deps).every(({ sent }) => sent === 1), within).toBe(true))
  // Whoever saw no answer adds again.
  await add(url)
  await house.end('SIGTERM')
  const written = await house.within(({ deps }) => rowsOf(deps))
  expect(written).toMatchObject(rows)
  const held = await engine.held()
  expect(held.map(({ tags }) => tags).sort()).toEqual(written.map(({ uuid }) => `foyer:${uuid}`).sort())
})
