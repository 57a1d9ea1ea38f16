import { expect, onTestFinished, test } from 'vitest'
import { appRouter } from '../domains.ts'
import { access } from '../testing/access.ts'
import { startApp } from '../testing/start-app.ts'

/** Procedures that a visitor may call. */
const openToVisitors = Object.keys(access).filter((path) => access[path] === 'open')

interface Procedure {
  readonly _def: { readonly type: 'query' | 'mutation'; readonly meta?: { readonly open?: true } }
}

const procedures = Object.entries(appRouter._def.procedures) as unknown as [string, Procedure][]

test('attack 41: what is open to visitors is on the list', () => {
  const open = procedures.filter(([, { _def }]) => _def.meta?.open).map(([path]) => path)
  expect(open.sort()).toEqual([...openToVisitors].sort())
  expect(procedures.length).toBeGreaterThan(30)
})

test('attack 41: every other procedure answers a visitor with 401', async () => {
  const app = await startApp({ modules: ['torrents'] })
  onTestFinished(() => app.stop())
  const visitor = app.visitor()
  for (const [path, { _def }] of procedures) {
    if (_def.meta?.open) continue
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
    const answer = await visitor.fetch(`/trpc/${path}`, _def.type === 'mutation' ? init : {})
    expect([path, answer.status]).toEqual([path, 401])
  }
})

test('attack 48: names of every object’s properties are refused', async () => {
  const app = await startApp()
  onTestFinished(() => app.stop())
  for (const body of ['{"__proto__":{"login":"x"}}', '{"login":"x","constructor":{"prototype":{}}}']) {
    const headers = { 'content-type': 'application/json' }
    const answer = await app.visitor().fetch('/trpc/accounts.signIn', { method: 'POST', headers, body })
    expect(answer.status).toBe(400)
  }
})

test('attack 50: an input that is nested a thousand deep, or too large, is refused', async () => {
  const app = await startApp()
  onTestFinished(() => app.stop())
  const send = async (body: string) => {
    const headers = { 'content-type': 'application/json' }
    return (await app.as('owner').fetch('/trpc/house.changeSettings', { method: 'POST', headers, body })).status
  }
  const deep = `${'{"value":'.repeat(1000)}1${'}'.repeat(1000)}`
  expect(await send(deep)).toBe(400)
  expect(await send(`{"name":"${'a'.repeat(1_100_000)}"}`)).toBe(413)
  const page = (limit: number) => app.as('owner').api.house.audit.query({ before: null, limit })
  await expect(page(1e9)).rejects.toMatchObject({ data: { httpStatus: 400 } })
})

test('attack 51: what breaks inside is answered with a general sentence', async () => {
  const app = await startApp()
  onTestFinished(() => app.stop())
  const browser = app.as('owner')
  app.deps.db.$client.exec('DROP TABLE notice')
  const answer = await browser.fetch(`/trpc/notices.list?input=${encodeURIComponent('{"after":null,"limit":5}')}`)
  expect(answer.status).toBe(500)
  const text = await answer.text()
  expect(text).not.toMatch(/Sqlite|no such table|\.ts:|stack/)
  expect(JSON.parse(text)).toMatchObject({ error: { message: 'common.errors.INTERNAL', data: { code: 'INTERNAL' } } })
})
