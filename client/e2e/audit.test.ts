import fs from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { TestApp } from '../../server/testing/start-app.ts'
import { siteSettings } from '../../shared/house.ts'
import { expect, test, wordsOf } from './fixtures.ts'

const isSound = async (page: Page) => {
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
}

/** Acts of two people, of every kind of value that the log keeps. */
async function act(house: TestApp) {
  const camille = house.person('owner', 'Camille')
  const noor = house.person('admin', 'Noor')
  const sacha = house.person('member', 'Sacha')
  const [owner, admin] = [house.as(camille), house.as(noor)]
  const { abilities, limits } = await owner.api.house.groupChoices.query()
  const { id, revision } = await owner.api.house.createGroup.mutate({ name: 'Famille' })
  await owner.api.house.changeGroup.mutate({
    ...{ id, revision, name: 'Famille' },
    abilities: abilities.map(({ name }) => name),
    limits: limits.map(({ name }) => ({ name, value: 2 ** 31 })),
    members: [sacha.id],
  })
  await owner.api.couple.namePartner.mutate({ position: 1, accountId: camille.id })
  await owner.api.couple.changeVisibility.mutate({ visibility: 'link' })
  await owner.api.accounts.createApiKey.mutate({
    ...{ name: 'Cadre photo', expiresInDays: null },
    scopes: ['couple.read', 'couple.write'],
  })
  const settings = await admin.api.house.settings.query({ name: 'house.site' })
  await admin.api.house.changeSettings.mutate({
    ...{ name: 'house.site', revision: settings.revision },
    value: { ...house.deps.settings.get(siteSettings), name: 'Élagage' },
  })
  await admin.api.house.switchModule.mutate({ name: 'couple', on: false })
  await admin.api.accounts.changeRole.mutate({ id: sacha.id, role: 'client' })
  return { owner, noor }
}

for (const { locale, width, scheme } of [
  { locale: 'fr', width: 390, scheme: 'dark' },
  { locale: 'en', width: 1440, scheme: 'light' },
] as const) {
  test(`the audit log is narrowed, shared by its address and taken along (${locale}, ${width})`, async ({
    house,
    open,
  }) => {
    const t = wordsOf(locale)
    const { owner, noor } = await act(house)
    const page = await open({ locale, width, scheme, cookies: owner.cookies() })
    const lines = page.getByRole('main').getByRole('listitem')
    const status = page.getByRole('main').locator('p[role=status]')
    const search = page.getByRole('searchbox', { name: t('audit.search') })
    const unfold = async () => {
      const fold = page.getByRole('button', { name: /^(Filtres|Filters)/ })
      if (width < 600 && (await fold.getAttribute('aria-expanded')) === 'false') await fold.click()
    }

    await page.goto('/admin/audit')
    await expect(status).toHaveText(t('audit.all', { count: 8 }))
    await expect(lines).toHaveCount(8)
    for (const details of await page.locator('details').all()) await details.locator('summary').click()
    const raw = /\b[a-z]+(?:[A-Z]\w*)?\.(?:[a-z]\w*\.)*[a-z]\w*\b|\b[a-z]+[A-Z]\w*\b/
    expect((await lines.allInnerTexts()).filter((line) => raw.test(line))).toEqual([])
    await isSound(page)

    await unfold()
    await page.getByLabel(t('audit.person'), { exact: true }).selectOption({ label: 'Noor' })
    await expect(status).toHaveText(t('audit.found', { count: 3 }))
    await page.getByLabel(t('audit.act'), { exact: true }).selectOption({ label: t('house.acts.settingsChanged') })
    await expect(status).toHaveText(t('audit.found', { count: 2 }))
    await search.fill('elagage')
    await expect(status).toHaveText(t('audit.found', { count: 1 }))
    await expect(lines).toHaveCount(1)
    await expect(lines).toContainText('Élagage')
    await expect(page).toHaveURL(new RegExp(`\\?person=${noor.id}&act=house.acts.settingsChanged&text=elagage$`))
    await isSound(page)

    await page.reload()
    await expect(lines).toHaveCount(1)
    await expect(search).toHaveValue('elagage')
    await expect(page.getByLabel(t('audit.person'), { exact: true })).toHaveValue(String(noor.id))

    const loading = page.waitForEvent('download')
    await page.getByRole('link', { name: t('audit.export.json') }).click()
    const json = await loading
    expect(json.suggestedFilename()).toMatch(/^audit-[\d-]+\.json$/)
    const entries = JSON.parse(await fs.readFile(await json.path(), 'utf8'))
    expect(entries).toMatchObject([{ who: 'Noor', act: 'house.acts.settingsChanged', address: '127.0.0.1' }])
    expect(JSON.stringify(entries)).toContain('Élagage')
    const table = page.waitForEvent('download')
    await page.getByRole('link', { name: t('audit.export.csv') }).click()
    const csv = await fs.readFile(await (await table).path(), 'utf8')
    expect(csv.trimEnd().split('\r\n')).toHaveLength(2)
    expect(csv).toContain(t('house.acts.settingsChanged'))

    await page.goBack()
    await expect(status).toHaveText(t('audit.found', { count: 2 }))
    await expect(search).toHaveValue('')
    await page.getByRole('button', { name: t('audit.clear') }).click()
    await expect(page).toHaveURL(/\/admin\/audit$/)
    await expect(search).toBeFocused()
    await expect(status).toHaveText(t('audit.all', { count: 10 }))

    await unfold()
    await page.getByLabel(t('audit.to'), { exact: true }).fill('2020-01-01')
    await expect(page.getByText(t('audit.noMatchText'))).toBeVisible()
    await expect(page.getByRole('link', { name: t('audit.export.csv') })).toHaveCount(0)
    await isSound(page)
    await page
      .getByRole('button', { name: t('audit.clear') })
      .last()
      .click()
    await expect(lines).toHaveCount(10)

    // Digit by digit, as the browser's own language orders them: no year on the way narrows or empties anything.
    await page.getByLabel(t('audit.from'), { exact: true }).pressSequentially('01022020')
    await expect(page).toHaveURL(/\?from=2020-0(1-02|2-01)$/)
    await expect(status).toHaveText(t('audit.found', { count: 10 }))

    await page.goto('/admin/audit?person=nobody&act=nothing&from=2026-02-30&to=x&text=')
    await expect(status).toHaveText(t('audit.all', { count: 10 }))
    await expect(page.getByRole('button', { name: t('audit.clear') })).toHaveCount(0)
  })
}
