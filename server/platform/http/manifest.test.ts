import { expect, test } from 'vitest'
import { siteSettings } from '../../../shared/house.ts'
import { startApp } from '../../testing/start-app.ts'

test('the house is installed under the name and in the language that its owner chose', async () => {
  const app = await startApp()
  app.deps.settings.set(siteSettings, { ...siteSettings.defaults, name: 'La Ruche', language: 'en' })
  const answer = await fetch(`${app.url}/manifest.webmanifest`)
  expect(answer.headers.get('content-type')).toContain('application/manifest+json')
  expect(answer.headers.get('cache-control')).toBe('no-cache')
  expect(await answer.json()).toMatchObject({ name: 'La Ruche', lang: 'en', start_url: '/', display: 'standalone' })
  await app.stop()
})

test('a page says whose it is and whether a device may keep it', async () => {
  const app = await startApp()
  const owner = app.person('owner')
  const headersOf = async (path: string, cookie = '') => {
    const { headers } = await fetch(app.url + path, { headers: { cookie }, redirect: 'manual' })
    return { reader: headers.get('foyer-reader'), keep: headers.get('foyer-keep') }
  }
  const cookie = app.as(owner).cookies()
  expect(await headersOf('/')).toEqual({ reader: 'visitor', keep: 'yes' })
  expect(await headersOf('/', cookie)).toEqual({ reader: String(owner.id), keep: 'yes' })
  expect(await headersOf('/admin', cookie)).toEqual({ reader: String(owner.id), keep: null })
  expect(await headersOf('/me', cookie)).toEqual({ reader: String(owner.id), keep: null })
  expect(await headersOf('/login')).toEqual({ reader: 'visitor', keep: null })
  expect(await headersOf('/couple/l/no-such-link')).toEqual({ reader: 'visitor', keep: null })
  expect(await headersOf('/nowhere', cookie)).toEqual({ reader: String(owner.id), keep: null })
  await app.stop()
})
