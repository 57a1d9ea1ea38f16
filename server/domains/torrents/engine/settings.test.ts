import dns from 'node:dns/promises'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { type EngineChoice, engineSettings, torrentSpace } from '../../../../shared/torrent-engine.ts'
import { giveEngine } from '../../../testing/engine-for-test.ts'
import { doubleVersions, QBittorrentDouble } from '../../../testing/qbittorrent-double.ts'
import { refusal } from '../../../testing/refusal.ts'
import { startSmtpServer } from '../../../testing/smtp-server.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import { engineOf, renewEngine } from './current.ts'

let app: TestApp

beforeEach(async () => {
  app = await startApp({ modules: ['torrents'] })
})

afterEach(() => app.stop())

const api = () => app.as('owner').api.torrents

const probe = (given: Partial<EngineChoice>) =>
  api().testEngine.mutate({ url: '', username: 'admin', password: 'double-password', ...given })

async function save(value: Partial<EngineChoice>) {
  const { revision } = await api().engineSettings.query()
  const whole = { ...engineSettings.defaults, way: 'remote' as const, ...value }
  return api().changeEngine.mutate({ value: whole, revision, noticeAccepted: false })
}

async function startDouble(options: Parameters<typeof QBittorrentDouble.start>[0] = {}) {
  const double = await QBittorrentDouble.start(options)
  onTestFinished(() => double.stop())
  return double
}

