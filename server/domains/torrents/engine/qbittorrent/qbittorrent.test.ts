import { afterEach, expect, onTestFinished, test } from 'vitest'
import { minutes } from '../../../../platform/clock.ts'
import { TestClock } from '../../../../testing/clock.ts'
import { type DoubleOptions, doubleVersions, QBittorrentDouble } from '../../../../testing/qbittorrent-double.ts'
import type { EngineError, EngineTorrent } from '../engine.ts'
import { QBittorrent } from './qbittorrent.ts'

const v1 = '0123456789abcdef0123456789abcdef01234567'
const v2 = 'ab'.repeat(32)
const tag = 'foyer:1b6b'
const magnet = `magnet:?xt=urn:btih:${v1}&dn=A+film`
const content = {
  name: 'A film',
  files: [
    { name: 'A film/film.mkv', size: 700 },
    { name: 'A film/notes.txt', size: 3 },
  ],
}

const clock = new TestClock()
let open: QBittorrent[] = []

afterEach(async () => {
  for (const engine of open) await engine.close()
  open = []
})

async function startDouble(options: DoubleOptions = {}): Promise<QBittorrentDouble> {
  const double = await QBittorrentDouble.start(options)
  onTestFinished(() => double.stop())
  return double
}

function engineFor({ url, username, password }: Pick<QBittorrentDouble, 'url' | 'username' | 'password'>): QBittorrent {
  const engine = new QBittorrent(() => ({ url, username, password }), clock)
  open.push(engine)
  return engine
}

async function failure(work: Promise<unknown>): Promise<EngineError> {
  try {
    await work
  } catch (error) {
    return error as EngineError
  }
  throw new Error('It did what it was asked')
}

const only = async (engine: QBittorrent): Promise<EngineTorrent> => {
  const [torrent] = (await engine.look()).torrents.values()
  if (!torrent) throw new Error('It holds nothing')
  return torrent
}

const asked = (double: QBittorrentDouble, name: string) => double.calls.filter((call) => call.name === name)

test.each(doubleVersions)('%s: signs in once and says its version', async (version) => {
  const double = await startDouble({ version })
  const engine = engineFor(double)
  expect(await engine.version()).toBe(double.program)
  await engine.look()
  await engine.look()
  expect(asked(double, 'auth/login')).toHaveLength(1)
  expect(engine.sendsFiles).toBe(version === '5.3')
})

test.each(doubleVersions)(
  '%s: adds a magnet, finds it by hash and by tag, and refuses it a second time',
  async (version) => {
    const double = await startDouble({ version })
    const engine = engineFor(double)
    await engine.add({ magnet }, tag)
    const found = { key: v1, v1, tags: [tag], name: 'A film', state: 'metadata', size: null }
    expect(await engine.find({ v1, v2: null, tag: '' })).toMatchObject(found)
    expect(await engine.find({ v1: null, v2: null, tag })).toMatchObject(found)
    expect(await engine.find({ v1: 'f'.repeat(40), v2: null, tag })).toBeNull()
    expect(await engine.find({ v1: 'f'.repeat(40), v2: null, tag: 'foyer:2' })).toBeNull()
    expect(await failure(engine.add({ magnet }, 'foyer:2'))).toMatchObject({ failure: 'refused' })
    expect(await failure(engine.add({ file: Buffer.from('no torrent') }, tag))).toMatchObject({ failure: 'refused' })
  },
)

test.each(doubleVersions)('%s: stops, starts, rechecks, limits and removes', async (version) => {
  const double = await startDouble({ version })
  const engine = engineFor(double)
  const key = double.putStranger({ v1, state: 'downloading' })
  await engine.pause([key])
  expect((await only(engine)).state).toBe('paused')
  await engine.resume([key])
  expect((await only(engine)).state).toBe('stalled')
  await engine.recheck([key])
  expect((await only(engine)).state).toBe('checking')
  await engine.tag([key], tag)
  expect((await only(engine)).tags).toEqual([tag])
  await engine.setShareLimits([key], { ratio: 1.5, seedingMinutes: null })
  expect(double.torrent(key).fields).toMatchObject({ ratio_limit: 1.5, seeding_time_limit: -1 })
  await engine.setShareLimits([key], { ratio: 'engine', seedingMinutes: 'engine' })
  expect(double.torrent(key).fields).toMatchObject({ ratio_limit: -2, seeding_time_limit: -2 })
  const { fields } = double.calls.findLast(({ name }) => name === 'torrents/setShareLimits') ?? {}
  expect(fields?.inactiveSeedingTimeLimit).toBe('-2')
  expect([undefined, 'Default']).toContain(fields?.shareLimitAction)
  await engine.limitDownload([key], 5000)
  expect(double.torrent(key).fields).toMatchObject({ dl_limit: 5000 })
  await engine.remove([key], true)
  expect(double.removed).toEqual([{ key, withData: true }])
  expect((await engine.look()).torrents.size).toBe(0)
})

