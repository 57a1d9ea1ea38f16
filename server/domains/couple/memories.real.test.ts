import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Couple, twoPartners } from '../../testing/couple.ts'
import { type RestClient, restClient } from '../../testing/rest.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { openSession } from '../accounts/sessions.ts'

// Ten thousand memories with two photographs each, alone on the machine.

const memories = 10_000

let app: TestApp
let couple: Couple
let client: RestClient
let token: string

beforeAll(async () => {
  app = await startApp()
  couple = await twoPartners(app)
  const from = { kind: 'bearer', remember: true, userAgent: 'test', address: '127.0.0.1' } as const
  token = openSession(app.deps, couple.people.sacha.id, from).token
  client = restClient(app.url, token)
  const { $client } = app.deps.db
  $client.exec(`
    CREATE TEMP TABLE n AS
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${memories}) SELECT i FROM n;
    INSERT INTO memory (title, text, date, place, author, status, shared_at, created_at, updated_at)
      SELECT 'Souvenir ' || i, replace(hex(zeroblob(100)), '00', 'été '), date('2000-01-01', '+' || i || ' days'),
             'Carnac', ${couple.people.camille.id}, 'shared', i, i, i FROM n;
    INSERT INTO media (id, kind, mime, bytes, sha256, width, height, uploader, name, created_at, state)
      SELECT printf('%026d', i * 10 + p), 'image', 'image/jpeg', 1, '', 4000, 3000, 1, 'a.jpg', 1, 'ready'
      FROM n, (SELECT 1 AS p UNION SELECT 2);
    INSERT INTO media_use (media_id, use, owner_id, position, alt)
      SELECT printf('%026d', i * 10 + p), 'couple.memory', i, p, '' FROM n, (SELECT 1 AS p UNION SELECT 2);`)
})
afterAll(() => app.stop())

/** Median of several calls after a first one, in milliseconds. */
async function median(call: () => Promise<unknown>): Promise<number> {
  await call()
  const times: number[] = []
  for (let round = 0; round < 9; round += 1) {
    const start = performance.now()
    await call()
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[4] ?? 0
}

test('the old interface lists 10,000 memories with signed photographs in under 150 ms', async () => {
  const { body } = await client.call('GET', '/api/memories')
  expect(body).toHaveLength(memories)
  expect((body as { photo_url: string }[])[0]?.photo_url).toMatch(/^\/uploads\/0+100001\?expires=/)
  const headers = { authorization: `Bearer ${token}` }
  const time = await median(async () => (await fetch(new URL('/api/memories', app.url), { headers })).arrayBuffer())
  process.stdout.write(`GET /api/memories of ${memories}: ${time.toFixed(1)} ms\n`)
  expect(time).toBeLessThan(150)
})

test('a page, the months, a search and this day of 10,000 memories take under 100 ms each', async () => {
  const { api } = couple.sacha
  const calls = {
    page: () => api.couple.timeline.query({ limit: 50, cursor: '2015-05-05_0' }),
    month: () => api.couple.timeline.query({ limit: 50, month: '2015-05' }),
    months: () => api.couple.months.query(),
    search: () => api.couple.search.query({ query: 'souvenir ete', limit: 50 }),
    rareSearch: () => api.couple.search.query({ query: '9876', limit: 50 }),
    onThisDay: () => api.couple.onThisDay.query(),
  }
  for (const [name, call] of Object.entries(calls)) {
    const time = await median(call)
    process.stdout.write(`${name} of ${memories}: ${time.toFixed(1)} ms\n`)
    expect(time, name).toBeLessThan(100)
  }
})
