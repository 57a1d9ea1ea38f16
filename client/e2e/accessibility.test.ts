import type { Page } from '@playwright/test'
import { setupPath } from '../../server/domains/house/setup.ts'
import type { TestApp } from '../../server/testing/start-app.ts'
import { expectSound, test } from './fixtures.ts'

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

/** A house with example content that anybody may see; answers the owner's cookies. */
async function furnish(house: TestApp): Promise<string> {
  const owner = house.person('owner', 'Camille')
  const browser = house.as(owner)
  await browser.api.couple.namePartner.mutate({ position: 1, accountId: owner.id })
  await browser.api.couple.invitePartner.mutate({
    position: 2,
    name: 'Dominique',
    email: 'd@example.org',
    locale: 'fr',
  })
  await browser.api.house.insertDemo.mutate()
  await browser.api.couple.changeVisibility.mutate({ visibility: 'public' })
  await browser.api.couple.deleteMemory.mutate({ id: 2 })
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
  test(`axe finds nothing on the pages of a visitor (${scheme}, ${width})`, async ({ house, open }) => {
    test.setTimeout(600_000)
    const opening = await open({ locale: 'fr', width, scheme })
    await expectSoundAt(opening, setupPath(house.deps) ?? '')
    await furnish(house)
    const visitor = await open({ locale: 'en', width, scheme })
    for (const path of publicPages) await expectSoundAt(visitor, path)
  })

  test(`axe finds nothing on the pages of the owner (${scheme}, ${width})`, async ({ house, open }) => {
    test.setTimeout(600_000)
    const cookies = await furnish(house)
    const owner = await open({ locale: 'fr', width, scheme, cookies })
    for (const path of ownPages) await expectSoundAt(owner, path)
  })
}
