import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import Sqlite from 'better-sqlite3'
import { twoPartners } from '../../server/testing/couple.ts'
import { makeOldSite, oldMemories } from '../../server/testing/old-site.ts'
import type { TestApp } from '../../server/testing/start-app.ts'
import { expect, test, wordsOf } from './fixtures.ts'

const address = '/admin/couple/import'
const databaseName = 'moi_aimer_toi.db'

let folder: string

test.beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-old-'))
})

test.afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

const rows = ({ deps }: TestApp) =>
  ['memory', 'media_use', 'perspective'].map((table) =>
    deps.db.$client.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
  )

const faultless = async (page: Page) => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

/** As a phone chooses, which knows of no folders. */
const chosenFiles = () => [
  path.join(folder, databaseName),
  ...['cafe.jpg', 'plage.jpg', 'abimee.jpg'].map((name) => path.join(folder, 'uploads', name)),
]

/** Two requests of files on their way fail. */
const failTwice = (page: Page) =>
  page.route('**/api/uploads/**', (route) => route.fulfill({ status: 409 }), { times: 2 })

// A phone’s choice knows of no folder within `uploads`: the memory whose photograph lies in one is left out there.
for (const { locale, width, who, site, memories, photographs } of [
  {
    ...({ locale: 'fr', width: 390, who: 'sacha', memories: 6, photographs: 2 } as const),
    site: { memories: oldMemories.filter(({ id }) => id !== 4) },
  },
  { ...({ locale: 'en', width: 1440, who: 'camille', memories: 7, photographs: 3 } as const), site: {} },
]) {
  test(`an old site that is imported twice is there once (${locale}, ${width})`, async ({ house, open }) => {
    const t = wordsOf(locale)
    await makeOldSite(folder, site)
    const couple = await twoPartners(house)
    const page = await open({ locale, width, cookies: couple[who].cookies() })
    const press = (key: 'send' | 'look' | 'start' | 'again') =>
      page.getByRole('button', { name: t(`coupleImport.page.${key}`), exact: true }).click()
    const counts = (memory: number, photograph: number, perspective: number) => ({
      memories: t('coupleImport.report.memories', { count: memory }),
      photographs: t('coupleImport.report.photographs', { count: photograph }),
      perspectives: t('coupleImport.report.perspectives', { count: perspective }),
    })
    const send = async () => {
      const isPhone = width === 390
      const input = page.getByLabel(t(`coupleImport.page.${isPhone ? 'files' : 'folder'}`)).and(page.locator('input'))
      await input.setInputFiles(isPhone ? chosenFiles() : folder)
      await expect(page.getByText(databaseName, { exact: false }).last()).toBeVisible()
    }
    const start = async () => {
      await press('start')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: t('coupleImport.page.start') })
        .click()
      await expect(page.locator('[data-stage=done]')).toBeAttached({ timeout: 20_000 })
    }

    await page.goto(address)
    await expect(page.locator('[data-stage=choose]')).toBeVisible()
    await faultless(page)
    await send()
    await faultless(page)
    await failTwice(page)
    await press('send')
    // A look tells of no photograph that cannot be drawn: nobody has tried yet.
    const found = t('coupleImport.report.found', counts(memories, photographs + 1, 2))
    await expect(page.getByText(found)).toBeVisible({ timeout: 20_000 })
    await expect(page.getByText(t('coupleImport.report.fieldsFound', { count: 3 }))).toBeVisible()
    await expect(page.getByText(t('coupleImport.report.missing', { count: 1 }))).toBeVisible()
    await faultless(page)
    expect(rows(house)).toEqual([0, 0, 0])

    // What has arrived outlives the page.
    await page.reload()
    await press('look')
    await expect(page.getByText(found)).toBeVisible()
    await start()
    await expect(page.getByText(t('coupleImport.report.brought', counts(memories, photographs, 2)))).toBeVisible()
    await expect(page.getByText(t('coupleImport.report.missing', { count: 2 }))).toBeVisible()
    await faultless(page)
    expect(rows(house)).toEqual([memories, photographs, 2])
    await page.reload()
    await expect(page.getByText(t('coupleImport.report.brought', counts(memories, photographs, 2)))).toBeVisible()

    await press('again')
    await send()
    await press('send')
    const known = (memory: number) => page.getByText(t('coupleImport.report.known', counts(memory, photographs, 2)))
    // The damaged photograph of one memory might have been mended: it is tried again.
    await expect(known(memories - 1)).toBeVisible({ timeout: 20_000 })
    await start()
    await expect(page.getByText(t('coupleImport.report.nothing'))).toBeVisible()
    await expect(known(memories)).toBeVisible()
    expect(rows(house)).toEqual([memories, photographs, 2])
    await page.getByRole('link', { name: t('coupleImport.page.memories') }).click()
    await expect(page.locator('article')).toHaveCount(memories)
  })
}

