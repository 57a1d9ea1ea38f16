import { expect, test, wordsOf } from './fixtures.ts'

test('dark and light are chosen by the commands and on one’s own page', async ({ house, open }) => {
  const t = wordsOf('fr')
  const page = await open({ locale: 'fr', width: 1440, cookies: house.as('owner').cookies() })
  const scheme = page.locator('html[data-scheme="dark"][data-mantine-color-scheme="dark"]')
  await page.goto('/admin/settings')
  await expect(page.getByRole('heading', { name: t('house.page.settings.title'), level: 1 })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder(t('app.palette.placeholder')).fill(t('common.appearance.dark'))
  await page.getByText(t('common.appearance.dark'), { exact: true }).last().waitFor()
  await page.keyboard.press('Enter')
  await expect(scheme).toBeAttached()
  await page.reload()
  await expect(scheme).toBeAttached()
  await page.goto('/me')
  await page.getByText(t('common.appearance.light'), { exact: true }).click()
  await expect(page.locator('html[data-scheme="light"][data-mantine-color-scheme="light"]')).toBeAttached()
})
