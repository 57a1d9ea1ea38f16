import { afterEach, beforeEach, expect, test } from 'vitest'
import { smallJpeg, twoPartners } from '../../testing/couple.ts'
import { expectRefused, formOf, programOf, type RestClient } from '../../testing/rest.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'

// What a hostile program sends to the old interface.

let app: TestApp
let client: RestClient

beforeEach(async () => {
  app = await startApp()
  client = programOf(app, (await twoPartners(app)).people.camille)
})
afterEach(() => app.stop())

const rows = (table: string): unknown => app.deps.db.$client.prepare(`SELECT count(*) FROM ${table}`).pluck().get()

test('attack 48: a body that names properties of every object is 400', async () => {
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    const raw = `{"title":"x","${key}":{"admin":true}}`
    expectRefused(
      await client.call('POST', '/api/memories', { raw, headers: { 'content-type': 'application/json' } }),
      400,
    )
    const form = formOf({ title: 'x', [key]: 'y' })
    expect((await client.call('POST', '/api/memories', { form })).status).toBe(201)
  }
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
  expect(rows('memory')).toBe(3)
})

test('attack 49: SQL in numbers and texts is only text', async () => {
  const title = "'); DROP TABLE memory; --"
  const { status, body } = await client.call('POST', '/api/memories', { json: { title } })
  expect([status, (body as { title: string }).title]).toEqual([201, title])
  expectRefused(await client.call('GET', `/api/memories/${encodeURIComponent("1' OR '1'='1")}`), 404)
  expectRefused(await client.call('GET', '/api/memories/1%20OR%201=1'), 404)
})

test('attack 50: deep JSON is 400', async () => {
  const raw = `{"title":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
  expectRefused(
    await client.call('POST', '/api/memories', { raw, headers: { 'content-type': 'application/json' } }),
    400,
  )
})

test('attack 51: a fault inside is a general sentence', async () => {
  app.deps.db.$client.exec('DROP TABLE perspective')
  const answer = await client.call('GET', '/api/perspectives')
  expectRefused(answer, 500)
  expect(JSON.stringify(answer.body)).not.toMatch(/table|sql|perspective/i)
})

test('attack 74: scripts in texts travel as JSON and nothing else', async () => {
  const title = '<script>alert(1)</script>'
  const form = formOf(
    { title, description: '"><img src=x onerror=alert(1)>' },
    { content: await smallJpeg(), name: title },
  )
  const { body, headers } = await client.call('POST', '/api/memories', { form })
  expect(body).toMatchObject({ title, description: '"><img src=x onerror=alert(1)>' })
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})
