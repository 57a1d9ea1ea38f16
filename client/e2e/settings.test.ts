import { interfaceSettings } from '../../shared/couple.ts'
import { expect, test, wordsOf } from './fixtures.ts'

test('the owner lets the pages of another site call the old interface', async ({ house, open }) => {
  const t = wordsOf('fr')
  const page = await open({ locale: 'fr', width: 390, cookies: house.as('owner').cookies() })
  await page.goto('/admin/settings')
  const section = page.getByRole('region', { name: t('coupleInterface.settings.title') })
  const field = section.getByLabel(t('coupleInterface.settings.origins'))
  const save = section.getByRole('button', { name: t('common.actions.save') })

  await field.fill('old.example')
  await field.press('Enter')
  await save.click()
  await expect(section.getByText(t('coupleEditor.errors.notAnOrigin'))).toBeVisible()

  await field.press('Backspace')
  // What stands in the field is saved without being entered first.
  await field.fill('https://old.example')
  await save.click()
  await expect(page.getByText(t('coupleInterface.settings.saved'))).toBeVisible()
  expect(house.deps.settings.get(interfaceSettings).origins).toEqual(['https://old.example'])
})
