import { afterEach, beforeEach, expect, test } from 'vitest'
import { longestTorrent } from '../../../shared/torrents.ts'
import type { Browser } from '../../testing/browser.ts'
import { giveEngine } from '../../testing/engine-for-test.ts'
import type { QBittorrentDouble } from '../../testing/qbittorrent-double.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { makeTorrent, type TorrentVersion } from '../../testing/torrent-files.ts'
import { rowOf } from '../../testing/torrents.ts'

let app: TestApp
let double: QBittorrentDouble
let ada: Browser

beforeEach(async () => {
  app = await startApp({ modules: ['torrents'] })
  double = await giveEngine(app)
  ada = app.as('member')
})

afterEach(async () => {
  await app.stop()
  await double.stop()
})

const torrentOf = (version: TorrentVersion, name = 'Livres') =>
  makeTorrent(version, name, [{ path: ['un.txt'], content: Buffer.alloc(100_000, version) }])

async function send(browser: Browser, bytes: Uint8Array): Promise<{ status: number; body: { id?: number } }> {
  const answer = await browser.fetch('/api/torrents', {
    method: 'POST',
    body: Uint8Array.from(bytes),
    headers: { 'content-type': 'application/x-bittorrent' },
  })
  return { status: answer.status, body: (await answer.json()) as { id?: number } }
}

test.each<TorrentVersion>(['v1', 'v2', 'hybrid'])(
  'a .torrent file is added under its own hashes: %s',
  async (version) => {
    const { file, v1, v2 } = torrentOf(version)
    const { status, body } = await send(ada, file)
    expect([status, body]).toEqual([201, { id: body.id, name: 'Livres', outcome: 'added' }])
    expect(rowOf(app, Number(body.id))).toMatchObject({ v1, v2, size: 100_000, state: 'waiting' })
    await app.settle()
    expect(rowOf(app, Number(body.id))).toMatchObject({ state: 'stalled', sentAt: app.clock.now() })
    expect(double.torrent(v1 ?? v2 ?? '').fields.name).toBe('Livres')
    expect(await send(ada, file)).toMatchObject({ status: 200, body: { outcome: 'yours' } })
  },
)

test('a file with both hashes completes what was added by one', async () => {
  const { file, v1, v2 } = torrentOf('hybrid')
  const { id } = await ada.api.torrents.addMagnet.mutate({ magnet: `magnet:?xt=urn:btih:${v1}` })
  expect(await send(ada, file)).toMatchObject({ body: { id, outcome: 'yours' } })
  expect(rowOf(app, id)).toMatchObject({ v1, v2 })
})

test('attack 71: what is no torrent is refused in words, and the engine is told no place whatever a file names', async () => {
  expect(await send(ada, Buffer.from('<html>'))).toMatchObject({
    status: 400,
    body: { code: 'INVALID', key: 'torrents.errors.notTorrent', error: expect.stringContaining('.torrent') },
  })
  expect(await send(ada, Buffer.alloc(0))).toMatchObject({ status: 400, body: { key: 'torrents.errors.fileMissing' } })
  const { file } = makeTorrent('v1', '../../etc', [{ path: ['..', '..', 'passwd'], content: Buffer.from('x') }])
  expect((await send(ada, file)).status).toBe(201)
  await app.settle()
  const [added] = double.calls.filter(({ name }) => name === 'torrents/add')
  expect(Object.keys(added?.fields ?? {}).sort()).toEqual(['paused', 'stopped', 'tags'])
})

test('a file that is too large is refused with the limit', async () => {
  expect(await send(ada, Buffer.alloc(longestTorrent.file + 1))).toMatchObject({
    status: 413,
    body: { key: 'torrents.errors.fileTooLarge', args: { limit: 10 } },
  })
})

test('a magnet of something else than hashes, or an address, never reaches the engine', async () => {
  for (const magnet of ['http://169.254.169.254/', '/etc/passwd', 'magnet:?dn=x', 'magnet:?xt=urn:btih:zz']) {
    await expect(ada.api.torrents.addMagnet.mutate({ magnet })).rejects.toThrow(/torrents\.errors\./)
  }
  const hash = 'a'.repeat(40)
  const evil = `magnet:?xt=urn:btih:${hash}&ws=http://127.0.0.1/x&xs=http://127.0.0.1/y&x.pe=127.0.0.1:1&tr=udp://t.example:1`
  await ada.api.torrents.addMagnet.mutate({ magnet: `${evil}\nhttp://127.0.0.1/` })
  await app.settle()
  const added = double.calls.filter(({ name }) => name === 'torrents/add')
  expect(added).toHaveLength(1)
  expect(JSON.stringify(added)).not.toContain('127.0.0.1')
})

test('attack 41: only from the house’s own pages, signed in, and by POST', async () => {
  const { file } = torrentOf('v1')
  expect((await send(app.visitor(), file)).status).toBe(401)
  const foreign = await ada.bare('/api/torrents', { method: 'POST', body: Uint8Array.from(file) })
  expect(foreign.status).toBe(403)
  const read = await ada.fetch('/api/torrents')
  expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST'])
  expect(double.calls.some(({ name }) => name === 'torrents/add')).toBe(false)
})

test('attack 47: an API key adds nothing', async () => {
  const { file } = torrentOf('v1')
  const body = Uint8Array.from(file)
  const headers = { authorization: `Bearer ${'k'.repeat(43)}` }
  expect((await app.visitor().fetch('/api/torrents', { method: 'POST', body, headers })).status).toBe(401)
})
