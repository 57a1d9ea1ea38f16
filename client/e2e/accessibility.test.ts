import type { Page } from '@playwright/test'
import { setupPath } from '../../server/domains/house/setup.ts'
import type { Person } from '../../server/testing/people.ts'
import type { TestApp } from '../../server/testing/start-app.ts'
import { expectSound, test as testBare } from './fixtures.ts'
import { test } from './furnished.ts'
import { withTorrents } from './furnishedTorrents.ts'

const publicPages = [
  '/',
  '/login',
  '/couple',
  '/couple/memories',
  '/couple/memories/1',
  '/couple/story',
  '/couple/future',
  '/nowhere',
  '/invitation#token=x',
  '/reset#token=x',
  '/confirm-email#token=x',
  '/mfa',
  '/mfa-recovery#token=x',
  '/mfa-recovery/stop#token=x',
]
const ownPages = [
  '/couple',
  '/couple/memories',
  '/couple/memories/1',
  '/couple/memories/new',
  '/couple/memories/deleted',
  '/couple/memories/1/edit',
  '/couple/story',
  '/couple/story/1/edit',
  '/couple/future',
  '/couple/future/2/write',
  '/couple/edit',
  '/me',
  '/admin',
  '/admin/settings',
  '/admin/modules',
  '/admin/mail',
  '/admin/audit',
  '/admin/couple',
  '/admin/content',
  '/admin/people',
  '/admin/groups',
  '/admin/couple/import',
  '/admin/health',
  '/me/keys',
  '/me/notices',
  '/me/notices/choices',
]

const torrentPages = [
  '/torrents',
  '/torrents/1',
  '/torrents/all',
  '/torrents/all/2',
  '/torrents/search',
  '/torrents/speed',
  '/admin/torrents',
]

/** Opens the couple to everybody, keeps a place for somebody invited and lays something in the bin; answers the owner's cookies. */
async function furnish(house: TestApp, owner: Person): Promise<string> {
  const browser = house.as(owner)
  const { couple } = browser.api
  await couple.removePartner.mutate({ position: 2 })
  await couple.invitePartner.mutate({ position: 2, name: 'Dominique', email: 'd@example.org', locale: 'fr' })
  await couple.changeVisibility.mutate({ visibility: 'public' })
  await couple.deleteMemory.mutate({ id: 2 })
  return browser.cookies()
}

/** Looks at a page on a desk in the light, then at the same page on a phone in the dark. */
async function expectSoundAt(page: Page, path: string): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto(path)
  await expectSound(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectSound(page)
}

// The tests of single features look at the other pairs of scheme and width.
test.describe.configure({ mode: 'parallel', timeout: 600_000 })

testBare('axe finds nothing on the first page of the setup', async ({ house, open }) => {
  await expectSoundAt(await open({ locale: 'fr', width: 1440 }), setupPath(house.deps) ?? '')
})

test('axe finds nothing on the pages of the owner', async ({ house, open, examples: { one } }) => {
  const owner = await open({ locale: 'fr', width: 1440, cookies: await furnish(house, one) })
  for (const path of ownPages) await expectSoundAt(owner, path)
})

testBare('axe finds nothing on the pages of torrents', async ({ house, open }) => {
  const { double, owner } = await withTorrents(house, ({ owner: one, ada }) => [
    { number: 1, name: 'Été indien', owners: [one], engine: 'downloading', progress: 0.4, down: 2_000_000 },
    { number: 2, name: 'Archives', owners: [ada], engine: 'stalledUP', progress: 1 },
    { number: 3, name: 'Zèbre', owners: [one], engine: null, state: 'not-sent' },
  ])
  const page = await open({ locale: 'fr', width: 1440, cookies: house.as(owner).cookies() })
  for (const path of torrentPages) await expectSoundAt(page, path)
  await double.stop()
})

test('axe finds nothing on the pages of a visitor', async ({ house, open, examples: { one } }) => {
  await furnish(house, one)
  const visitor = await open({ locale: 'en', width: 1440 })
  for (const path of publicPages) await expectSoundAt(visitor, path)
})
