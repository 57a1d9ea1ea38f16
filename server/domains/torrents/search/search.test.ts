import dns from 'node:dns/promises'
import net, { type AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { indexerSettings } from '../../../../shared/torrent-search.ts'
import { searchRoom } from '../../../../shared/torrent-search-live.ts'
import { minutes } from '../../../platform/clock.ts'
import { createLogger } from '../../../platform/log.ts'
import type { Browser } from '../../../testing/browser.ts'
import { refusal } from '../../../testing/refusal.ts'
import { nextHeard, openSocket } from '../../../testing/socket.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import { addIndexers, stateOf, wanted, wholeSearch } from '../../../testing/torrent-search.ts'
import { startTorznab, type TorznabDouble } from '../../../testing/torznab-double.ts'

let app: TestApp
let torznab: TorznabDouble
let owner: Browser
let member: Browser
let logged: string[]

const hash = 'c9e15763f722f23e98a29decdfae341b98d53056'

beforeEach(async () => {
  logged = []
  const log = createLogger({ logLevel: 'debug' }, { write: (line: string) => void logged.push(line) })
  app = await startApp({ modules: ['torrents'], overrides: { log } })
  torznab = await startTorznab()
  owner = app.as('owner')
  member = app.as('member')
})

afterEach(async () => {
  await app.stop()
  await torznab.stop()
})

const add = (addresses: Record<string, string>, key = torznab.key) => addIndexers(owner, key, addresses)

async function closedPort(): Promise<number> {
  const closed = net.createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => closed.once('listening', resolve))
  const { port } = closed.address() as AddressInfo
  await new Promise((resolve) => closed.close(resolve))
  return port
}

/** Whoever is given some seconds has a fraction of one. */
function hasten(): void {
  const real = AbortSignal.timeout.bind(AbortSignal)
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => real(milliseconds / 50))
}

const error = (word: string) => `torrentSearch.problems.${word}`

test('what all indexers found comes together, with seeders, sizes and ages', async () => {
  torznab.tell('good', [{ title: 'Debian & co', seeders: 7, peers: 10, size: 650_000_000, category: 4000 }])
  torznab.tell('other', [{ title: 'Ubuntu', category: 2045, published: 'nonsense' }])
  await add({ Good: torznab.of('good'), Other: torznab.of('other') })
  const { found, indexers } = await wholeSearch(member, 'linux iso')
  expect(indexers).toMatchObject([
    { name: 'Good', state: 'answered', count: 1, problem: null },
    { name: 'Other', state: 'answered', count: 1, problem: null },
  ])
  const byTitle = found.toSorted((one, other) => one.title.localeCompare(other.title))
  expect(byTitle).toEqual([
    {
      token: expect.stringMatching(/^[\w-]{22}$/),
      title: 'Debian & co',
      category: 'software',
      size: 650_000_000,
      seeders: 7,
      leechers: 3,
      publishedAt: '2026-01-02T03:04:05.000Z',
      indexers: ['Good'],
      standing: null,
    },
    expect.objectContaining({ title: 'Ubuntu', category: 'movies', publishedAt: null }),
  ])
  expect(torznab.heard.every((path) => path.includes('q=linux+iso'))).toBe(true)
})

test('categories and indexers narrow what is asked', async () => {
  await add({ Good: torznab.of('good'), Other: torznab.of('other') })
  const [first] = (await member.api.torrents.searchChoices.query()).indexers
  const { indexers } = await member.api.torrents.search.mutate({
    query: 'x',
    categories: ['movies', 'games'],
    indexers: [first?.id ?? ''],
  })
  expect(indexers).toMatchObject([{ name: 'Good' }])
  await vi.waitFor(() => expect(torznab.heard).toHaveLength(1))
  expect(torznab.heard[0]).toContain('cat=2000%2C1000%2C4050')
})

test('of an indexer that answers with whatever it has, what is of another category is left out', async () => {
  await add({ Good: torznab.of('good') })
  torznab.tell('good', [
    { title: 'A film', category: 2000 },
    { title: 'A song', category: 3000 },
    { title: 'Something', category: 8000 },
  ])
  const { id } = await member.api.torrents.search.mutate({ query: 'x', categories: ['movies'], indexers: [] })
  await vi.waitFor(async () => {
    const { found } = await member.api.torrents.searched.query({ id })
    expect(found.map(({ title }) => title).sort()).toEqual(['A film', 'Something'])
  })
})

