import { systemClock } from '../../server/platform/clock.ts'
import { startApp } from '../../server/testing/start-app.ts'
import { expect, test, wordsOf } from './fixtures.ts'

test('whoever signs in at another address than the house’s own reads which one it is', async ({ browser }) => {
  const baseUrl = 'https://foyer.example'
  const house = await startApp({ automatic: true, config: { baseUrl }, overrides: { clock: systemClock } })
  house.person('owner')
  const context = await browser.newContext({ baseURL: `http://127.0.0.1:${house.port}`, locale: 'en-GB' })
  const page = await context.newPage()
  const t = wordsOf('en')
  await page.goto('/login')
  await page.getByLabel(t('accounts.page.signIn.login')).fill('ada')
  await page.getByLabel(t('accounts.page.signIn.password'), { exact: true }).fill('a long enough secret')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('accounts.page.signIn.submit') })
    .click()
  await expect(page.getByText(t('common.errors.wrongAddress', { address: baseUrl }))).toBeVisible()
  await context.close()
  await house.stop()
})
