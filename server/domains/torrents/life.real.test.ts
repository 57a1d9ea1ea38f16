import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { downloadPath, downloadSettings } from '../../../shared/torrent-downloads.ts'
import type { TorrentView } from '../../../shared/torrents.ts'
import { ownTorrentsRoom } from '../../../shared/torrents-live.ts'
import { systemClock } from '../../platform/clock.ts'
import type { Browser } from '../../testing/browser.ts'
import type { Person } from '../../testing/people.ts'
import { QBittorrent } from '../../testing/qbittorrent.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { makeTorrent, type SharedFile, type TorrentFile, type TorrentVersion } from '../../testing/torrent-files.ts'
import { type Listener, listen, look, postTorrent } from '../../testing/torrents.ts'
import { WebSeed } from '../../testing/web-seed.ts'
import { magnetOf } from './metainfo/magnet.ts'

const slow = 200_000
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

const addFile = async ({ file }: TorrentFile): Promise<number> => (await postTorrent(browser, file)).id

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

/** Takes a stretch of a file and gives up in the middle of it, as a browser whose connection is lost. */
async function begin(link: string, least: number): Promise<{ had: Buffer; etag: string }> {
  const interrupted = new AbortController()
  const answer = await fetch(`${app.url}${link}`, { signal: interrupted.signal })
  const had: Uint8Array[] = []
  for await (const chunk of answer.body ?? []) {
    had.push(chunk)
    if (had.reduce((sum, { length }) => sum + length, 0) >= least) break
  }
  interrupted.abort()
  return { had: Buffer.concat(had).subarray(0, least), etag: answer.headers.get('etag') ?? '' }
}

/** Every file of a finished torrent by its signed link, without a session, each in two parts. */
async function takenAlong(id: number): Promise<Map<string, Buffer>> {
  app.deps.settings.set(downloadSettings, {
    ...downloadSettings.defaults,
    way: 'mounted',
    enginePath: engine.downloads,
  })
  const { files } = await browser.api.torrents.files.query({ id })
  const taken = new Map<string, Buffer>()
  for (const { path, size, token } of files) {
    const link = downloadPath(token ?? '', path)
    const { had, etag } = await begin(link, Math.floor(size / 2))
    const headers = { range: `bytes=${had.length}-`, 'if-range': etag }
    const rest = await fetch(`${app.url}${link}`, { headers })
    const sent = Buffer.from(await rest.arrayBuffer())
    expect(rest.status).toBe(206)
    taken.set(path.replace('Vacances/', ''), Buffer.concat([had, sent]))
  }
  return taken
}

test('a .torrent is followed from its first byte to the last, paused, resumed, told once, taken along and deleted', async () => {
  const files: SharedFile[] = [
    { path: ['a #1 100%.bin'], content: randomBytes(3_000_000) },
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
  const taken = await takenAlong(id)
  expect(files.map(({ path, content }) => taken.get(path.join('/'))?.equals(content))).toEqual([true, true])

  await browser.api.torrents.recheck.mutate({ ids: [id] })
  await look(app)
  await expect.poll(() => engine.held(), within).toMatchObject([{ progress: 1, state: expect.stringMatching(/UP$/) }])
  await look(app)
  expect(await finishedNotices()).toBe(1)
  for (const { path, content } of files) {
    expect(fs.readFileSync([engine.downloads, 'Vacances', ...path].join('/')).equals(content)).toBe(true)
  }

  await browser.api.torrents.remove.mutate({ ids: [id], withData: true })
  await expect.poll(() => engine.held(), within).toEqual([])
  await expect.poll(() => fs.readdirSync(engine.downloads), within).toEqual([])
  expect(rowsOf()).toEqual([])
})

test('two releases of one name are both whole, are both taken along, and one goes without the other', async () => {
  const release = async (text: string) => {
    const files = [
      { path: ['film.mkv'], content: randomBytes(200_000) },
      { path: [`${text}.txt`], content: Buffer.from(text) },
    ]
    const seed = await WebSeed.start('Vacances', files, fast)
    ending.push(() => seed.stop())
    return { files, id: await addFile(makeTorrent('v1', 'Vacances', files, seed.url)) }
  }
  const [one, two] = [await release('one'), await release('two')]
  await expect.poll(() => rowsOf(), within).toMatchObject([{ finished: 1 }, { finished: 1 }])
  for (const { files, id } of [one, two]) {
    const taken = await takenAlong(id)
    expect(files.map(({ path, content }) => taken.get(path.join('/'))?.equals(content))).toEqual([true, true])
  }
  await browser.api.torrents.remove.mutate({ ids: [one.id], withData: true })
  await expect.poll(async () => (await engine.held()).length, within).toBe(1)
  await expect.poll(() => fs.existsSync(`${engine.downloads}/Vacances`), within).toBe(false)
  const left = await takenAlong(two.id)
  expect(left.get('film.mkv')?.equals(two.files[0]?.content ?? Buffer.of())).toBe(true)
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
