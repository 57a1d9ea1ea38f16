import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { siteSettings } from '../../shared/house.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'

let app: TestApp

beforeEach(async () => {
  app = await startApp()
  // Without an owner every page leads to the setup.
  app.person('owner')
})

afterEach(() => app.stop())

const hostile = '</script><script>alert(1)</script>"><img src=x onerror=alert(1)>'
const nameHouse = (name: string) =>
  app.deps.settings.set(siteSettings, { ...siteSettings.defaults, name, promise: name.slice(0, 80) })
const page = async (path = '/', browser = app.visitor()) => {
  const answer = await browser.bare(path)
  return { answer, html: await answer.text() }
}

test('attack 75: a closing script tag in rendered data stays text', async () => {
  nameHouse(hostile)
  const { html } = await page()
  expect(html).not.toContain('<script>alert')
  expect(html).not.toContain('<img src=x')
  const scripts = html.match(/<script\b[^>]*>/g) ?? []
  expect(scripts.length).toBeGreaterThan(0)
  expect(scripts.filter((script) => !script.includes('nonce=') && !script.includes('application/json'))).toEqual([])
})

test('attack 76: what previews read is escaped', async () => {
  nameHouse(hostile)
  const { html } = await page()
  const tags = html.match(/<meta[^>]+property="og:[^>]*>/g) ?? []
  expect(tags.length).toBeGreaterThan(1)
  for (const tag of tags) expect(tag).not.toMatch(/content="[^"]*<|""/)
})

test('attack 38: no other site may show the house in a frame', async () => {
  const { answer } = await page()
  expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(answer.headers.get('x-frame-options')).toBe('DENY')
})

test('every answer carries its own nonce, cached pages too', async () => {
  const nonces = new Set<string>()
  for (let n = 0; n < 3; n += 1) {
    const { answer, html } = await page()
    const [, nonce = ''] = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '') ?? []
    expect(html).toContain(`nonce="${nonce}"`)
    nonces.add(nonce)
  }
  expect(nonces.size).toBe(3)
})

test('a visitor’s page that nothing changed is not drawn again', async () => {
  await page()
  const get = vi.spyOn(app.deps.settings, 'get')
  const timesRead = () => get.mock.calls.filter(([of]) => of.name === siteSettings.name).length
  await page()
  // Only for the language of whoever asks.
  expect(timesRead()).toBe(1)
  nameHouse('Autre')
  await page()
  expect(timesRead()).toBeGreaterThan(2)
})

test('a cached page is drawn again after anything changed', async () => {
  nameHouse('Avant')
  expect((await page()).html).toContain('Avant')
  nameHouse('Après')
  const { html } = await page()
  expect(html).toContain('Après')
  expect(html).not.toContain('Avant')
})

test('a page that does not exist says so with 404, in the visitor’s language', async () => {
  const answer = await app.visitor().bare('/nowhere', { headers: { 'accept-language': 'en' } })
  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain('lang="en"')
})

test('a visitor reads in the language and the time of the house where the browser names none', async () => {
  app.deps.settings.set(siteSettings, { ...siteSettings.defaults, language: 'en', timeZone: 'America/Montreal' })
  const me = await app.visitor().api.house.me.query()
  expect(me).toMatchObject({ timeZone: 'America/Montreal' })
  const answer = await fetch(app.url, { headers: { 'accept-language': 'de' } })
  expect(await answer.text()).toContain('<html lang="en"')
})
