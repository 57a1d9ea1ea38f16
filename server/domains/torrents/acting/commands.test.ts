import { afterEach, beforeEach, expect, test } from 'vitest'
import { activeTorrents, torrentBytes } from '../../../../shared/torrents.ts'
import type { Browser } from '../../../testing/browser.ts'
import { giveEngine } from '../../../testing/engine-for-test.ts'
import type { Person } from '../../../testing/people.ts'
import { doubleVersions, type QBittorrentDouble } from '../../../testing/qbittorrent-double.ts'
import { refusal } from '../../../testing/refusal.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import { reasons, torrentActs } from '../../../testing/torrent-acts.ts'
import { addSent, becomeKnown, limit, look, magnetOf, rowOf, v1Of } from '../../../testing/torrents.ts'

let app: TestApp
let double: QBittorrentDouble
let ada: Person
let asAda: Browser
let asBob: Browser
let asAdmin: Browser

beforeEach(async () => {
  app = await startApp({ modules: ['torrents'] })
  double = await giveEngine(app)
  ada = app.person('member', 'Ada')
  asAda = app.as(ada)
  asBob = app.as(app.person('member', 'Bob'))
  asAdmin = app.as('admin')
})

afterEach(async () => {
  await app.stop()
  await double.stop()
})

const stateOf = (number: number) => double.torrent(v1Of(number)).fields.state

/** Adds one whose content is known. */
async function addKnown(browser: Browser, number: number, size = 1000): Promise<number> {
  const id = await addSent(app, browser, number)
  becomeKnown(double, number, size)
  await look(app)
  return id
}

const changes = () =>
  double.calls.filter(
    ({ method, name }) => method === 'POST' && name.startsWith('torrents/') && name !== 'torrents/add',
  )

test('several are paused, resumed and checked at once; one that is refused stops no other', async () => {
  const [one, two] = [await addKnown(asAda, 1), await addKnown(asAda, 2)]
  const others = await addKnown(asBob, 3)
  const ids = [one, others, two, 999]
  const told = [null, 'torrents.errors.notYours', null, 'torrents.errors.gone']
  const paused = await asAda.api.torrents.pause.mutate({ ids })
  expect(reasons(paused)).toEqual(told)
  expect(paused.map(({ name }) => name)).toEqual(['Torrent 1', 'Torrent 3', 'Torrent 2', ''])
  expect([1, 2, 3].map(stateOf)).toEqual(['stoppedDL', 'stoppedDL', 'stalledDL'])
  await look(app)
  expect(rowOf(app, one)?.state).toBe('paused')
  expect(reasons(await asAda.api.torrents.resume.mutate({ ids }))).toEqual(told)
  expect([1, 2].map(stateOf)).toEqual(['stalledDL', 'stalledDL'])
  expect(reasons(await asAda.api.torrents.recheck.mutate({ ids }))).toEqual(told)
  expect([1, 2, 3].map(stateOf)).toEqual(['checkingDL', 'checkingDL', 'stalledDL'])
  expect(torrentActs(app)).toEqual([])
})

test('what one names twice is told once', async () => {
  const id = await addKnown(asAda, 1)
  expect(await asAda.api.torrents.pause.mutate({ ids: [id, id] })).toHaveLength(1)
})

test('an administrator acts on others’ torrents, which leaves a line; on their own it leaves none', async () => {
  const [others, own] = [await addKnown(asAda, 1), await addKnown(asAdmin, 2)]
  expect(reasons(await asAdmin.api.torrents.pause.mutate({ ids: [own] }))).toEqual([null])
  expect(torrentActs(app)).toEqual([])
  expect(reasons(await asAdmin.api.torrents.pause.mutate({ ids: [others, own] }))).toEqual([null, null])
  await asAdmin.api.torrents.resume.mutate({ ids: [others] })
  await asAdmin.api.torrents.recheck.mutate({ ids: [others] })
  expect(torrentActs(app)).toEqual(['paused', 'resumed', 'rechecked'].map((act) => `torrentActs.acts.${act}`))
})

