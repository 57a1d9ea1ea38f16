import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TorrentView } from '../../../shared/torrents.ts'
import { ownTorrentsRoom } from '../../../shared/torrents-live.ts'
import { systemClock } from '../../platform/clock.ts'
import type { Browser } from '../../testing/browser.ts'
import type { Person } from '../../testing/people.ts'
import { QBittorrent } from '../../testing/qbittorrent.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { makeTorrent, type SharedFile, type TorrentFile, type TorrentVersion } from '../../testing/torrent-files.ts'
import { type Listener, listen } from '../../testing/torrents.ts'
import { WebSeed } from '../../testing/web-seed.ts'
import { magnetOf } from './metainfo/magnet.ts'

const slow = 400_000
const fast = 100_000_000

let app: TestApp
let engine: QBittorrent
let ada: Person
let browser: Browser
let ending: (() => unknown)[]

beforeEach(async () => {
  ending = []
  engine = await QBittorrent.start()
  ending.push(() => engine.stop())
  app = await startApp({ modules: ['torrents'], automatic: true, overrides: { clock: systemClock } })
  ending.unshift(() => app.stop())
  engine.serve(app.deps)
  ada = app.person('member', 'Ada')
  browser = app.as(ada)
})

afterEach(async () => {
  for (const end of ending) await end()
})

const within = { timeout: 30_000, interval: 50 }

async function addFile({ file }: TorrentFile): Promise<number> {
  const answer = await browser.fetch('/api/torrents', {
    method: 'POST',
    body: new Uint8Array(file),
    headers: { 'content-type': 'application/x-bittorrent', origin: app.url },
  })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { id: number }).id
}

/** Follows a torrent as an open page does: by its room alone. */
async function follow(
  id: number,
): Promise<{ state(): Promise<Partial<TorrentView>>; history: Partial<TorrentView>[] }> {
  const listener: Listener = await listen(browser, ownTorrentsRoom, String(ada.id))
  ending.unshift(() => listener.close())
  const { torrents } = await browser.api.torrents.list.query({ scope: 'own' })
  let known: Partial<TorrentView> = torrents.find((one) => one.id === id) ?? {}
  const history: Partial<TorrentView>[] = []
  const state = async () => {
    for (const { payload } of await listener.heard()) {
      const { put = [], moved = [] } = payload as { put?: TorrentView[]; moved?: TorrentView[] }
      for (const change of [...put, ...moved].filter((one) => one.id === id)) {
        known = { ...known, ...change }
        history.push(known)
      }
    }
    return known
  }
  return { state, history }
}

const rowsOf = () =>
  app.deps.db.$client.prepare('SELECT id, v1, v2, finished_at IS NOT NULL AS finished FROM torrent ORDER BY id').all()

const finishedNotices = async (): Promise<number> =>
  (await browser.api.notices.list.query({ after: null, limit: 50 })).filter(({ link }) => link.startsWith('/torrents'))
    .length

test('a .torrent is followed from its first byte to the last, paused, resumed, told once, taken along and deleted', async () => {
  const files: SharedFile[] = [
    { path: ['a #1 100%.bin'], content: randomBytes(900_000) },
    { path: ['sous-dossier', 'été.txt'], content: randomBytes(100_000) },
  ]
  const seed = await WebSeed.start('Vacances', files, slow)
  ending.push(() => seed.stop())
  const made = makeTorrent('v1', 'Vacances', files, seed.url)
  const id = await addFile(made)
  const { state, history } = await follow(id)
  await expect.poll(async () => (await state()).progress, within).toBeGreaterThan(0)

  const pausedAt = Date.now()
  expect(await browser.api.torrents.pause.mutate({ ids: [id] })).toMatchObject([{ id, problem: null }])
  await expect.poll(async () => (await state()).state, within).toBe('paused')
  expect(Date.now() - pausedAt).toBeLessThan(3000)
  expect((await state()).progress).toBeLessThan(1)

  seed.rate = fast
  await browser.api.torrents.resume.mutate({ ids: [id] })
  await expect.poll(async () => (await state()).progress, within).toBe(1)
  expect(history.some(({ progress = 0, down = 0 }) => progress > 0 && progress < 1 && down > 0)).toBe(true)
  await expect.poll(finishedNotices, within).toBe(1)
  await browser.api.torrents.recheck.mutate({ ids: [id] })
  await expect.poll(async () => (await state()).state, within).toMatch(/seeding|finished|stalled/)
  expect(await finishedNotices()).toBe(1)
  for (const { path, content } of files) {
    expect(fs.readFileSync([engine.downloads, 'Vacances', ...path].join('/')).equals(content)).toBe(true)
  }

  await browser.api.torrents.remove.mutate({ ids: [id], withData: true })
  await expect.poll(() => engine.held(), within).toEqual([])
  await expect.poll(() => fs.readdirSync(engine.downloads), within).toEqual([])
  expect(rowsOf()).toEqual([])
})

/** Another engine that has the files, and a tracker's work until both have met. */
async function shareElsewhere(made: TorrentFile, files: readonly SharedFile[]): Promise<void> {
  const other = await QBittorrent.start()
  ending.push(() => other.stop())
  await other.seed(made, files)
  const meeting = setInterval(() => void engine.meet(other).catch(() => undefined), 300)
  ending.unshift(() => clearInterval(meeting))
}

test.each<[TorrentVersion, 'file' | 'magnet']>([
  ['v2', 'file'],
  ['hybrid', 'file'],
  ['v1', 'magnet'],
  ['hybrid', 'magnet'],
])('a torrent of version %s added by its %s keeps its identity from add to finish', async (version, by) => {
  const name = `${version} ${by}.bin`
  const files = [{ path: [], content: randomBytes(300_000) }]
  const made = makeTorrent(version, name, files)
  const { v1, v2 } = made
  await shareElsewhere(made, files)
  const id =
    by === 'file'
      ? await addFile(made)
      : (await browser.api.torrents.addMagnet.mutate({ magnet: magnetOf({ v1, v2: null, name }) })).id
  const { state, history } = await follow(id)
  await expect.poll(async () => (await state()).finishedAt ?? null, within).not.toBeNull()
  expect(rowsOf()).toEqual([{ id, v1, v2, finished: 1 }])
  expect(history.map((seen) => seen.state)).not.toContain('vanished')
  expect(await finishedNotices()).toBe(1)
  const held = await engine.held()
  expect(held).toHaveLength(1)
  expect(held[0]?.tags).toMatch(/^foyer:/)
})
