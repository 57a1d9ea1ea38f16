import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { downloadSettings } from '../../../../shared/torrent-downloads.ts'
import { hours } from '../../../platform/clock.ts'
import { freePort, type Nginx, startNginx } from '../../../testing/nginx.ts'
import type { Person } from '../../../testing/people.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import {
  askRaw,
  bytesOf,
  type Downloads,
  difficultNames,
  furnishDownloads,
  linksOf,
} from '../../../testing/torrent-downloads.ts'

let app: TestApp
let ada: Person
let downloads: Downloads
let nginx: Nginx
let port: number
let links: ReadonlyMap<string, string>
/** By how much the house's clock differs from that of nginx, in milliseconds. */
let shift = 0

const choice = () => ({
  ...{ way: 'nginx' as const, enginePath: '/downloads', localPath: '', hours: 6 },
  ...{ nginxAddress: `http://127.0.0.1:${port}/files of "us"`, nginxPath: downloads.folder },
})

beforeAll(async () => {
  app = await startApp({ modules: ['torrents'], overrides: { clock: { now: () => Date.now() + shift } } })
  ada = app.person('member', 'Ada')
  downloads = await furnishDownloads(app, ada)
  port = await freePort()
  const owner = app.as('owner')
  await owner.api.torrents.changeDownloads.mutate({ choice: choice(), newSecret: false, revision: 0 })
  nginx = await startNginx(port, await owner.api.torrents.nginxConfiguration.mutate())
  links = await linksOf(app, ada, downloads.torrentId)
})

afterAll(async () => {
  await nginx.stop()
  await downloads.stop()
  await app.stop()
})

/** The path on nginx to which a click on the link of this file leads. */
async function signed(name: string): Promise<string> {
  const { status, headers } = await askRaw(app.port, links.get(name) ?? '')
  expect([name, status, headers['cache-control']]).toEqual([name, 302, 'private, no-store'])
  const { location = '' } = headers
  expect(location.startsWith(`http://127.0.0.1:${port}/`)).toBe(true)
  return location.slice(`http://127.0.0.1:${port}`.length)
}

const ask = (place: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  askRaw(port, place, headers, method)

test('every name comes whole from nginx, with the configuration that the house shows', async () => {
  expect([...links.keys()]).toEqual(difficultNames)
  for (const name of difficultNames) {
    const { status, body, headers } = await ask(await signed(name))
    expect([name, status, body.equals(bytesOf(name))]).toEqual([name, 200, true])
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'private, no-store',
      'content-security-policy': "sandbox; default-src 'none'",
    })
  }
})

test('a part is sent as asked; many parts at once are the file once', async () => {
  const place = await signed(`# % + ? & ; ' ".bin`)
  const whole = bytesOf(`# % + ? & ; ' ".bin`)
  const part = await ask(place, { range: 'bytes=10-19' })
  expect([part.status, part.body]).toEqual([206, whole.subarray(10, 20)])
  const many = await ask(place, { range: 'bytes=0-,0-,0-,0-' })
  expect([many.status, many.body.length]).toEqual([200, whole.length])
  expect((await ask(place, {}, 'HEAD')).status).toBe(200)
  expect((await ask(place, {}, 'POST')).status).toBe(405)
})

test('whatever is tampered with is refused, what is over is told', async () => {
  const place = await signed('plain.txt')
  const [file = '', query = ''] = place.split('?')
  const { md5 = '', expires = '' } = Object.fromEntries(new URLSearchParams(query))
  const later = Number(expires) + 1000
  const wrong = [
    file,
    `${file}?md5=${md5}`,
    `${file}?expires=${expires}`,
    `${file}?md5=${md5}&expires=${later}`,
    `${file}?md5=${md5.startsWith('A') ? 'B' : 'A'}${md5.slice(1)}&expires=${expires}`,
    `${file}x?${query}`,
    `${file.replace('plain', 'with%20spaces%20')}?${query}`,
  ]
  for (const one of wrong) expect([one, (await ask(one)).status]).toEqual([one, 403])
  shift = -hours(7)
  links = await linksOf(app, ada, downloads.torrentId)
  expect((await ask(await signed('plain.txt'))).status).toBe(410)
  shift = 0
  links = await linksOf(app, ada, downloads.torrentId)
})

test('attack 71: nothing leads out of the folder, neither a path nor a link', async () => {
  const secret = path.join(app.root, 'secret.txt')
  fs.writeFileSync(secret, 'secret')
  fs.chmodSync(app.root, 0o755)
  const show = path.join(downloads.folder, 'Show')
  fs.rmSync(path.join(show, 'plain.txt'))
  fs.symlinkSync(secret, path.join(show, 'plain.txt'))
  const linked = await ask(await signed('plain.txt'))
  expect([linked.status, linked.body.includes('secret')]).toEqual([403, false])
  fs.rmSync(path.join(show, 'plain.txt'))
  fs.symlinkSync(app.root, path.join(show, 'out'))
  const [file = '', query = ''] = (await signed('with spaces .txt')).split('?')
  const folder = file.slice(0, file.lastIndexOf('/'))
  for (const name of ['out/secret.txt', '../../secret.txt', '..%2f..%2fsecret.txt', '%2e%2e/%2e%2e/x', '', '..']) {
    const { status, body } = await ask(`${folder}/${name}?${query}`)
    expect([400, 403, 404]).toContain(status)
    expect(body.includes('secret')).toBe(false)
  }
  fs.rmSync(path.join(show, 'out'))
  fs.writeFileSync(path.join(show, 'plain.txt'), bytesOf('plain.txt'))
})

const tried = async (more: object = {}) => {
  const checks = await app.as('owner').api.torrents.testDownloads.mutate({ choice: { ...choice(), ...more } })
  return checks.map(({ state, text }) => `${state} ${text.key.split('.').at(-1)}`)
}

test('the test says what is right and what is wrong', async () => {
  expect(await tried()).toEqual(['ok unsignedOk', 'ok signedOk', 'ok expiredOk', 'ok fileOk'])
  expect(await tried({ nginxAddress: `http://127.0.0.1:${port}/elsewhere/` })).toEqual(['bad unsignedOther'])
  expect(await tried({ nginxAddress: `http://127.0.0.1:${await freePort()}/` })).toEqual(['bad unreachable'])
  expect((await tried({ enginePath: '/somewhere' })).at(-1)).toBe('bad fileElsewhere')
  shift = -hours(1)
  expect((await tried()).at(-1)).toBe('bad clock')
  shift = 0
  const name = path.join(downloads.folder, 'Show/plain.txt')
  fs.rmSync(name)
  expect((await tried()).at(-1)).toBe('bad nginxFileMissing')
  fs.symlinkSync('/etc/hostname', name)
  expect((await tried()).at(-1)).toBe('bad nginxFileForbidden')
  fs.rmSync(name)
  fs.writeFileSync(name, 'short')
  expect((await tried()).at(-1)).toBe('bad fileDiffers')
  fs.writeFileSync(name, bytesOf('plain.txt'))
  const { revision } = await app.as('owner').api.torrents.downloadSettings.query()
  await app.as('owner').api.torrents.changeDownloads.mutate({ choice: choice(), newSecret: true, revision })
  expect(await tried()).toEqual(['ok unsignedOk', 'bad secretWrong'])
  expect(app.deps.settings.get(downloadSettings).secret).toMatch(/^[\w-]{43}$/)
})