test('while the engine does not answer each is refused with the reason, and nothing is changed', async () => {
  const ids = [await addKnown(asAda, 1), await addKnown(asAda, 2)]
  await double.setDown(true)
  const before = ids.map((id) => rowOf(app, id))
  for (const act of ['pause', 'resume', 'recheck'] as const) {
    const told = reasons(await asAda.api.torrents[act].mutate({ ids }))
    expect(told).toEqual(['torrentEngine.problems.unreachable', 'torrentEngine.problems.unreachable'])
  }
  const share = await asAda.api.torrents.setShareLimits.mutate({ ids, ratio: 2, seedingMinutes: null })
  expect(reasons(share)).toEqual(['torrentEngine.problems.unreachable', 'torrentEngine.problems.unreachable'])
  const priority = asAda.api.torrents.setPriority.mutate({ id: ids[0] ?? 0, indexes: [0], priority: 'skip' })
  expect(await refusal(priority)).toMatchObject({ status: 503, key: 'torrentEngine.problems.unreachable' })
  expect(ids.map((id) => rowOf(app, id))).toEqual(before)
  await double.setDown(false)
  await look(app)
  expect(reasons(await asAda.api.torrents.pause.mutate({ ids }))).toEqual([null, null])
})

test('what the engine does not have yet, or has no more, is refused with the reason', async () => {
  const waiting = await asAda.api.torrents.addMagnet.mutate({ magnet: magnetOf(1) })
  expect(reasons(await asAda.api.torrents.pause.mutate({ ids: [waiting.id] }))).toEqual([
    'torrentActs.problems.notSent',
  ])
  await app.settle()
  double.removeFromEngine(v1Of(1))
  expect(reasons(await asAda.api.torrents.pause.mutate({ ids: [waiting.id] }))).toEqual([
    'torrentActs.problems.vanished',
  ])
})

test('an engine that refuses a command leaves rows as they were', async () => {
  const id = await addKnown(asAda, 1)
  await asAda.api.torrents.pause.mutate({ ids: [id] })
  await look(app)
  double.broken.set('torrents/start', 500)
  expect(reasons(await asAda.api.torrents.resume.mutate({ ids: [id] }))).toEqual(['torrentEngine.problems.failed'])
  expect(rowOf(app, id)?.state).toBe('paused')
})

test('only as many go on as the limit lets, also when they are named at once; whole ones always do', async () => {
  const ids = [await addKnown(asAda, 1), await addKnown(asAda, 2), await addKnown(asAda, 3), await addKnown(asAda, 4)]
  double.finish(v1Of(4))
  await look(app)
  await asAda.api.torrents.pause.mutate({ ids })
  await look(app)
  limit(app, activeTorrents, 2, ada)
  const resumed = await asAda.api.torrents.resume.mutate({ ids })
  expect(reasons(resumed)).toEqual([null, null, 'torrentActs.problems.tooActive', null])
  expect(resumed[2]?.problem?.args).toEqual({ used: 2, limit: 2 })
  expect([1, 2, 3, 4].map(stateOf)).toEqual(['stalledDL', 'stalledDL', 'stoppedDL', 'stalledUP'])
  // Two calls at the same moment are counted one after the other.
  await asAda.api.torrents.pause.mutate({ ids })
  await look(app)
  const both = await Promise.all([
    asAda.api.torrents.resume.mutate({ ids: ids.slice(0, 2) }),
    asAda.api.torrents.resume.mutate({ ids: ids.slice(2, 3) }),
  ])
  expect(both.flatMap(reasons).filter((reason) => reason === null)).toHaveLength(2)
})

