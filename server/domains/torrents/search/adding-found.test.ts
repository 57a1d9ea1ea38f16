import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SearchView } from '../../../../shared/torrent-search.ts'
import { createLogger } from '../../../platform/log.ts'
import type { Browser } from '../../../testing/browser.ts'
import { refusal } from '../../../testing/refusal.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import { addIndexers, wholeSearch } from '../../../testing/torrent-search.ts'
import { type DoubleResult, startTorznab, type TorznabDouble } from '../../../testing/torznab-double.ts'
import { torrent, torrentSource } from '../tables.ts'

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

/** What a member finds of these. */
async function find(...results: readonly DoubleResult[]): Promise<SearchView> {
  torznab.tell('good', results)
  await addIndexers(owner, torznab.key, { Good: torznab.of('good') })
  return wholeSearch(member)
}

const tokenOf = ({ found }: SearchView): string => found[0]?.token ?? ''

const addBy = async (dl: string) => {
  const token = tokenOf(await find({ title: 'Debian', dl }))
  return member.api.torrents.addFound.mutate({ token })
}

const stored = () =>
  app.deps.db
    .select({ name: torrent.name, magnet: torrentSource.magnet, file: torrentSource.file })
    .from(torrent)
    .innerJoin(torrentSource, eq(torrentSource.torrentId, torrent.id))
    .all()

const problem = (word: string) => ({ status: 503, key: `torrentSearch.problems.${word}` })

test('a result with a magnet is added by it, and the indexer is asked nothing', async () => {
  const search = await find({ title: 'Debian', hash })
  const asked = torznab.heard.length
  const added = await member.api.torrents.addFound.mutate({ token: tokenOf(search) })
  expect(added).toMatchObject({ name: 'Debian', outcome: 'added' })
  expect(torznab.heard).toHaveLength(asked)
  expect(stored()).toMatchObject([{ magnet: expect.stringContaining(hash) }])
})

test('a link that leads to a file adds the file', async () => {
  expect(await addBy('file')).toMatchObject({ name: 'from-a-link', outcome: 'added' })
  expect(stored()).toMatchObject([{ magnet: null, file: expect.any(Buffer) }])
  expect(torznab.heard.at(-1)).toContain('path=file')
})

test('a link that leads to a magnet adds the magnet', async () => {
  expect(await addBy('magnet')).toMatchObject({ name: 'Big Buck Bunny', outcome: 'added' })
})

test('a link is followed on its own host three times', async () => {
  expect(await addBy('hops')).toMatchObject({ outcome: 'added' })
})

test.each([
  ['loop', 'redirected'],
  ['away', 'redirected'],
  ['login', 'login'],
  ['refused', 'wrongKey'],
  ['gone', 'notFound'],
  ['page', 'notTorrent'],
  ['limit', 'tooOften'],
  ['huge', 'tooLarge'],
])('a link that answers with "%s" says so in words, and nothing is added', async (dl, word) => {
  expect(await refusal(addBy(dl))).toMatchObject(problem(word))
  expect(stored()).toEqual([])
})

test.each(['metadata', 'disk'])('attack 70: a link that redirects to "%s" is not followed', async (dl) => {
  expect(await refusal(addBy(dl))).toMatchObject(problem('redirected'))
})

test('attack 68: a link with a name and a password in it is not followed', async () => {
  const link = torznab.url.replace('http://', 'http://ada:secret@')
  const token = tokenOf(await find({ title: 'Debian', link }))
  expect(await refusal(member.api.torrents.addFound.mutate({ token }))).toMatchObject(problem('forbidden'))
})

test.each([
  'http://127.2:1/x',
  'http://192.168.1.1/x',
  'http://[::1]/x',
  'http://169.254.169.254/x',
  'http://0x7f.2/x',
])('attack 65: a result that names %s leads nowhere, since only an admin may name an address at home', async (link) => {
  const search = await find({ title: 'Debian', link })
  const refused = await refusal(member.api.torrents.addFound.mutate({ token: tokenOf(search) }))
  expect(refused).toMatchObject(problem('forbidden'))
})

test('a result of which one indexer fails is taken from the other', async () => {
  torznab.tell('good', [{ title: 'Debian', hash, isBare: true, dl: 'gone' }])
  torznab.tell('other', [{ title: 'Debian', hash, isBare: true, dl: 'file' }])
  await addIndexers(owner, torznab.key, { Good: torznab.of('good'), Other: torznab.of('other') })
  const token = tokenOf(await wholeSearch(member))
  expect(await member.api.torrents.addFound.mutate({ token })).toMatchObject({ name: 'from-a-link' })
})

test('what is added already says whose it is, as far as the person may know', async () => {
  const first = await find({ title: 'Debian', hash })
  expect(first.found).toMatchObject([{ standing: null }])
  await member.api.torrents.addFound.mutate({ token: tokenOf(first) })
  const again = await wholeSearch(member)
  expect(again.found).toMatchObject([{ standing: 'yours' }])
  expect(await member.api.torrents.addFound.mutate({ token: tokenOf(again) })).toMatchObject({ outcome: 'yours' })
  const others = await wholeSearch(app.as('member'))
  expect(others.found).toMatchObject([{ standing: 'house' }])
  // Whoever sees their own torrents alone learns nothing of the others.
  const group = await owner.api.house.createGroup.mutate({ name: 'Seuls' })
  const client = app.person('client')
  const content = { abilities: ['torrents.use'], limits: [], members: [client.id] }
  await owner.api.house.changeGroup.mutate({ ...group, name: 'Seuls', ...content })
  const alone = app.as(client)
  const blind = await wholeSearch(alone)
  expect(blind.found).toMatchObject([{ standing: null }])
  expect(await alone.api.torrents.addFound.mutate({ token: tokenOf(blind) })).toMatchObject({ outcome: 'joined' })
})

test('attack 43: the result of somebody else is none, not even for the owner of the house', async () => {
  const search = await find({ title: 'Debian', hash })
  const gone = { status: 404, key: 'torrentSearch.errors.searchGone' }
  for (const other of [owner, app.as('member')]) {
    expect(await refusal(other.api.torrents.addFound.mutate({ token: tokenOf(search) }))).toMatchObject(gone)
    expect(await refusal(other.api.torrents.searched.query({ id: search.id }))).toMatchObject(gone)
  }
})

test('attack 72: a refused link tells neither itself nor its key', async () => {
  const search = await find({ title: 'Debian', dl: 'gone' })
  const refused = await refusal(member.api.torrents.addFound.mutate({ token: tokenOf(search) }))
  const told = JSON.stringify([refused, logged])
  expect(torznab.heard.at(-1)).toContain(torznab.key)
  for (const secret of [torznab.key, '/dl/', 'path=', torznab.url]) expect(told).not.toContain(secret)
})
