import { sendSmallPicture, showTo, smallJpeg, twoPartners } from '../../server/testing/couple.ts'
import { coupleHome } from '../../shared/couple-live.ts'
import { expect, expectSound, listens, test, wordsOf } from './fixtures.ts'

const chapter = { title: 'Un soir de juin', text: 'De la musique.\n\nEt toi.', date: '2019-06-21', pictures: [] }

for (const { locale, width } of [
  { locale: 'fr', width: 390 },
  { locale: 'en', width: 1440 },
] as const) {
  test(`a chapter is written with a photograph, and the other reads it at once (${locale}, ${width})`, async ({
    house,
    open,
  }) => {
    const t = wordsOf(locale)
    const couple = await twoPartners(house)
    const theirs = await open({ locale, width, cookies: couple.sacha.cookies() })
    const isListening = listens(theirs, coupleHome)
    await theirs.goto('/couple/story')
    await expect(theirs.getByText(t('coupleStory.story.empty'))).toBeVisible()
    await isListening

    const mine = await open({ locale, width, cookies: couple.camille.cookies() })
    await mine.goto('/couple')
    const sections = mine.getByRole('navigation', { name: t('couple.sections.label') })
    await sections.getByRole('link', { name: t('couple.sections.story') }).click()
    await expect(sections.getByRole('link', { name: t('couple.sections.story') })).toHaveAttribute(
      'aria-current',
      'page',
    )
    await expect(sections.getByRole('link', { name: t('couple.sections.home') })).not.toHaveAttribute('aria-current')
    await mine.getByRole('link', { name: t('coupleStory.story.add') }).click()
    await mine.getByLabel(t('coupleStoryEditor.chapter.title'), { exact: true }).fill('Le quai numéro deux')
    await mine.getByLabel(t('coupleStoryEditor.chapter.text'), { exact: true }).fill('Le train avait du retard.')
    await mine.getByLabel(t('coupleStoryEditor.chapter.date'), { exact: true }).fill('15/08/2019')
    const photo = { name: 'quai.jpg', mimeType: 'image/jpeg', buffer: await smallJpeg() }
    await mine.locator('input[type=file]').setInputFiles(photo)
    await mine.getByRole('button', { name: t('coupleStoryEditor.chapter.saveNew') }).click()
    await expect(mine.getByRole('dialog')).toHaveCount(0)
    await expect(mine.getByRole('link', { name: t('coupleStory.story.add') })).toBeFocused()

    for (const page of [mine, theirs]) {
      await expect(page.getByRole('heading', { name: 'Le quai numéro deux' })).toBeVisible()
      await expect(page.locator('time[datetime="2019-08-15"]')).toBeVisible()
    }
    expect((await couple.camille.api.couple.story.query()).chapters[0]?.pictures).toHaveLength(1)
    for (const path of ['', '/1/edit', '/arrange']) {
      await mine.goto(`/couple/story${path}`)
      await expectSound(mine)
    }
  })
}

test('chapters change places by keyboard, are deleted with a way back, and restored', async ({ house, open }) => {
  const t = wordsOf('fr')
  const { camille } = await twoPartners(house)
  for (const title of ['Premier', 'Second']) await camille.api.couple.createChapter.mutate({ ...chapter, title })
  const titles = async () => (await camille.api.couple.story.query()).chapters.map(({ title }) => title)
  const page = await open({ locale: 'fr', width: 1440, cookies: camille.cookies() })
  await page.goto('/couple/story/arrange')
  const handle = page.getByRole('button', { name: t('coupleStoryEditor.arrange.drag', { title: 'Second' }) })
  const save = page.getByRole('button', { name: t('coupleStoryEditor.arrange.save') })
  await handle.press('ArrowUp')
  await camille.api.couple.createChapter.mutate({ ...chapter, title: 'Troisième' })
  await save.click()
  await expect(page.getByText(t('coupleStory.errors.listChanged'))).toBeVisible()
  await expect(page.getByRole('dialog').getByText('Troisième')).toBeVisible()
  await save.click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await titles()).toEqual(['Second', 'Premier', 'Troisième'])

  await page.getByRole('link', { name: t('coupleStory.story.editNamed', { title: 'Premier' }) }).click()
  await page.getByRole('button', { name: t('coupleStoryEditor.chapter.delete'), exact: true }).click()
  await page.getByRole('button', { name: t('coupleStoryEditor.chapter.deleteConfirm') }).click()
  await expect(page.getByRole('heading', { name: 'Premier' })).toHaveCount(0)
  await page.getByRole('button', { name: t('common.actions.undo') }).click()
  await expect(page.getByRole('heading', { name: 'Premier' })).toBeVisible()

  await camille.api.couple.deleteChapter.mutate({ id: 2 })
  await page.goto('/couple/story/arrange')
  await page.getByRole('button', { name: t('coupleStoryEditor.arrange.restoreNamed', { title: 'Second' }) }).click()
  await expect(page.getByRole('heading', { name: 'Second' })).toBeVisible()
  expect(await titles()).toEqual(['Second', 'Premier', 'Troisième'])
})

test('two who edit one chapter choose what stays', async ({ house, open }) => {
  const t = wordsOf('fr')
  const { camille, sacha } = await twoPartners(house)
  const { id, revision } = await camille.api.couple.createChapter.mutate(chapter)
  const page = await open({ locale: 'fr', width: 1440, cookies: sacha.cookies() })
  await page.goto(`/couple/story/${id}/edit`)
  await page.getByLabel(t('coupleStoryEditor.chapter.title'), { exact: true }).fill('Le titre de Sacha')
  await camille.api.couple.editChapter.mutate({ ...chapter, id, revision, title: 'Le titre de Camille' })
  await page.getByRole('button', { name: t('coupleStoryEditor.chapter.save'), exact: true }).click()
  const question = t('coupleStoryEditor.chapter.conflictBy', { name: 'Camille' })
  await expect(page.getByRole('heading', { name: question })).toBeFocused()
  await page.getByRole('button', { name: t('coupleEditor.conflict.allMine') }).click()
  await page.getByRole('button', { name: t('coupleEditor.conflict.save') }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect((await camille.api.couple.story.query()).chapters[0]?.title).toBe('Le titre de Sacha')
})

test('without scripts the story is read, and what holds nothing is not offered', async ({ house, browser }) => {
  const t = wordsOf('fr')
  const couple = await twoPartners(house)
  const mediaId = await sendSmallPicture(couple.camille)
  await couple.camille.api.couple.createChapter.mutate({ ...chapter, pictures: [{ mediaId, alt: 'Le quai' }] })
  await showTo(couple, 'public')
  const context = await browser.newContext({ baseURL: house.url, javaScriptEnabled: false, locale: 'fr-FR' })
  const page = await context.newPage()
  await page.goto('/couple')
  const sections = page.getByRole('navigation', { name: t('couple.sections.label') })
  await expect(sections.getByRole('link')).toHaveText([t('couple.sections.home'), t('couple.sections.story')])
  await sections.getByRole('link', { name: t('couple.sections.story') }).click()
  await expect(page.getByRole('heading', { name: 'Un soir de juin' })).toBeVisible()
  await expect(page.getByText('Et toi.')).toBeVisible()
  await expect(page.getByRole('img', { name: 'Le quai' })).toBeAttached()
  await context.close()
})