test('what the house stopped for its size stays so until there is room', async () => {
  limit(app, torrentBytes, 5_000, ada)
  const id = await addKnown(asAda, 1, 9_000)
  await look(app)
  expect(stateOf(1)).toBe('stoppedDL')
  expect(reasons(await asAda.api.torrents.resume.mutate({ ids: [id] }))).toEqual(['torrents.problems.tooBig'])
  limit(app, torrentBytes, 10_000, ada)
  expect(reasons(await asAda.api.torrents.resume.mutate({ ids: [id] }))).toEqual([null])
  await look(app)
  expect(stateOf(1)).toBe('stalledDL')
  expect(rowOf(app, id)?.problem).toBeNull()
})

test('files get priorities, of one’s own torrents and of files that there are', async () => {
  const id = await addSent(app, asAda, 1)
  const set = (browser: Browser, indexes: number[]) =>
    browser.api.torrents.setPriority.mutate({ id, indexes, priority: 'skip' })
  expect(await refusal(set(asAda, [0]))).toMatchObject({ status: 409, key: 'torrentEngine.problems.contentUnknown' })
  const files = [1, 2, 3].map((number) => ({ name: `file ${number}`, size: number }))
  double.becomeKnown(v1Of(1), { name: 'Three', files })
  await look(app)
  await set(asAda, [0, 2])
  expect(double.torrent(v1Of(1)).files.map(({ priority }) => priority)).toEqual([0, 1, 0])
  expect(await refusal(set(asAda, [0, 3]))).toMatchObject({ status: 400, key: 'torrentActs.errors.noSuchFile' })
  expect(await refusal(set(asBob, [0]))).toMatchObject({ status: 403, key: 'torrents.errors.notYours' })
  await set(asAdmin, [1])
  expect(torrentActs(app)).toEqual(['torrentActs.acts.prioritised'])
  const { files: shown } = await asAda.api.torrents.files.query({ id })
  expect(shown.map(({ priority }) => priority)).toEqual(['skip', 'skip', 'skip'])
})

test.each(doubleVersions)(
  'share limits reach qBittorrent %s, and reach it again when it lost the torrent',
  async (version) => {
    await double.stop()
    double = await giveEngine(app, { version })
    const id = await addSent(app, asAda, 1)
    const shares = () => {
      const { ratio_limit, seeding_time_limit } = double.torrent(v1Of(1)).fields
      return [ratio_limit, seeding_time_limit]
    }
    expect(shares()).toEqual([-2, -2])
    const engines = { ratio: 'engine', seedingMinutes: 'engine' } as const
    expect((await asAda.api.torrents.detail.query({ id })).share).toEqual(engines)
    const set = { ids: [id], ratio: 1.5, seedingMinutes: null }
    expect(reasons(await asAda.api.torrents.setShareLimits.mutate(set))).toEqual([null])
    expect(shares()).toEqual([1.5, -1])
    expect(await asAda.api.torrents.detail.query({ id })).toMatchObject({ share: { ratio: 1.5, seedingMinutes: null } })
    double.removeFromEngine(v1Of(1))
    await look(app)
    await look(app)
    expect(rowOf(app, id)?.state).toBe('vanished')
    await asAda.api.torrents.retry.mutate({ ids: [id] })
    await app.settle()
    expect(shares()).toEqual([1.5, -1])
    expect(reasons(await asAda.api.torrents.setShareLimits.mutate({ ids: [id], ...engines }))).toEqual([null])
    expect(shares()).toEqual([-2, -2])
    expect((await asAda.api.torrents.detail.query({ id })).share).toEqual(engines)
  },
)

test('attack 71: ids and hashes are all that reaches the engine of a command', async () => {
  const id = await addKnown(asAda, 1)
  const before = changes().length
  const hostile = { ids: [id], path: '/etc', savePath: '../..', hashes: 'all' } as { ids: number[] }
  await refusal(asAda.api.torrents.pause.mutate({ ids: ['../../etc'] as unknown as number[] }))
  await asAda.api.torrents.pause.mutate(hostile)
  expect(changes().slice(before)).toMatchObject([{ name: 'torrents/stop', fields: { hashes: v1Of(1) } }])
})
