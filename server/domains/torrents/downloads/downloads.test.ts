import fs from 'node:fs'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { modulesSettings } from '../../../../shared/house.ts'
import { downloadSettings } from '../../../../shared/torrent-downloads.ts'
import { engineSettings } from '../../../../shared/torrent-engine.ts'
import { seeAllTorrents, useTorrents } from '../../../../shared/torrents.ts'
import { groupAbility } from '../../../platform/abilities/tables.ts'
import { hours, minutes, seconds } from '../../../platform/clock.ts'
import type { Person } from '../../../testing/people.ts'
import { QBittorrentDouble } from '../../../testing/qbittorrent-double.ts'
import { refusal } from '../../../testing/refusal.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import { enable } from '../../../testing/torrent-acts.ts'
import {
  askRaw,
  bytesOf,
  type Downloads,
  difficultNames,
  furnishDownloads,
  linksOf,
  readsFolder,
} from '../../../testing/torrent-downloads.ts'
import { look } from '../../../testing/torrents.ts'
import { account } from '../../accounts/tables.ts'
import { torrentOwner } from '../tables.ts'

let app: TestApp
let ada: Person
let downloads: Downloads

beforeEach(async () => {
  app = await startApp({ modules: ['torrents'] })
  ada = app.person('member', 'Ada')
})

afterEach(async () => {
  await downloads.stop()
  await app.stop()
})

const ask = (link: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  askRaw(app.port, link, headers, method)

async function linkOf(name: string): Promise<string> {
  const link = (await linksOf(app, ada, downloads.torrentId)).get(name)
  if (link === undefined) throw new Error(`There is no link of ${name}`)
  return link
}

const tokenOf = (link: string): string => link.split('/')[3] ?? ''

describe.each(['mounted', 'engine'] as const)('files leave by the way "%s"', (way) => {
  beforeEach(async () => {
    downloads = await furnishDownloads(app, ada, { version: '5.3' })
    readsFolder(app.deps, downloads.folder)
    app.deps.settings.set(downloadSettings, { ...app.deps.settings.get(downloadSettings), way })
  })

  test('every name comes whole and under its own name, without a session', async () => {
    const links = await linksOf(app, ada, downloads.torrentId)
    expect([...links.keys()]).toEqual(difficultNames)
    for (const [name, link] of links) {
      const { status, body, headers } = await ask(link)
      expect([name, status, body.equals(bytesOf(name))]).toEqual([name, 200, true])
      expect(headers).toMatchObject({
        'content-type': 'application/octet-stream',
        'content-length': String(bytesOf(name).length),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'private, no-store',
        'content-security-policy': "sandbox; default-src 'none'",
        'accept-ranges': 'bytes',
      })
      const disposition = headers['content-disposition'] ?? ''
      expect(disposition).toMatch(/^attachment; filename="[^"\\]*"; filename\*=UTF-8''[\w%.!~*'()-]*$/)
      expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toBe(
        (name.split(/[/\\]/).at(-1) ?? '').normalize('NFC'),
      )
    }
  })

  test('parts are sent as asked, and what cannot be is said', async () => {
    const link = await linkOf('plain.txt')
    const whole = bytesOf('plain.txt')
    const { headers } = await ask(link)
    const part = await ask(link, { range: 'bytes=10-19' })
    expect([part.status, part.headers['content-range'], part.body]).toEqual([
      206,
      `bytes 10-19/${whole.length}`,
      whole.subarray(10, 20),
    ])
    expect((await ask(link, { range: `bytes=${whole.length - 5}-` })).body).toEqual(whole.subarray(-5))
    expect((await ask(link, { range: 'bytes=-5' })).body).toEqual(whole.subarray(-5))
    const beyond = await ask(link, { range: `bytes=${whole.length}-` })
    expect([beyond.status, beyond.headers['content-range']]).toEqual([416, `bytes */${whole.length}`])
    const same = await ask(link, { range: 'bytes=1-2', 'if-range': headers.etag ?? '' })
    const changed = await ask(link, { range: 'bytes=1-2', 'if-range': '"another"' })
    expect([same.status, changed.status, changed.body.length]).toEqual([206, 200, whole.length])
    const head = await ask(link, {}, 'HEAD')
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, String(whole.length), 0])
  })

  test('attack 64: many parts at once are answered with the file once', async () => {
    const link = await linkOf('plain.txt')
    const range = `bytes=${Array.from({ length: 500 }, () => '0-').join(',')}`
    const { status, body } = await ask(link, { range })
    expect([status, body.length]).toEqual([200, bytesOf('plain.txt').length])
  })
})

