import { memoryOf, twoPartners } from '../../server/testing/couple.ts'
import { expect, test, wordsOf } from './fixtures.ts'

for (const { locale, width } of [
  { locale: 'fr', width: 1440 },
  { locale: 'en', width: 390 },
] as const) {
  test(`a memory is found among the commands by its words, and opened (${locale}, ${width})`, async ({
    house,
    open,
  }) => {
    const t = wordsOf(locale)
    const { camille } = await twoPartners(house)
    const { id } = await camille.api.couple.createMemory.mutate(memoryOf({ place: 'Carnac' }))
    await camille.api.couple.createMemory.mutate(memoryOf({ title: 'Les châtaignes', place: 'Ardèche', text: '' }))
    const page = await open({ locale, width, cookies: camille.cookies() })
    await page.goto('/couple')
    await page.getByRole('button', { name: t('common.account.menu') }).click()
    await page.getByRole('button', { name: t('common.navigation.search') }).click()
    const box = page.getByPlaceholder(t('app.palette.placeholder'))
    await box.fill('carnac plage')
    const line = page.getByRole('dialog').getByRole('button', { name: 'La plage de Carnac' })
    await expect(line).toBeVisible()
    await expect(page.getByRole('dialog').getByText('Les châtaignes')).toBeHidden()
    await box.press('Enter')
    await expect(page).toHaveURL(new RegExp(`/couple/memories/${id}$`))
  })
}

test('a visitor to whom the memories are closed finds none of them', async ({ house, open }) => {
  const t = wordsOf('fr')
  const { camille } = await twoPartners(house)
  await camille.api.couple.createMemory.mutate(memoryOf({}))
  const page = await open({ locale: 'fr', width: 1440 })
  await page.goto('/')
  await page.getByRole('button', { name: t('common.appearance.title') }).click()
  await page.getByRole('button', { name: t('common.navigation.search') }).click()
  await page.getByPlaceholder(t('app.palette.placeholder')).fill('carnac')
  await expect(page.getByText(t('app.palette.nothing'))).toBeVisible()
})

test('a dialog that asks for something keeps the keys to itself', async ({ house, open }) => {
  const t = wordsOf('fr')
  house.person('owner')
  const page = await open({ locale: 'fr', width: 1440 })
  await page.goto('/login')
  const login = page.getByLabel(t('accounts.page.signIn.login'))
  await login.fill('camille')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('.k')
  await expect(login).toHaveValue('camille.k')
  await expect(page.getByPlaceholder(t('app.palette.placeholder'))).toBeHidden()
})