test('the same torrent of two indexers is one result', async () => {
  torznab.tell('good', [{ title: 'Debian', hash, seeders: 3 }])
  torznab.tell('other', [{ title: 'debian (mirror)', hash: hash.toUpperCase(), seeders: 9 }, { title: 'Else' }])
  await add({ Good: torznab.of('good'), Other: torznab.of('other') })
  const { found } = await wholeSearch(member)
  expect(found).toHaveLength(2)
  const [both] = found.filter(({ indexers }) => indexers.length === 2)
  expect(both).toMatchObject({ seeders: 9 })
})

test('results come as they arrive, to whoever asked and to nobody else', async () => {
  torznab.tell('slow', [{ title: 'Debian' }])
  await add({ Slow: torznab.of('slow') })
  const { id, room, found } = await member.api.torrents.search.mutate(wanted('x'))
  expect(found).toEqual([])
  const [own, foreign] = [await openSocket(member), await openSocket(owner)]
  const join = { room: searchRoom.name, id }
  expect(await own.emitWithAck('join', join)).toEqual(room)
  expect(await foreign.emitWithAck('join', join)).toEqual({ error: 'NOT_FOUND' })
  const event = nextHeard(own, 'event')
  await vi.waitFor(() => expect(torznab.heard).toHaveLength(1))
  torznab.release()
  expect(await event).toMatchObject({
    seq: room.seq + 1,
    payload: { indexer: { name: 'Slow', state: 'answered', count: 1 }, put: [{ title: 'Debian' }] },
  })
  own.disconnect()
  foreign.disconnect()
})

test('each way in which an indexer fails is told in its own words, and holds up none of the others', async () => {
  torznab.tell('good', [{ title: 'Debian' }])
  hasten()
  const port = await closedPort()
  await add({ Good: torznab.of('good'), Slow: torznab.of('slow') })
  await add({ Unkeyed: torznab.of('good') }, 'a wrong key')
  await add({
    ...Object.fromEntries(
      ['unknown', 'unauthorised', 'absent', 'throttled', 'broken', 'crashed', 'login', 'moved'].map((way) => [
        way,
        torznab.of(way),
      ]),
    ),
    page: torznab.of('page'),
    words: torznab.of('words'),
    huge: torznab.of('huge'),
    closed: `http://127.0.0.1:${port}/1/api`,
    nobody: 'http://nobody.invalid/1/api',
    encrypted: torznab.of('good').replace('http:', 'https:'),
  })
  const search = await wholeSearch(member)
  const problems = Object.fromEntries(search.indexers.map(({ name, problem }) => [name, problem]))
  expect(problems).toMatchObject({
    Good: null,
    Slow: { key: error('timeout') },
    Unkeyed: { key: error('wrongKey') },
    unauthorised: { key: error('wrongKey') },
    unknown: { key: error('unknownIndexer') },
    absent: { key: error('unknownIndexer') },
    throttled: { key: error('tooOften'), args: { seconds: 37 } },
    broken: { key: error('failed'), args: { status: 400, said: 'some', words: 'Challenge at … was not solved' } },
    crashed: { key: error('failed'), args: { status: 500, words: 'Object reference not set' } },
    login: { key: error('login') },
    moved: { key: error('redirected') },
    page: { key: error('notTorznab') },
    words: { key: error('notTorznab') },
    huge: { key: error('tooLarge') },
    closed: { key: error('unreachable') },
    nobody: { key: error('unknownHost') },
    encrypted: { key: error('tls') },
  })
  expect(search.found).toMatchObject([{ title: 'Debian' }])
  expect(stateOf(search, 'Slow')).toMatchObject({ state: 'failed', count: 0 })
})

test('an indexer that failed is asked again alone', async () => {
  await add({ Broken: torznab.of('broken'), Good: torznab.of('good') })
  const search = await wholeSearch(member)
  const [broken] = search.indexers
  const again = { id: search.id, indexer: broken?.id ?? '' }
  expect(await member.api.torrents.askIndexerAgain.mutate(again)).toMatchObject({ state: 'asking' })
  await vi.waitFor(() => expect(torznab.heard).toHaveLength(3))
  expect(await refusal(owner.api.torrents.askIndexerAgain.mutate(again))).toMatchObject({ status: 404 })
})

