import { setupPath } from '../../server/domains/house/setup.ts'
import { expect, test, wordsOf } from './fixtures.ts'

const person = { username: 'camille', name: 'Camille', email: 'camille@example.org', password: 'quatre mots sans lien' }

for (const [locale, width] of [
  ['fr', 1440],
  ['en', 390],
] as const) {
  test(`the wizard opens a house, with example content in and out (${locale}, ${width})`, async ({ house, open }) => {
    const t = wordsOf(locale)
    const page = await open({ locale, width })
    await page.goto(setupPath(house.deps) ?? '')
    await expect(page).not.toHaveURL(/token=/)

    await page.getByRole('button', { name: t('house.page.setup.language.start') }).click()
    await page.getByLabel(t('accounts.page.fields.username')).fill(person.username)
    await page.getByLabel(t('accounts.page.fields.name'), { exact: true }).fill(person.name)
    await page.getByLabel(t('accounts.page.fields.email')).fill(person.email)
    await page.getByLabel(t('accounts.page.fields.password'), { exact: true }).fill(person.password)
    await page.getByRole('button', { name: t('house.page.setup.owner.submit') }).click()

    await page.getByLabel(t('house.page.settings.site.name')).fill('Chez nous')
    await page.getByRole('button', { name: t('common.actions.continue') }).click()
    await expect(page.getByRole('heading', { name: t('house.page.setup.modules.title') })).toBeVisible()

    // A restart in the middle: the wizard goes on where it was.
    await page.reload()
    await expect(page.getByRole('heading', { name: t('house.page.setup.modules.title') })).toBeVisible()
    await page.getByRole('button', { name: t('common.actions.continue') }).click()

    await expect(page.getByRole('switch', { name: t('coupleEditor.setup.me') })).toBeChecked()
    await page.getByLabel(t('coupleEditor.setup.partnerName')).fill('Dominique')
    await page.getByRole('button', { name: t('coupleEditor.setup.invite') }).click()
    await expect(page.getByLabel(t('coupleEditor.setup.link'))).toHaveValue(/\/invitation#token=/)
    await page.getByRole('button', { name: t('common.actions.continue') }).click()

    await expect(page.getByLabel(t('house.page.settings.mail.fromName'))).toHaveValue('Chez nous')
    await page.getByRole('button', { name: t('house.page.setup.skip') }).click()
    await page.getByText(t('house.page.setup.content.demo'), { exact: true }).click()
    await page.getByRole('button', { name: t('house.page.setup.content.finish') }).click()
    // The examples are painted meanwhile.
    const done = page.getByRole('heading', { name: t('house.page.setup.done.title') })
    await expect(done).toBeVisible({ timeout: 120_000 })
    // Whoever set the house up is one of the two.
    await expect(page.getByRole('link', { name: t('coupleEditor.setup.door') })).toBeVisible()

    await page.goto('/couple/memories')
    await expect(page.locator('article').first()).toBeVisible()
    await page.goto('/admin/content')
    await page.getByRole('button', { name: t('house.page.content.remove') }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('house.page.content.remove') })
      .click()
    await expect(page.getByText(t('house.page.content.removed'))).toBeVisible()
    await expect(page.getByRole('button', { name: t('house.page.content.insert') })).toBeVisible()
    await page.goto('/couple/memories')
    await expect(page.getByText(t('couple.timeline.empty'), { exact: true })).toBeVisible()
  })
}
