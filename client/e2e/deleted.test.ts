import { memoryOf, sendSmallPicture, twoPartners } from '../../server/testing/couple.ts'
import { coupleHome } from '../../shared/couple-live.ts'
import { expect, listens, test, wordsOf } from './fixtures.ts'

for (const { locale, width } of [
  { locale: 'fr', width: 1440 },
  { locale: 'en', width: 390 },
] as const) {
  test(`what was deleted is found and restored, and the other sees it come back (${locale}, ${width})`, async ({
    house,
    open,
  }) => {
    const t = wordsOf(locale)
    const { camille, sacha } = await twoPartners(house)
    const pictures = [{ mediaId: await sendSmallPicture(camille), alt: 'La mer' }]
    const { id } = await camille.api.couple.createMemory.mutate(memoryOf({ pictures }))
    await camille.api.couple.createMemory.mutate(memoryOf({ title: 'Celui qui reste' }))
    const [mine, theirs] = [
      await open({ locale, width, cookies: camille.cookies() }),
      await open({ locale, width, cookies: sacha.cookies() }),
    ]

    await theirs.goto('/couple/memories/deleted')
    await expect(theirs.getByText(t('coupleEditor.deleted.empty'))).toBeVisible()
    await mine.goto(`/couple/memories/${id}`)
    await mine.getByRole('button', { name: t('couple.memory.delete') }).click()
    await expect(mine.getByRole('dialog')).toContainText('30')
    await mine.getByRole('button', { name: t('couple.memory.deleteConfirm') }).click()
    await expect(mine).toHaveURL(/\/couple\/memories$/)

    const row = theirs.getByRole('listitem').filter({ hasText: 'La plage de Carnac' })
    await expect(row).toBeVisible()
    const face = row.getByRole('img', { name: 'La mer' })
    await expect.poll(() => face.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)

    await mine.getByRole('link', { name: t('couple.timeline.deleted') }).click()
    await expect(mine).toHaveURL(/\/couple\/memories\/deleted$/)
    const dialog = mine.getByRole('dialog', { name: t('coupleEditor.deleted.title') })
    await expect(dialog).toContainText(t('coupleEditor.deleted.intro', { days: 30 }))
    await dialog
      .getByRole('button', { name: t('coupleEditor.deleted.restoreNamed', { title: 'La plage de Carnac' }) })
      .press('Enter')
    await expect(mine.getByText(t('coupleEditor.deleted.restored', { title: 'La plage de Carnac' }))).toBeVisible()
    await expect(dialog.getByText(t('coupleEditor.deleted.empty'))).toBeVisible()
    await expect(theirs.getByText(t('coupleEditor.deleted.empty'))).toBeVisible()
    await mine.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(mine.getByRole('link', { name: 'La plage de Carnac' })).toBeVisible()
  })
}

test('nothing is deleted for good unasked, and what is, is gone for both', async ({ house, open }) => {
  const t = wordsOf('fr')
  const { camille, sacha } = await twoPartners(house)
  for (const title of ['Le premier', 'Le second']) {
    const { id } = await camille.api.couple.createMemory.mutate(memoryOf({ title }))
    await camille.api.couple.deleteMemory.mutate({ id })
  }
  const page = await open({ locale: 'fr', width: 1440, cookies: camille.cookies() })
  const isListening = listens(page, coupleHome)
  await page.goto('/couple')
  await isListening
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('textbox', { name: t('common.navigation.search') }).fill('supprim')
  await page.getByRole('button', { name: t('coupleEditor.commands.deleted') }).click()
  await expect(page).toHaveURL(/\/couple\/memories\/deleted$/)

  const list = page.getByRole('list', { name: t('coupleEditor.deleted.list') })
  await expect(list.getByRole('listitem')).toHaveCount(2)
  await expect(list.getByRole('listitem').first()).toContainText('Le second')
  const remove = list.getByRole('button', { name: t('coupleEditor.deleted.removeNamed', { title: 'Le second' }) })
  await remove.click()
  const question = page.getByRole('dialog', { name: t('coupleEditor.deleted.removeTitle') })
  await question.getByRole('button', { name: t('common.actions.cancel') }).click()
  await expect(question).toBeHidden()
  await expect(list.getByRole('listitem')).toHaveCount(2)

  await remove.click()
  await question.getByRole('button', { name: t('coupleEditor.deleted.remove') }).click()
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await expect(list).toBeFocused()
  const left = await sacha.api.couple.deleted.query({ limit: 10 })
  expect(left.memories.map(({ title }) => title)).toEqual(['Le premier'])
})

test('a visitor is asked to sign in, and whoever is no partner sees nothing of it', async ({ house, open }) => {
  await twoPartners(house)
  const visitor = await open({ locale: 'fr', width: 1440 })
  await visitor.goto('/couple/memories/deleted')
  await expect(visitor).toHaveURL(/\/login\?next=%2Fcouple%2Fmemories%2Fdeleted$/)
  const cookies = house.as('admin').cookies()
  const member = await open({ locale: 'fr', width: 1440, cookies })
  await member.goto('/couple/memories/deleted')
  await expect(member.getByRole('heading', { name: wordsOf('fr')('couple.page.closed.administerTitle') })).toBeVisible()
  await expect(member.getByRole('dialog')).toHaveCount(0)
})