test('an indexer that is switched off is not asked, and where none is left that is said', async () => {
  await add({ Good: torznab.of('good') })
  const { revision, indexers } = await owner.api.torrents.indexers.query()
  const [good] = indexers
  if (!good) throw new Error('No indexer')
  const { id, name, url } = good
  await owner.api.torrents.changeIndexer.mutate({ revision, id, name, url, apiKey: '', on: false })
  expect(await member.api.torrents.searchChoices.query()).toEqual({ indexers: [] })
  const refused = { status: 409, key: 'torrentSearch.errors.noIndexer' }
  expect(await refusal(member.api.torrents.search.mutate(wanted('x')))).toMatchObject(refused)
  expect(torznab.heard).toEqual([])
})

test('a search is forgotten after half an hour, and when five newer ones were begun', async () => {
  await add({ Good: torznab.of('good') })
  const gone = { status: 404, key: 'torrentSearch.errors.searchGone' }
  const first = await wholeSearch(member)
  for (const query of ['a', 'b', 'c', 'd', 'e']) await wholeSearch(member, query)
  expect(await refusal(member.api.torrents.searched.query({ id: first.id }))).toMatchObject(gone)
  const { id } = await wholeSearch(member)
  app.clock.advance(minutes(31))
  expect(await refusal(member.api.torrents.searched.query({ id }))).toMatchObject(gone)
})

test('a person who searches without end is told to wait', async () => {
  await add({ Good: torznab.of('good') })
  const calls = Array.from({ length: 31 }, () => member.api.torrents.search.mutate(wanted('x')))
  const refused = (await Promise.allSettled(calls)).filter(({ status }) => status === 'rejected')
  expect(refused).toHaveLength(1)
  await expect(wholeSearch(app.as('member'))).resolves.toBeDefined()
})

test('a test of an address tells what it is', async () => {
  const { api } = owner
  const attempt = (url: string, apiKey = torznab.key) => api.torrents.tryIndexer.mutate({ id: null, url, apiKey })
  expect(await attempt(torznab.of('good'))).toMatchObject({ kind: 'indexer', name: 'Jackett' })
  expect(await attempt(torznab.url)).toEqual({
    kind: 'jackett',
    indexers: [
      { name: 'Good & old', url: `${torznab.of('good')}api` },
      { name: 'Other', url: `${torznab.of('other')}api` },
    ],
  })
  const refused = (key: string) => ({ status: 503, key: error(key) })
  expect(await refusal(attempt(torznab.url, 'wrong'))).toMatchObject(refused('wrongKey'))
  expect(await refusal(attempt(`${torznab.url}/UI`))).toMatchObject(refused('login'))
  expect(await refusal(attempt(torznab.of('page')))).toMatchObject(refused('notTorznab'))
})

test('the key of an indexer stays while its machine does, and never goes to another one', async () => {
  await add({ Good: torznab.of('good') })
  const change = async (url: string) => {
    const { revision, indexers } = await owner.api.torrents.indexers.query()
    const id = indexers[0]?.id ?? ''
    return owner.api.torrents.changeIndexer.mutate({ revision, id, name: 'Good', url, apiKey: '', on: true })
  }
  expect((await change(torznab.of('other'))).indexers).toMatchObject([{ keySet: true }])
  expect((await change('http://127.0.0.1:1/1/api')).indexers).toMatchObject([{ keySet: false }])
})

test('the key in the address that was tried is kept for what is added from it, and for no other machine', async () => {
  torznab.tell('good', [{ title: 'Debian' }])
  const { api } = owner
  const from = { id: null, url: `${torznab.url}/?apikey=${torznab.key}` }
  const tried = await api.torrents.tryIndexer.mutate({ ...from, apiKey: '' })
  if (tried.kind !== 'jackett') throw new Error('It is a Jackett')
  expect(JSON.stringify(tried)).not.toContain(torznab.key)
  const [first] = tried.indexers
  if (!first) throw new Error('It has an indexer')
  const { revision } = await api.torrents.indexers.query()
  const foreign = { name: 'Foreign', url: 'http://127.0.0.1:1/1/api' }
  const added = await api.torrents.addIndexers.mutate({ revision, apiKey: '', from, indexers: [first, foreign] })
  expect(added.indexers).toMatchObject([{ keySet: true }, { name: 'Foreign', keySet: false }])
  expect((await wholeSearch(member)).found).toMatchObject([{ title: 'Debian' }])

  // The kept key of an indexer goes to its Jackett's others.
  const kept = { id: added.indexers[0]?.id ?? '', url: torznab.url }
  const others = { revision: added.revision, apiKey: '', from: kept, indexers: [...tried.indexers.slice(1), foreign] }
  const { indexers } = await api.torrents.addIndexers.mutate(others)
  expect(indexers.slice(2)).toMatchObject([{ keySet: true }, { keySet: false }])
})