describe('a link', () => {
  beforeEach(async () => {
    downloads = await furnishDownloads(app, ada, { names: ['plain.txt', 'other.txt'] })
    readsFolder(app.deps, downloads.folder)
  })

  const refusedWith = async (link: string) => {
    const { status, body, headers } = await ask(link)
    expect(headers['cache-control']).toContain('no-store')
    return [status, JSON.parse(body.toString()).error]
  }

  test('lives as long as the settings say', async () => {
    app.deps.settings.set(downloadSettings, { ...app.deps.settings.get(downloadSettings), hours: 2 })
    const { until } = await app.as(ada).api.torrents.files.query({ id: downloads.torrentId })
    const link = await linkOf('plain.txt')
    expect(until).toBe(new Date(app.clock.now() + hours(2)).toISOString())
    app.clock.advance(hours(2) - seconds(1))
    expect((await ask(link)).status).toBe(200)
    app.clock.advance(seconds(1))
    expect(await refusedWith(link)).toEqual([410, expect.stringContaining('torrent')])
  })

  test('that was changed anywhere opens nothing', async () => {
    const link = await linkOf('plain.txt')
    const token = tokenOf(link)
    const parts = token.split('~')
    const changes = parts.map((part, index) => {
      const other = index === 2 ? '1' : `${part.slice(0, -1)}${part.endsWith('1') ? '2' : '1'}`
      return parts.with(index, other).join('~')
    })
    const longer = [...parts.slice(0, 4), '9999999999', parts[5]].join('~')
    for (const wrong of [...changes, longer, `${token}A`, token.slice(0, -1), 'x', `${token}%00`]) {
      expect([wrong, (await ask(link.replace(token, wrong))).status]).toEqual([wrong, 403])
    }
    expect((await ask(link)).status).toBe(200)
  })

  test('attack 43: of a torrent that its person may no longer see is as if there were none', async () => {
    const link = await linkOf('plain.txt')
    const guest = app.person('client')
    expect(await refusal(app.as(guest).api.torrents.files.query({ id: downloads.torrentId }))).toMatchObject({
      code: 'FORBIDDEN',
    })
    app.deps.db.update(account).set({ role: 'client' }).run()
    expect((await ask(link)).status).toBe(403)
    app.deps.db.update(account).set({ role: 'member' }).run()
    expect((await ask(link)).status).toBe(200)
    app.deps.db.delete(torrentOwner).run()
    expect((await ask(link)).status).toBe(200)
  })

  test('attack 43: nor of one that they saw among everybody’s, and do no longer', async () => {
    const guest = app.person('client', 'Guest')
    enable(app, useTorrents, guest)
    const { files } = app.as(guest).api.torrents
    expect(await refusal(files.query({ id: downloads.torrentId }))).toMatchObject({ code: 'NOT_FOUND' })
    enable(app, seeAllTorrents, guest)
    const link = (await linksOf(app, guest, downloads.torrentId)).get('plain.txt') ?? ''
    expect((await ask(link)).status).toBe(200)
    app.deps.db.delete(groupAbility).where(eq(groupAbility.ability, seeAllTorrents.name)).run()
    expect((await ask(link)).status).toBe(404)
    expect(await refusal(files.query({ id: downloads.torrentId }))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('is made of others’ finished files too, for whoever sees all torrents', async () => {
    const friend = app.person('member', 'Friend')
    const { mayAct } = await app.as(friend).api.torrents.files.query({ id: downloads.torrentId })
    expect(mayAct).toBe(false)
    const link = (await linksOf(app, friend, downloads.torrentId)).get('plain.txt') ?? ''
    expect((await ask(link)).body).toEqual(bytesOf('plain.txt'))
  })

  test('opens nothing that only the engine before knew', async () => {
    const link = await linkOf('plain.txt')
    expect((await ask(link)).status).toBe(200)
    const other = await QBittorrentDouble.start({ version: '5.1' })
    onTestFinished(() => other.stop())
    const { url, username, password } = other
    app.deps.settings.set(engineSettings, { way: 'remote', url, username, password })
    await look(app)
    expect((await ask(link)).status).toBe(404)
  })

  test('opens nothing while its person is disabled', async () => {
    const link = await linkOf('plain.txt')
    app.deps.db.update(account).set({ disabledAt: 1 }).run()
    expect(await refusedWith(link)).toEqual([403, expect.stringContaining('personne')])
    app.deps.db.update(account).set({ disabledAt: null }).run()
    expect((await ask(link)).status).toBe(200)
  })

  test('opens nothing while the module is off', async () => {
    const link = await linkOf('plain.txt')
    app.person('owner')
    app.deps.settings.set(modulesSettings, { switched: { torrents: false } })
    const { status, body } = await ask(link)
    // The pages answer then; 503 where they are not built.
    expect([404, 503]).toContain(status)
    expect(body.includes(bytesOf('plain.txt'))).toBe(false)
    expect(await refusal(app.visitor().api.torrents.downloadRefusal.query({ token: tokenOf(link) }))).toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('opens nothing while downloads are not set up, nor is one made', async () => {
    const link = await linkOf('plain.txt')
    app.deps.settings.set(downloadSettings, { ...app.deps.settings.get(downloadSettings), way: 'none' })
    expect((await ask(link)).status).toBe(404)
    const { way, files } = await app.as(ada).api.torrents.files.query({ id: downloads.torrentId })
    expect([way, files.every(({ token }) => token === null)]).toEqual(['none', true])
  })

  test('is made for whole files only, and opens nothing where a file is whole no more', async () => {
    const link = await linkOf('plain.txt')
    const [file] = downloads.engine.torrent(downloads.key).files
    if (file) file.progress = 0.5
    app.clock.advance(minutes(1))
    expect((await ask(link)).status).toBe(409)
    expect([...(await linksOf(app, ada, downloads.torrentId)).keys()]).toEqual(['other.txt'])
  })

  test('still opens its file while the engine is down for a while; the listing says why it is missing', async () => {
    const link = await linkOf('plain.txt')
    await downloads.engine.setDown(true)
    app.clock.advance(minutes(10))
    expect((await ask(link)).body).toEqual(bytesOf('plain.txt'))
    expect(await refusal(app.as(ada).api.torrents.files.query({ id: downloads.torrentId }))).toMatchObject({
      code: 'UNAVAILABLE',
    })
  })

  test('says where a file is not in its place, or another one is', async () => {
    const link = await linkOf('plain.txt')
    fs.writeFileSync(path.join(downloads.folder, 'Show/plain.txt'), 'something else')
    expect((await ask(link)).status).toBe(404)
    fs.rmSync(path.join(downloads.folder, 'Show/plain.txt'))
    expect(await refusedWith(link)).toEqual([404, expect.stringContaining('place')])
    fs.mkdirSync(path.join(downloads.folder, 'Show/plain.txt'))
    expect((await ask(link)).status).toBe(404)
  })

  test('that opens nothing says so in the language of whoever follows it', async () => {
    const link = await linkOf('plain.txt')
    app.clock.advance(hours(6))
    const answer = await ask(link, { 'accept-language': 'en' })
    expect(JSON.parse(answer.body.toString()).error).toContain('get a new link')
    expect(await app.visitor().api.torrents.downloadRefusal.query({ token: tokenOf(link) })).toEqual({
      ...{ status: 410, reason: 'expired', problem: null, torrentId: downloads.torrentId },
    })
    expect(await app.visitor().api.torrents.downloadRefusal.query({ token: 'x' })).toMatchObject({
      reason: 'wrong',
      torrentId: null,
    })
  })
})

describe('attack 71: out of the folder leads', () => {
  const outside = async (change: (show: string) => void, name: string) => {
    downloads = await furnishDownloads(app, ada, { names: ['plain.txt', 'deep/plain.txt'] })
    readsFolder(app.deps, downloads.folder)
    change(path.join(downloads.folder, 'Show'))
    return ask(await linkOf(name))
  }

  test('no symbolic link to a file', async () => {
    const secret = path.join(app.root, 'secret.txt')
    fs.writeFileSync(secret, bytesOf('plain.txt'))
    const answer = await outside((show) => {
      fs.rmSync(path.join(show, 'plain.txt'))
      fs.symlinkSync(secret, path.join(show, 'plain.txt'))
    }, 'plain.txt')
    expect(answer.status).toBe(404)
  })

  test('no folder that came to be a link into the house', async () => {
    downloads = await furnishDownloads(app, ada, { names: ['plain.txt'] })
    const folder = path.join(app.root, 'mounted')
    fs.symlinkSync(downloads.folder, folder)
    readsFolder(app.deps, folder)
    const link = await linkOf('plain.txt')
    expect((await ask(link)).status).toBe(200)
    const inside = path.join(app.deps.config.dataFolder, 'inside')
    fs.cpSync(downloads.folder, inside, { recursive: true })
    fs.rmSync(folder)
    fs.symlinkSync(inside, folder)
    expect((await ask(link)).status).toBe(404)
  })

  test('no symbolic link to a folder', async () => {
    fs.writeFileSync(path.join(app.root, 'plain.txt'), bytesOf('deep/plain.txt'))
    const answer = await outside((show) => {
      fs.rmSync(path.join(show, 'deep'), { recursive: true })
      fs.symlinkSync(app.root, path.join(show, 'deep'))
    }, 'deep/plain.txt')
    expect(answer.status).toBe(404)
  })

  test('no name that the engine tells', async () => {
    downloads = await furnishDownloads(app, ada, { names: ['plain.txt'] })
    readsFolder(app.deps, downloads.folder)
    const torrent = downloads.engine.torrent(downloads.key)
    fs.writeFileSync(path.join(downloads.folder, '../outside.txt'), bytesOf('plain.txt'))
    for (const name of ['../outside.txt', 'Show/../../outside.txt', '/etc/hostname', 'Show//plain.txt']) {
      torrent.files = [
        { name, size: bytesOf('plain.txt').length, progress: 1, priority: 1 },
        { name: 'other', size: 1, progress: 1, priority: 1 },
      ]
      torrent.fields.content_path = '/downloads'
      const { files } = await app.as(ada).api.torrents.files.query({ id: downloads.torrentId })
      const { status } = await ask(`/torrents/dl/${files[0]?.token}/x`)
      expect([name, status]).toEqual([name, 404])
    }
    fs.rmSync(path.join(downloads.folder, '../outside.txt'))
  })

  test('no content that lies elsewhere', async () => {
    downloads = await furnishDownloads(app, ada, { names: ['plain.txt'] })
    readsFolder(app.deps, downloads.folder)
    for (const place of ['/etc/hostname', '/downloads/../etc/hostname', '/downloadsx/plain.txt', '']) {
      downloads.engine.torrent(downloads.key).fields.content_path = place
      const { files } = await app.as(ada).api.torrents.files.query({ id: downloads.torrentId })
      expect((await ask(`/torrents/dl/${files[0]?.token}/x`)).status).toBe(404)
    }
  })

  test('no path in the address', async () => {
    downloads = await furnishDownloads(app, ada, { names: ['plain.txt'] })
    readsFolder(app.deps, downloads.folder)
    const token = tokenOf(await linkOf('plain.txt'))
    for (const name of [
      'x%2f..%2f..%2fetc%2fpasswd',
      '%2e%2e%2fx',
      'x%5c..%5cx',
      'x%00.txt',
      'x%0d%0aSet-Cookie:a=b',
    ]) {
      const { status, headers, body } = await ask(`/torrents/dl/${token}/${name}`)
      expect([name, status, body.equals(bytesOf('plain.txt'))]).toEqual([name, 200, true])
      expect(headers['content-disposition']).toContain('plain.txt')
      expect(headers['set-cookie']).toBeUndefined()
    }
    for (const name of ['../../../../etc/passwd', '..%2f..%2fetc%2fpasswd', '..']) {
      expect((await ask(`/torrents/dl/${token}/${name}`)).status).toBe(404)
    }
  })
})