/** A web server that answers everything alike. */
async function listen(answer: http.RequestListener): Promise<string> {
  const server = http.createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

test.each(doubleVersions)('a qBittorrent %s that works says what it is and holds', async (version) => {
  const double = await startDouble({ version, path: '/qbt' })
  double.putStranger({ v1: 'a'.repeat(40) })
  expect(await probe({ url: double.url })).toEqual({
    found: { version: double.program, torrents: 1, freeSpace: 500_000_000_000 },
    problem: null,
  })
  expect(double.sessions.size).toBe(0)
})

test('each thing that can be wrong is told apart', async () => {
  const old = await startDouble()
  Object.defineProperty(old, 'program', { value: 'v4.3.9' })
  const banning = await startDouble()
  banning.failedSignIns = 5
  const plain = await listen((_request, response) => response.end('<html>A router</html>'))
  const garbled = net.createServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n')).listen(0, '127.0.0.1')
  await new Promise((resolve) => garbled.once('listening', resolve))
  onTestFinished(() => void garbled.close())
  const cases = [
    [`http://127.0.0.1:${await freePort()}`, 'unreachable'],
    ['http://nobody.invalid:8080', 'unknownHost'],
    [plain, 'wrongAddress'],
    [await listen((_request, response) => response.writeHead(404).end()), 'wrongAddress'],
    [`http://127.0.0.1:${(garbled.address() as AddressInfo).port}`, 'wrongAddress'],
    [plain.replace('http:', 'https:'), 'tls'],
    [await listen((_request, response) => response.writeHead(401).end('Unauthorized')), 'hostRefused'],
    [await listen((_request, response) => response.writeHead(502).end()), 'proxy'],
    [
      await listen((_request, response) => response.writeHead(308, { location: 'https://x.example/' }).end()),
      'redirected',
    ],
    [old.url, 'tooOld'],
    [banning.url, 'banned'],
    [`${banning.url}/elsewhere`, 'wrongAddress'],
  ] as const
  for (const [url, name] of cases) {
    const { found, problem } = await probe({ url })
    expect([url, found, problem?.key]).toEqual([url, null, `torrentEngine.problems.${name}`])
  }
})

test('a certificate that nobody vouches for is told, with what is the matter with it', async () => {
  // A mail server that speaks TLS from the first byte has a certificate of its own making.
  const { server, stop } = await startSmtpServer({ secure: true })
  onTestFinished(stop)
  const { problem } = await probe({ url: `https://127.0.0.1:${server.port}` })
  expect(problem).toMatchObject({
    key: 'torrentEngine.problems.tls',
    args: { answer: expect.stringMatching(/certificate/) },
  })
})

test.each(doubleVersions)('%s: a wrong password is shown once for each test', async (version) => {
  const double = await startDouble({ version })
  expect(await probe({ url: double.url, password: 'wrong' })).toMatchObject({
    problem: { key: 'torrentEngine.problems.wrongPassword' },
  })
  expect(double.failedSignIns).toBe(1)
})

test('a refused password is tried again once a test with it succeeds', async () => {
  const double = await giveEngine(app)
  onTestFinished(() => double.stop())
  const { password } = double
  double.password = 'another'
  await expect(engineOf(app.deps).look()).rejects.toMatchObject({ failure: 'wrong-password' })
  double.password = password
  await expect(engineOf(app.deps).look()).rejects.toMatchObject({ failure: 'wrong-password' })
  expect(await probe({ url: double.url, password: '' })).toMatchObject({ problem: null })
  expect((await engineOf(app.deps).look()).torrents.size).toBe(0)
})

test('the engine is another one as soon as the settings change, and none where none is set', async () => {
  await expect(engineOf(app.deps).version()).rejects.toMatchObject({ failure: 'off' })
  const one = await startDouble({ version: '4.5' })
  const other = await startDouble({ version: '5.3' })
  const { username, password } = one
  await save({ url: one.url, username, password })
  expect(await engineOf(app.deps).version()).toBe('v4.5.2')
  await save({ url: other.url, username, password })
  expect(await engineOf(app.deps).version()).toBe('v5.3.0')
  expect(one.sessions.size).toBe(0)
  await save({ way: 'none' })
  await expect(engineOf(app.deps).version()).rejects.toMatchObject({ failure: 'off' })
  expect(app.deps.settings.get(engineSettings)).toEqual(engineSettings.defaults)
})

test('attack 72: the password never leaves, and follows no other address or name', async () => {
  const double = await startDouble()
  const { url, username, password } = double
  const saved = await save({ url, username, password })
  expect(saved).toMatchObject({ value: { url, username, password: '' }, passwordSet: true })
  expect(await probe({ url, password: '' })).toMatchObject({ problem: null })
  expect(JSON.stringify(await api().engineSettings.query())).not.toContain(password)
  const seen: string[] = []
  const elsewhere = await listen((request, response) => {
    request.on('data', (chunk: Buffer) => seen.push(chunk.toString())).on('end', () => response.end('Fails.'))
  })
  await probe({ url: elsewhere, password: '' })
  expect(seen.join()).toContain('username=admin')
  expect(seen.join()).not.toContain(password)
  expect(await save({ url: elsewhere, username })).toMatchObject({ passwordSet: false })
  const log = JSON.stringify(await app.as('owner').api.house.audit.query({ before: null, limit: 50 }))
  expect(log).toContain('torrentEngine.acts.engineChanged')
  expect(log).not.toContain(password)
})

test('attack 73: the password is stored sealed', async () => {
  const { password } = await giveEngine(app)
  const rows = JSON.stringify(app.deps.db.$client.prepare('SELECT * FROM setting').all())
  expect(rows).toContain('torrents.engine')
  expect(rows).not.toContain(password)
})

test('the general door of settings does not open to the engine', async () => {
  await save({ url: 'http://192.168.1.20:8080' })
  const { house } = app.as('owner').api
  for (const { name } of [engineSettings, torrentSpace]) {
    expect(await refusal(house.settings.query({ name }))).toMatchObject({ code: 'NOT_FOUND' })
    const change = { name, value: { ...engineSettings.defaults, url: 'http://169.254.169.254' }, revision: 1 }
    expect(await refusal(house.changeSettings.mutate(change))).toMatchObject({ code: 'NOT_FOUND' })
  }
})

test('what somebody else changed meanwhile is not overwritten', async () => {
  const { revision } = await api().engineSettings.query()
  await save({ url: 'http://192.168.1.20:8080' })
  const value = { ...engineSettings.defaults, way: 'none' as const }
  const late = api().changeEngine.mutate({ value, revision, noticeAccepted: false })
  expect(await refusal(late)).toMatchObject({ code: 'CONFLICT' })
})

test('the floor of free space is changed and written down', async () => {
  const { floor } = await api().engineSettings.query()
  expect(floor.value).toBe(5_000_000_000)
  const { revision } = floor
  expect(await api().changeFloor.mutate({ floor: 0, revision })).toMatchObject({ floor: { value: 0 } })
  expect(await refusal(api().changeFloor.mutate({ floor: 1, revision }))).toMatchObject({ code: 'CONFLICT' })
})

test('an engine of the house needs the program', async () => {
  expect(await refusal(save({ way: 'managed' }))).toMatchObject({ key: 'torrentEngine.problems.notInstalled' })
})

const forbidden = [
  'http://169.254.169.254',
  'http://169.254.0.1:8080/qbt',
  'http://2852039166',
  'http://0xa9fea9fe',
  'http://[::ffff:169.254.169.254]',
  'http://[fe80::1]:8080',
  'http://[fd00:ec2::254]',
  'http://100.100.100.200',
  'http://Metadata.Google.Internal.:80',
]

test.each(forbidden)('attack 70: no engine is at %s, neither to try nor to keep nor to use', async (url) => {
  const refused = { status: 400, key: 'torrentEngine.problems.forbiddenHost', issues: [{ path: ['url'] }] }
  expect(await refusal(probe({ url }))).toMatchObject(refused)
  expect(await refusal(save({ url }))).toMatchObject(refused)
  app.deps.settings.set(engineSettings, { ...engineSettings.defaults, way: 'remote', url })
  await expect(engineOf(app.deps).look()).rejects.toMatchObject({ failure: 'wrong-address' })
})

/** Lets a name lead somewhere, each time to the next address. */
function lead(...addresses: string[]) {
  const lookup = vi.spyOn(dns, 'lookup')
  lookup.mockImplementation((async () => {
    const address = (addresses.length > 1 ? addresses.shift() : addresses[0]) ?? ''
    return [{ address, family: 4 }]
  }) as never)
  return lookup
}

test('attack 70: nothing is sent where a name leads to such an address', async () => {
  lead('169.254.169.254')
  const { problem } = await probe({ url: 'http://qbt.example.org:8080' })
  expect(problem?.key).toBe('torrentEngine.problems.forbiddenHost')
})

test('attack 70: what a name led to when it was checked is what is connected to', async () => {
  const double = await startDouble()
  const lookup = lead('127.0.0.1', '169.254.169.254')
  const url = `http://qbt.example.org:${double.port}`
  app.deps.settings.set(engineSettings, { way: 'remote', url, username: 'admin', password: double.password })
  // One connection, looked up once.
  await engineOf(app.deps).look()
  expect(lookup).toHaveBeenCalledTimes(1)
  renewEngine(app.deps)
  await expect(engineOf(app.deps).look()).rejects.toMatchObject({ failure: 'wrong-address' })
  // The old session was not ended there either.
  expect(lookup).toHaveBeenCalledTimes(3)
})

test('attack 70: a redirect is told and never followed', async () => {
  const asked: string[] = []
  const inner = await listen((request, response) => {
    asked.push(request.url ?? '')
    response.end('Ok.')
  })
  for (const status of [301, 302, 303, 307, 308]) {
    const url = await listen((_request, response) => response.writeHead(status, { location: inner }).end())
    expect((await probe({ url })).problem).toMatchObject({
      key: 'torrentEngine.problems.redirected',
      args: { to: inner },
    })
  }
  expect(asked).toEqual([])
})

test.each([
  'file:///etc/passwd',
  'gopher://192.168.1.20',
  'ftp://192.168.1.20',
  '192.168.1.20:8080',
  'http:192.168.1.20',
  'http://admin:secret@192.168.1.20',
  'http://@192.168.1.20',
  'javascript:alert(1)',
  '',
])('attack 68: %j is no address of an engine', async (url) => {
  const key = url === '' ? 'addressMissing' : 'notAnAddress'
  const refused = { status: 400, key: `torrentEngine.problems.${key}`, issues: [{ path: ['url'] }] }
  expect(await refusal(probe({ url }))).toMatchObject(refused)
  expect(await refusal(save({ url }))).toMatchObject(refused)
})

test.each(['http://127.0.0.1:8080', 'http://[::1]:8080', 'http://192.168.1.20/qbt/', 'https://seedbox.example.org'])(
  'an engine at home or elsewhere is kept (%s)',
  async (url) => {
    expect(await save({ url })).toMatchObject({ value: { way: 'remote', url } })
  },
)

test('attack 69: an answer without end is cut', async () => {
  const url = await listen((_request, response) => {
    response.writeHead(200)
    const chunk = Buffer.alloc(1_000_000)
    const pour = () => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', pour)
    }
    pour()
  })
  expect((await probe({ url })).problem?.key).toBe('torrentEngine.problems.failed')
})

test('members neither see the settings nor try addresses', async () => {
  const { torrents } = app.as('member').api
  expect(await refusal(torrents.engineSettings.query())).toMatchObject({ code: 'FORBIDDEN' })
  const given = { url: 'http://127.0.0.1', username: '', password: '' }
  expect(await refusal(torrents.testEngine.mutate(given))).toMatchObject({ code: 'FORBIDDEN' })
})