test('of two people who change the indexers the second is told', async () => {
  await add({ Good: torznab.of('good') })
  const indexers = [{ name: 'x', url: torznab.of('other') }]
  const late = owner.api.torrents.addIndexers.mutate({ revision: 0, apiKey: '', indexers })
  expect(await refusal(late)).toMatchObject({ status: 409, key: 'common.errors.changedMeanwhile' })
})

test('attack 72: a key is in no answer, no event, no log and not readable in the database', async () => {
  torznab.tell('good', [{ title: 'Debian' }, { title: 'Ubuntu', hash }])
  await add({ Good: torznab.of('good'), Broken: torznab.of('broken'), All: torznab.url })
  const socket = await openSocket(member)
  const events: unknown[] = []
  socket.on('event', (event) => events.push(event))
  const { id } = await member.api.torrents.search.mutate(wanted('x'))
  await socket.emitWithAck('join', { room: searchRoom.name, id })
  const said = [
    await wholeSearch(member),
    await member.api.torrents.searchChoices.query(),
    await owner.api.torrents.indexers.query(),
    await owner.api.house.audit.query({ before: null, limit: 50 }),
    events,
    app.deps.db.$client.prepare('SELECT value FROM setting').all(),
    logged,
  ]
  expect(torznab.heard.some((path) => path.includes(torznab.key))).toBe(true)
  expect(JSON.stringify(said)).not.toContain(torznab.key)
  expect(JSON.stringify(said)).not.toContain('jackett_apikey')
  socket.disconnect()
})

test('attack 70: the settings page of the house has no door to addresses and keys', async () => {
  await add({ Good: torznab.of('good') })
  const { name } = indexerSettings
  const list = [{ id: '0123456789abcdef', name: 'Moved', url: 'http://127.0.0.1:1/steal', on: true }]
  const change = owner.api.house.changeSettings.mutate({ name, value: { list, keys: 'x' }, revision: 1 })
  expect(await refusal(change)).toMatchObject({ status: 404 })
  expect(await refusal(owner.api.house.settings.query({ name }))).toMatchObject({ status: 404 })
  expect((await owner.api.torrents.indexers.query()).indexers).toMatchObject([{ name: 'Good', keySet: true }])
})

test('keys that cannot be read are no keys, and indexers are still asked', async () => {
  await add({ Good: torznab.of('good') })
  const { list } = app.deps.settings.get(indexerSettings)
  for (const keys of ['x', '[1]', '{"a":1}', 'null']) {
    app.deps.settings.set(indexerSettings, { list, keys })
    expect((await owner.api.torrents.indexers.query()).indexers).toMatchObject([{ name: 'Good', keySet: false }])
    const { indexers } = await wholeSearch(member)
    expect(indexers).toMatchObject([{ problem: { key: error('wrongKey') } }])
  }
})

test.each(['http://169.254.169.254/1/api', 'http://[fe80::1]/1/api', 'http://metadata.google.internal/1/api'])(
  'attack 70: %s is neither tried nor kept',
  async (url) => {
    const refused = { status: 400, key: 'torrentSearch.errors.forbiddenHost' }
    expect(await refusal(owner.api.torrents.tryIndexer.mutate({ id: null, url, apiKey: 'k' }))).toMatchObject(refused)
    expect(await refusal(add({ Cloud: url }))).toMatchObject(refused)
  },
)

test('attack 70: a name that leads to such an address only once it is asked is asked nothing', async () => {
  await add({ Rebound: 'http://indexer.example:9117/1/api' })
  vi.spyOn(dns, 'lookup').mockResolvedValue([{ address: '169.254.169.254', family: 4 }] as never)
  const { indexers } = await wholeSearch(member)
  expect(indexers).toMatchObject([{ state: 'failed', problem: { key: error('forbidden') } }])
})
