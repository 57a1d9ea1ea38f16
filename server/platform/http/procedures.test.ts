import { afterEach, beforeEach, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../testing/start-app.ts'

let app: TestApp

beforeEach(async () => {
  app = await startApp()
})

afterEach(() => app.stop())

const json = { 'content-type': 'application/json' }

test('calls that were sent together are answered side by side, each with its own outcome', async () => {
  const { batching } = app.as('owner')
  const [me, gone, sessions] = await Promise.allSettled([
    batching.house.me.query(),
    batching.couple.memory.query({ id: 404 }),
    batching.accounts.sessions.query(),
  ])
  expect(me).toMatchObject({ status: 'fulfilled', value: { account: { role: 'owner' } } })
  expect(gone).toMatchObject({ status: 'rejected', reason: { data: { code: 'NOT_FOUND', httpStatus: 404 } } })
  expect(sessions).toMatchObject({ status: 'fulfilled', value: [{ current: true }] })
  const answer = await app.visitor().fetch('/trpc/house.me,accounts.sessions?batch=1')
  expect(answer.status).toBe(207)
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
})

test('what cannot be read is refused, and nothing is called', async () => {
  const owner = app.as('owner')
  const send = async (path: string, body: string) =>
    (await owner.fetch(path, { method: 'POST', headers: json, body })).status
  expect((await owner.fetch('/trpc/house.audit?input=%7B%22limit')).status).toBe(400)
  expect((await owner.fetch('/trpc/house.me?batch=1&input=7')).status).toBe(400)
  expect(await send('/trpc/accounts.endOtherSessions', '{"broken')).toBe(400)
  expect(await send('/trpc/accounts.endOtherSessions?batch=1', '"text"')).toBe(400)
  expect(await send('/trpc/house.me', '{}')).toBe(405)
  expect((await owner.fetch('/trpc/house.nowhere')).status).toBe(404)
  expect((await owner.fetch('/trpc/__proto__')).status).toBe(404)
  expect((await owner.fetch('/trpc/constructor.name')).status).toBe(404)
})

test('twenty calls go into one request, and no more', async () => {
  const ask = async (calls: number) => {
    const paths = Array.from({ length: calls }, () => 'house.me').join(',')
    return (await app.visitor().fetch(`/trpc/${paths}?batch=1`)).status
  }
  expect(await ask(20)).toBe(200)
  expect(await ask(21)).toBe(400)
})

test('only what may be read without a network is marked to be kept, each answer with its reader', async () => {
  const marksOf = async (path: string, as: { fetch: (path: string) => Promise<Response> }) => {
    const { headers } = await as.fetch(`/trpc/${path}`)
    return [headers.get('foyer-reader'), headers.get('foyer-keep')]
  }
  const person = app.person('owner')
  const owner = app.as(person)
  await owner.api.couple.namePartner.mutate({ position: 1, accountId: person.id })
  const months = `couple.timeline?input=${encodeURIComponent('{"limit":5}')}`
  expect(await marksOf(months, owner)).toEqual([String(person.id), 'yes'])
  expect(await marksOf(months, app.visitor())).toEqual(['visitor', null])
  expect(await marksOf('couple.timeline?input=7', owner)).toEqual([String(person.id), null])
  for (const path of ['house.me', 'accounts.sessions', 'couple.timeline,house.me?batch=1', 'house.nowhere']) {
    expect(await marksOf(path, owner)).toEqual([null, null])
  }
})
