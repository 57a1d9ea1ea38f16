import { showTo, twoPartners } from '../../server/testing/couple.ts'
import { coupleHome } from '../../shared/couple-live.ts'
import { expect, expectSound, listens, test, wordsOf } from './fixtures.ts'

const secret = 'Un figuier, et toi dessous.'
const answer = 'Une table trop grande.'

for (const { locale, width } of [
  { locale: 'fr', width: 390 },
  { locale: 'en', width: 1440 },
] as const) {
  test(`a sealed subject opens for both when the second saves (${locale}, ${width})`, async ({ house, open }) => {
    const t = wordsOf(locale)
    const couple = await twoPartners(house)
    await showTo(couple, 'public')
    const mine = await open({ locale, width, cookies: couple.camille.cookies() })
    const isListening = listens(mine, coupleHome)
    await mine.goto('/couple/future')
    await isListening
    await mine.getByRole('link', { name: t('coupleStory.future.add') }).click()
    await mine.getByLabel(t('coupleStoryEditor.subject.title'), { exact: true }).fill('Dans dix ans')
    await expect(mine.getByRole('switch', { name: t('coupleStoryEditor.subject.seal') })).toBeChecked()
    await mine.getByRole('button', { name: t('coupleStoryEditor.subject.add') }).click()
    await mine.getByRole('link', { name: t('coupleStory.future.write') }).click()
    await mine.getByLabel(t('coupleStoryEditor.hope.label')).fill(secret)
    await mine.getByRole('button', { name: t('coupleStoryEditor.hope.save') }).click()
    await expect(mine.getByText(secret)).toBeVisible()
    await expect(mine.getByText(t('coupleStory.future.sealedMine', { name: 'Sacha' }))).toBeVisible()
    await expect(mine.getByRole('link', { name: t('coupleStory.future.rewrite') })).toBeFocused()

    const theirs = await open({ locale, width, cookies: couple.sacha.cookies() })
    await theirs.goto('/couple/future')
    await expect(theirs.getByText(t('coupleStory.future.sealedTheirs', { name: 'Camille' }))).toBeVisible()
    expect(await theirs.content()).not.toContain(secret)
    const visitor = await open({ locale, width })
    await visitor.goto('/couple/future')
    await expect(visitor.getByRole('heading', { name: t('coupleStory.future.title') })).toBeVisible()
    expect(await visitor.content()).not.toMatch(/figuier|Dans dix ans/)
    for (const path of ['', '/1/edit', '/1/write', '/new']) {
      await theirs.goto(`/couple/future${path}`)
      await expectSound(theirs)
    }

    await theirs.goto('/couple/future')
    await theirs.getByRole('link', { name: t('coupleStory.future.write') }).click()
    await theirs.getByLabel(t('coupleStoryEditor.hope.label')).fill(answer)
    await theirs.getByRole('button', { name: t('coupleStoryEditor.hope.save') }).click()
    for (const page of [theirs, mine]) {
      await expect(page.getByText(secret)).toBeVisible()
      await expect(page.getByText(answer)).toBeVisible()
    }
    await visitor.reload()
    await expect(visitor.getByText(secret)).toBeVisible()
  })
}

test('opening early is asked of the one who wrote, and shown to them at once', async ({ house, open }) => {
  const t = wordsOf('fr')
  const { camille, sacha } = await twoPartners(house)
  const id = await camille.api.couple.createSubject.mutate({ title: 'Dans dix ans', sealed: true })
  await camille.api.couple.writeHope.mutate({ id, content: secret, sealed: true, revision: null })
  const author = await open({ locale: 'fr', width: 1440, cookies: camille.cookies() })
  const isListening = listens(author, coupleHome)
  await author.goto('/couple/future')
  await isListening
  const asker = await open({ locale: 'fr', width: 390, cookies: sacha.cookies() })
  await asker.goto(`/couple/future/${id}/edit`)
  await asker.getByRole('button', { name: t('coupleStoryEditor.subject.unseal') }).click()
  await expect(asker.getByText(t('coupleStory.future.askedMine', { name: 'Camille' }))).toBeVisible()
  expect(await asker.content()).not.toContain(secret)
  await expect(author.getByText(t('coupleStory.future.asked', { name: 'Sacha' }))).toBeVisible()
  await author.getByRole('button', { name: t('coupleStory.future.accept') }).click()
  await expect(author.getByText(t('coupleStory.future.sealedMine', { name: 'Sacha' }))).toHaveCount(0)
  await asker.reload()
  await expect(asker.getByText(secret)).toBeVisible()
})

test('words meant for a sealed subject are not shown under one that was unsealed meanwhile', async ({
  house,
  open,
}) => {
  const t = wordsOf('fr')
  const { camille, sacha } = await twoPartners(house)
  const id = await camille.api.couple.createSubject.mutate({ title: 'Dans dix ans', sealed: true })
  const page = await open({ locale: 'fr', width: 1440, cookies: camille.cookies() })
  await page.goto(`/couple/future/${id}/write`)
  await page.getByLabel(t('coupleStoryEditor.hope.label')).fill(secret)
  await sacha.api.couple.unsealSubject.mutate({ id })
  const save = page.getByRole('button', { name: t('coupleStoryEditor.hope.save') })
  // A failure that says nothing of the subject is no answer to how it stands.
  await page.route('**/trpc/couple.writeHope*', (route) => route.fulfill({ status: 403 }), { times: 1 })
  await save.click()
  await expect(page.getByText(t('common.errors.FORBIDDEN'))).toBeVisible()
  await save.click()
  await expect(page.getByText(t('coupleStory.errors.notSealed'))).toBeVisible()
  expect(JSON.stringify(await sacha.api.couple.subjects.query())).not.toContain(secret)
  await page.getByRole('button', { name: t('coupleStoryEditor.hope.unsealedSave') }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(JSON.stringify(await sacha.api.couple.subjects.query())).toContain(secret)
})
