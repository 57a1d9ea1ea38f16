import type { Page } from '@playwright/test'
import { setupPath } from '../../server/domains/house/setup.ts'
import type { Person } from '../../server/testing/people.ts'
import type { TestApp } from '../../server/testing/start-app.ts'
import { expectSound, test as testBare } from './fixtures.ts'
import { test } from './furnished.ts'

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

async function expectSoundAt(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expectSound(page)
}

// Each scheme and each width once over every page; the tests of single features look at the other pairs.
for (const { scheme, width } of [
  { scheme: 'light', width: 1440 },
  { scheme: 'dark', width: 390 },
] as const) {
  testBare(`axe finds nothing on the first page of the setup (${scheme}, ${width})`, async ({ house, open }) => {
    await expectSoundAt(await open({ locale: 'fr', width, scheme }), setupPath(house.deps) ?? '')
  })

  test(`axe finds nothing on any page (${scheme}, ${width})`, async ({ house, open, examples: { one } }) => {
    test.setTimeout(600_000)
    const cookies = await furnish(house, one)
    const owner = await open({ locale: 'fr', width, scheme, cookies })
    for (const path of ownPages) await expectSoundAt(owner, path)
    const visitor = await open({ locale: 'en', width, scheme })
    for (const path of publicPages) await expectSoundAt(visitor, path)
  })
}