test.each(doubleVersions)('%s: priorities are of files whose names are known', async (version) => {
  const double = await startDouble({ version })
  const engine = engineFor(double)
  await engine.add({ magnet }, tag)
  expect(await failure(engine.setPriority(v1, [0], 'skip'))).toMatchObject({
    failure: 'refused',
    problem: { key: 'torrentEngine.problems.contentUnknown' },
  })
  double.becomeKnown(v1, content)
  await engine.setPriority(v1, [1], 'skip')
  await engine.setPriority(v1, [0], 'highest')
  expect(await engine.files(v1)).toEqual([
    { index: 0, path: 'A film/film.mkv', size: 700, progress: 0, priority: 'highest' },
    { index: 1, path: 'A film/notes.txt', size: 3, progress: 0, priority: 'skip' },
  ])
})

test('trackers and peers are told without what is no tracker', async () => {
  const double = await startDouble()
  const engine = engineFor(double)
  const key = double.putStranger({ v1 })
  const torrent = double.torrent(key)
  torrent.trackers = [
    { url: '** [DHT] **', status: 2, num_peers: 0, msg: '', tier: -1 },
    { url: 'udp://tracker.example/', status: 4, num_peers: -1, msg: 'not registered', tier: 0 },
  ]
  torrent.peers = { '192.0.2.4:6881': { client: 'qBittorrent/5.1', progress: 0.5, dl_speed: 10, up_speed: 0 } }
  expect(await engine.trackers(key)).toEqual([
    { url: 'udp://tracker.example/', state: 'failing', peers: 0, message: 'not registered' },
  ])
  expect(await engine.peers(key)).toEqual([
    { address: '192.0.2.4:6881', client: 'qBittorrent/5.1', progress: 0.5, down: 10, up: 0 },
  ])
  expect(await failure(engine.files('0'.repeat(40)))).toMatchObject({ failure: 'refused' })
})

test.each(doubleVersions)('%s: a look holds what changed, and the same objects where nothing did', async (version) => {
  const double = await startDouble({ version })
  const engine = engineFor(double)
  const still = double.putStranger({ v1, name: 'still' })
  const moving = double.putStranger({ v1: 'e'.repeat(40), name: 'moving', state: 'downloading' })
  const first = await engine.look()
  expect(first.freeSpace).toBe(500_000_000_000)
  const same = await engine.look()
  expect(same.torrents).toBe(first.torrents)
  double.setProgress(moving, 0.25, { down: 300 })
  const second = await engine.look()
  expect(second.torrents.get(still)).toBe(first.torrents.get(still))
  expect(second.torrents.get(moving)).toMatchObject({ progress: 0.25, down: 300, state: 'downloading', eta: 60 })
  expect(second).toMatchObject({ down: 300, up: 0, freeSpace: 500_000_000_000 })
  double.removeFromEngine(still)
  expect([...(await engine.look()).torrents.keys()]).toEqual([moving])
})

test.each(doubleVersions)('%s: the states of the program are those of the house', async (version) => {
  const double = await startDouble({ version })
  const engine = engineFor(double)
  const key = double.putStranger({ v1 })
  const stopped = version === '4.5' ? 'paused' : 'stopped'
  const states = {
    metaDL: 'metadata',
    queuedDL: 'queued',
    queuedUP: 'seeding',
    downloading: 'downloading',
    stalledDL: 'stalled',
    checkingUP: 'checking',
    moving: 'moving',
    [`${stopped}DL`]: 'paused',
    [`${stopped}UP`]: 'finished',
    uploading: 'seeding',
    missingFiles: 'missing',
    error: 'failed',
  }
  for (const [theirs, ours] of Object.entries(states)) {
    double.set(key, { state: theirs })
    expect([theirs, (await only(engine)).state]).toEqual([theirs, ours])
  }
})

test.each(doubleVersions)(
  '%s: a hybrid that was added by its v1 keeps its identity when its key changes',
  async (version) => {
    const double = await startDouble({ version })
    const engine = engineFor(double)
    await engine.look()
    await engine.add({ magnet }, tag)
    expect((await only(engine)).state).toBe('metadata')
    await engine.look()
    double.becomeKnown(v1, { ...content, v2 })
    for (let looks = 0; looks < 4; looks += 1) {
      expect(await only(engine)).toMatchObject({ key: v2.slice(0, 40), v1, v2, tags: [tag], size: 703 })
    }
    expect(double.crashed).toBe(false)
    const before = asked(double, 'torrents/info').length
    await engine.look()
    expect(asked(double, 'torrents/info')).toHaveLength(before)
    await engine.pause([v1])
    expect((await only(engine)).state).toBe('paused')
    expect(await engine.find({ v1, v2: null, tag: '' })).toMatchObject({ key: v2.slice(0, 40) })
  },
)

test.each(doubleVersions)('%s: the free space is told while a magnet waits for its content', async (version) => {
  const double = await startDouble({ version })
  const engine = engineFor(double)
  await engine.add({ magnet }, tag)
  expect((await engine.look()).freeSpace).toBe(500_000_000_000)
  double.serverState = { ...double.serverState, free_space_on_disk: 7 }
  await engine.look()
  clock.advance(minutes(1))
  expect((await engine.look()).freeSpace).toBe(7)
  double.becomeKnown(v1, { ...content, v2 })
  for (let looks = 0; looks < 3; looks += 1) expect((await only(engine)).size).toBe(703)
  expect(double.crashed).toBe(false)
})