test('what is no old site is refused with the reason, and nothing changes', async ({ house, open }) => {
  const t = wordsOf('fr')
  const { camille } = await twoPartners(house)
  const page = await open({ locale: 'fr', width: 390, cookies: camille.cookies(), scheme: 'dark' })
  await page.goto('/admin/couple')
  await page.getByRole('link', { name: t('coupleImport.offer.open') }).click()
  const input = page.getByLabel(t('coupleImport.page.files')).and(page.locator('input'))
  const refused = (words: string) => expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible()

  await input.setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('x') })
  await refused(t('coupleImport.errors.noDatabase', { name: databaseName }))
  await input.setInputFiles({ name: databaseName, mimeType: '', buffer: Buffer.from('Cher journal') })
  await refused(t('coupleImport.errors.notADatabase'))
  await faultless(page)
  expect(await camille.api.couple.importState.query()).toBeNull()

  const other = path.join(folder, databaseName)
  new Sqlite(other).exec('CREATE TABLE bookmarks (id INTEGER)').close()
  await input.setInputFiles(other)
  await expect(page.getByText(t('coupleImport.page.noPhotos'))).toBeVisible()
  await page.getByRole('button', { name: t('coupleImport.page.send'), exact: true }).click()
  await refused(t('coupleImport.errors.tableMissing', { table: 'couple_data' }))
  await faultless(page)
  await page.getByRole('button', { name: t('coupleImport.page.discard') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('coupleImport.page.discard') })
    .click()
  await expect(page.getByText(t('coupleImport.page.discarded'))).toBeVisible()
  expect(await camille.api.couple.importState.query()).toBeNull()
  expect(rows(house)).toEqual([0, 0, 0])
})

test('nobody but the two, and who names them, is offered an import', async ({ house, open }) => {
  await twoPartners(house)
  const page = await open({ locale: 'en', width: 1440, cookies: house.as('member').cookies() })
  await page.goto(address)
  await expect(page.getByText(wordsOf('en')('coupleImport.page.forbidden'))).toBeVisible()
  await expect(page.locator('input[type=file]')).toHaveCount(0)
})

test('whoever sets a house up may begin with the old site', async ({ house, open }) => {
  const t = wordsOf('fr')
  const owner = house.as('owner')
  await owner.api.house.reachSetupStep.mutate({ step: 'content' })
  const page = await open({ locale: 'fr', width: 390, cookies: owner.cookies() })
  await page.goto('/setup')
  const goOn = page.getByRole('button', { name: t('house.page.setup.unfinished.goOn') })
  const choice = page.getByText(t('coupleImport.offer.content'), { exact: true })
  await expect(goOn.or(choice)).toBeVisible()
  if (await goOn.isVisible()) await goOn.click()
  await choice.click()
  await faultless(page)
  await page.getByRole('button', { name: t('house.page.setup.content.finish') }).click()
  await expect(page).toHaveURL(`${house.url}${address}`)
  await expect(page.locator('[data-stage=choose]')).toBeVisible()
  expect((await owner.api.house.setup.query()).step).toBe('done')
})
