import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Couple, twoPartners } from '../../testing/couple.ts'
import { fillTimeline } from '../../testing/many-memories.ts'
import { restClient } from '../../testing/rest.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { openSession } from '../accounts/sessions.ts'

const memories = 10_000

let app: TestApp
let couple: Couple

beforeAll(async () => {
  app = await startApp()
  couple = await twoPartners(app)
  fillTimeline(app.deps, couple.people.camille.id, memories)
})
afterAll(() => app.stop())

test('the old interface lists 10,000 memories with signed photographs', async () => {
  const from = { kind: 'bearer', remember: true, userAgent: 'test', address: '127.0.0.1' } as const
  const { token } = openSession(app.deps, couple.people.sacha.id, from)
  const { body } = await restClient(app.url, token).call('GET', '/api/memories')
  expect(body).toHaveLength(memories)
  expect((body as { photo_url: string }[])[0]?.photo_url).toMatch(/^\/uploads\/0+100000\?expires=/)
})

test('10,000 memories are paged through, counted, found and remembered whole', async () => {
  const { api } = couple.sacha
  const seen = new Set<number>()
  for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
    const page: Awaited<ReturnType<typeof api.couple.timeline.query>> = await api.couple.timeline.query({
      limit: 50,
      cursor,
    })
    for (const { id } of page.memories) seen.add(id)
    cursor = page.next
  }
  expect(seen.size).toBe(memories)
  const months = await api.couple.months.query()
  expect(months.reduce((total, { count }) => total + count, 0)).toBe(memories)
  const { memories: found } = await api.couple.search.query({ query: 'souvenir 9876', limit: 50 })
  expect(found.map(({ title }) => title)).toEqual(['Souvenir 9876'])
  const today = new Date(app.clock.now()).toISOString().slice(5, 10)
  const remembered = await api.couple.onThisDay.query()
  expect(remembered.length).toBeGreaterThan(20)
  expect(new Set(remembered.map(({ date }) => date.slice(5)))).toEqual(new Set([today]))
})