test.each(['5.1', '5.3'] as const)(
  '%s: a magnet whose content comes before the next look ends nothing',
  async (version) => {
    const double = await startDouble({ version })
    const engine = engineFor(double)
    await engine.look()
    await engine.add({ magnet }, tag)
    double.becomeKnown(v1, { ...content, v2 })
    await engine.look()
    await engine.look()
    expect(double.crashed).toBe(false)
    await engine.pause([v2.slice(0, 40)])
    double.set(v2, { state: 'stoppedDL', total_size: -1, hash: v2.slice(0, 40) })
    await engine.look()
    await engine.resume([v2.slice(0, 40)])
    double.set(v2, { total_size: 5 })
    for (const session of double.sessions.values()) session.poisoned = session.synced
    await engine.look()
    await engine.look()
    expect(double.crashed).toBe(false)
  },
)

test.each(doubleVersions)('%s: a session that ended is opened anew, once', async (version) => {
  const double = await startDouble({ version })
  const engine = engineFor(double)
  double.putStranger({ v1 })
  await engine.look()
  double.endSessions()
  expect((await engine.look()).torrents.size).toBe(1)
  expect(asked(double, 'auth/login')).toHaveLength(2)
  double.broken.set('torrents/recheck', 403)
  expect(await failure(engine.recheck([v1]))).toMatchObject({ failure: 'failed' })
  expect(asked(double, 'auth/login')).toHaveLength(3)
})

test.each(doubleVersions)('%s: a refused password is shown once and never again', async (version) => {
  const double = await startDouble({ version })
  const { url, username } = double
  const engine = engineFor({ url, username, password: 'wrong' })
  for (let tries = 0; tries < 8; tries += 1) {
    expect(await failure(engine.look())).toMatchObject({ failure: 'wrong-password' })
  }
  expect(double.failedSignIns).toBe(1)
})

test.each(doubleVersions)('%s: whoever is shut out is told until when, and gets in again after it', async (version) => {
  const double = await startDouble({ version })
  const engine = engineFor(double)
  double.failedSignIns = 5
  const until = clock.now() + minutes(60)
  const banned = { failure: 'banned', problem: { key: 'torrentEngine.problems.banned', args: { until } } }
  expect(await failure(engine.look())).toMatchObject(banned)
  clock.advance(minutes(30))
  expect(await failure(engine.look())).toMatchObject(banned)
  expect(await failure(engine.look())).toMatchObject(banned)
  expect(asked(double, 'auth/login')).toHaveLength(2)
  double.failedSignIns = 0
  clock.advance(minutes(31))
  await engine.look()
})

test('a program that is gone is unreachable, and one that is back is used again', async () => {
  const double = await startDouble()
  const engine = engineFor(double)
  await engine.look()
  await double.setDown(true)
  expect(await failure(engine.look())).toMatchObject({ failure: 'unreachable' })
  expect(await failure(engine.pause([v1]))).toMatchObject({ failure: 'unreachable' })
  await double.setDown(false)
  double.putStranger({ v1 })
  expect((await engine.look()).torrents.size).toBe(1)
})

test('a path before the interface is kept', async () => {
  const double = await startDouble({ path: '/home/qbt' })
  await engineFor(double).look()
  await engineFor({ ...double, url: `${double.url}/`, username: double.username, password: double.password }).look()
})

test.each(['4.5', '5.3'] as const)(
  '%s: finished files come from the program itself only where it can',
  async (version) => {
    const double = await startDouble({ version })
    const engine = engineFor(double)
    const key = double.putStranger({ v1 })
    const [file] = double.torrent(key).files
    if (file) file.bytes = Buffer.from('0123456789')
    if (version === '4.5') {
      expect(await failure(engine.openFile(key, 0, null))).toMatchObject({ failure: 'refused' })
      return
    }
    const whole = await engine.openFile(key, 0, null)
    expect([whole.status, await new Response(whole.body).text()]).toEqual([200, '0123456789'])
    const part = await engine.openFile(key, 0, 'bytes=2-4')
    expect(part).toMatchObject({ status: 206, headers: { 'content-range': 'bytes 2-4/10' } })
    expect(await new Response(part.body).text()).toBe('234')
    double.endSessions()
    const again = await engine.openFile(key, 0, 'bytes=0-0')
    expect(await new Response(again.body).text()).toBe('0')
  },
)

test.each(['/etc/passwd', 'http://192.0.2.1/a.torrent', `${magnet}\n/etc/passwd`, 'magnet:?xt=a\r\nhttp://192.0.2.1/'])(
  'what is no magnet is never handed to the program (%j)',
  async (text) => {
    const double = await startDouble()
    expect(await failure(engineFor(double).add({ magnet: text }, tag))).toMatchObject({ failure: 'refused' })
    expect(asked(double, 'torrents/add')).toEqual([])
  },
)
