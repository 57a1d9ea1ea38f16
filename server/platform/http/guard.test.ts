import { once } from 'node:events'
import net from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../testing/start-app.ts'

let app: TestApp

beforeEach(async () => {
  app = await startApp()
  // Without an owner every page leads to the setup.
  app.person('owner')
})

afterEach(() => app.stop())

const path = '/trpc/accounts.endOtherSessions'
const json = { 'content-type': 'application/json' }
const own = () => ({ ...json, origin: app.url, 'x-foyer': '1', 'sec-fetch-site': 'same-origin' })

const post = async (headers: Record<string, string>, body = '{}') =>
  (await app.as('owner').bare(path, { method: 'POST', headers, body })).status

test('a change from a page of the house is done', async () => {
  expect(await post(own())).toBe(200)
})

test.each(['multipart/form-data; boundary=x', 'text/plain', 'application/x-www-form-urlencoded'])(
  'attack 29: a form of another site (%s) changes nothing',
  async (type) => {
    expect(await post({ 'content-type': type, origin: 'https://evil.example' })).toBe(403)
    expect(await post({ ...own(), 'content-type': type })).toBe(415)
  },
)

test('attack 30: a change by GET is refused', async () => {
  const browser = app.as('owner')
  expect((await browser.bare(path)).status).toBe(405)
  expect(await browser.api.accounts.sessions.query()).toHaveLength(1)
})

test('attack 31: a missing, null or merely similar origin is refused', async () => {
  const { origin: _origin, ...without } = own()
  expect(await post(without)).toBe(403)
  for (const origin of ['null', `${app.url}.evil.example`, `https://evil.example/${app.url}`, 'garbage']) {
    expect(await post({ ...own(), origin })).toBe(403)
  }
  const { 'x-foyer': _mark, ...unmarked } = own()
  expect(await post(unmarked)).toBe(403)
})

test.each(['cross-site', 'same-site', 'none'])('attack 32: Sec-Fetch-Site: %s is refused', async (site) => {
  expect(await post({ ...own(), 'sec-fetch-site': site })).toBe(403)
})

test('a house opened at another address than its own says so instead of refusing a password', async () => {
  const house = await startApp({ config: { baseUrl: 'https://foyer.example' } })
  const here = `http://127.0.0.1:${house.port}`
  const headers = { ...json, origin: here, 'x-foyer': '1', 'accept-language': 'en' }
  const answer = await fetch(`${here}/trpc/accounts.signIn`, { method: 'POST', headers, body: '{}' })
  expect(answer.status).toBe(403)
  const data = { key: 'common.errors.wrongAddress', args: { address: 'https://foyer.example' } }
  expect(await answer.json()).toMatchObject({ error: { data } })
  await house.stop()
})

describe('attack 33: a socket from another site is refused', () => {
  test.each([undefined, 'null', 'https://evil.example'])('origin %s', async (origin) => {
    const headers = origin === undefined ? {} : { origin }
    const polling = await app.as('owner').bare('/socket.io/?EIO=4&transport=polling', { headers })
    expect(polling.status).toBe(403)
    expect(polling.headers.get('access-control-allow-origin')).toBeNull()
    expect(await upgrade(headers)).toMatch(/^HTTP\/1\.1 4\d\d/)
  })
})

/** The first line that a WebSocket handshake is answered with. */
async function upgrade(headers: Record<string, string>): Promise<string> {
  const socket = net.connect(app.port, '127.0.0.1')
  const lines = [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    `Host: 127.0.0.1:${app.port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  const [data] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  return data.toString().split('\r\n')[0] ?? ''
}

test('attack 81: a client that sends its headers drop by drop is given up', { timeout: 30_000 }, async () => {
  const socket = net.connect(app.port, '127.0.0.1')
  socket.on('error', () => undefined)
  const start = Date.now()
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n')
  const drip = setInterval(() => socket.write('X-Drop: 1\r\n'), 1000)
  await new Promise((resolve) => socket.once('close', resolve))
  clearInterval(drip)
  expect(Date.now() - start).toBeLessThan(16_000)
})

test.each([
  ['TRACE', '/'],
  ['GET', '/.git/config'],
  ['GET', '/.env'],
  ['GET', '/assets/'],
  ['GET', '/uploads/'],
  ['GET', '/assets/web.js.map'],
  ['GET', '/.vite/manifest.json'],
  ['GET', '/server/config.ts'],
])('attack 83: %s %s is not found', async (method, target) => {
  const socket = net.connect(app.port, '127.0.0.1')
  socket.write(`${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1:${app.port}\r\nConnection: close\r\n\r\n`)
  const [data] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  expect(data.toString()).toMatch(/^HTTP\/1\.1 404/)
})

test.each(['/trpc/accounts.sessions', '/trpc/house.me', '/me', '/'])(
  'attack 84: no cache keeps what a signed-in person is answered at %s',
  async (target) => {
    const answer = await app.as('owner').bare(target)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  },
)
