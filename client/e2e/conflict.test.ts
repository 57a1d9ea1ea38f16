import type { Page } from '@playwright/test'
import type { Browser } from '../../server/testing/browser.ts'
import { memoryOf, sendSmallPicture, twoPartners } from '../../server/testing/couple.ts'
import type { TestApp } from '../../server/testing/start-app.ts'
import type { MemoryInput } from '../../shared/couple.ts'
import { coupleChanged, coupleHome } from '../../shared/couple-live.ts'
import { expect, expectSound, isTold, listens, test, wordsOf } from './fixtures.ts'

const t = wordsOf('fr')
const save = t('coupleEditor.memory.save')
const saveChoices = t('coupleEditor.conflict.save')

/** A memory that both partners know. */
async function bothKnow(house: TestApp, fields: Partial<MemoryInput> = {}) {
  const couple = await twoPartners(house)
  const { id } = await couple.camille.api.couple.createMemory.mutate(memoryOf(fields))
  return { ...couple, id }
}

async function change(browser: Browser, id: number, fields: Partial<MemoryInput>): Promise<void> {
  const { title, text, date, place, status, pictures, revision } = await browser.api.couple.memory.query({ id })
  const kept = pictures.map((picture) => ({ mediaId: picture.id, alt: picture.alt }))
  await browser.api.couple.editMemory.mutate({
    ...{ title, text, date, place, status, pictures: kept },
    ...fields,
    ...{ id, revision },
  })
}

const field = (page: Page, label: string) => page.getByRole('group', { name: label, exact: true })
const mine = (page: Page, label: string) =>
  field(page, label).getByRole('radio', { name: t('coupleEditor.conflict.mine') })
const theirs = (page: Page, label: string) =>
  field(page, label).getByRole('radio', { name: t('coupleEditor.conflict.theirsBy', { name: 'Camille' }) })

const [title, text, place, photos] = [
  t('coupleEditor.memory.title'),
  t('coupleEditor.memory.text'),
  t('coupleEditor.memory.place'),
  t('coupleEditor.memory.photos.title'),
]

for (const { width, scheme } of [
  { width: 1440, scheme: 'light' },
  { width: 390, scheme: 'dark' },
] as const) {
  test(`of two who change a memory the second sees both versions and makes one of them (${width})`, async ({
    house,
    open,
  }) => {
    const { camille, sacha, id } = await bothKnow(house)
    const page = await open({ locale: 'fr', width, scheme, cookies: sacha.cookies() })
    await page.goto(`/couple/memories/${id}/edit`)
    await page.getByLabel(title, { exact: true }).fill('La plage, en vrai')
    await page.getByLabel(text).fill('Du vent, du sable, et un cerf-volant.')
    await change(camille, id, { text: 'Du vent, de la pluie, et nous deux.', place: 'Carnac-Plage' })
    await page.getByRole('button', { name: save, exact: true }).click()

    const heading = page.getByRole('heading', { name: t('coupleEditor.memory.conflictBy', { name: 'Camille' }) })
    await expect(heading).toBeFocused()
    await expect(mine(page, title)).toBeChecked()
    await expect(theirs(page, place)).toBeChecked()
    await expect(mine(page, text)).not.toBeChecked()
    await expect(theirs(page, text)).not.toBeChecked()
    await expect(field(page, text)).toContainText('un cerf-volant.')
    await expect(field(page, text)).toContainText('de la pluie, et nous deux.')
    await expect(field(page, t('coupleEditor.memory.date'))).toHaveCount(0)
    await expectSound(page)

    await page.getByRole('button', { name: saveChoices }).click()
    await expect(field(page, text)).toContainText(t('coupleEditor.conflict.missing'))
    await expect(mine(page, text)).toBeFocused()
    expect(await camille.api.couple.memory.query({ id })).toMatchObject({ revision: 2 })

    await theirs(page, text).check()
    await page.getByRole('button', { name: saveChoices }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    expect(await camille.api.couple.memory.query({ id })).toMatchObject({
      ...{ title: 'La plage, en vrai', text: 'Du vent, de la pluie, et nous deux.', place: 'Carnac-Plage' },
      revision: 3,
    })
  })
}

test('by keyboard alone one’s own version is kept, or the other taken', async ({ house, open }) => {
  const { camille, sacha, id } = await bothKnow(house)
  const page = await open({ locale: 'fr', width: 1440, cookies: sacha.cookies() })
  const meet = async (own: string, other: string) => {
    await page.goto(`/couple/memories/${id}/edit`)
    await page.getByLabel(title, { exact: true }).fill(own)
    await change(camille, id, { title: other, text: `${other}, raconté` })
    await page.keyboard.press('Control+Enter')
    await expect(
      page.getByRole('heading', { name: t('coupleEditor.memory.conflictBy', { name: 'Camille' }) }),
    ).toBeFocused()
  }
  const until = async (name: string) => {
    const button = page.getByRole('button', { name, exact: true })
    while (!(await button.evaluate((element) => element === document.activeElement))) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
  }

  await meet('Mon titre', 'Leur titre')
  await until(t('coupleEditor.conflict.allMine'))
  await until(saveChoices)
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await camille.api.couple.memory.query({ id })).toMatchObject({ title: 'Mon titre', text: memoryOf().text })

  await meet('Encore le mien', 'Le dernier')
  await until(t('coupleEditor.conflict.allTheirs'))
  await until(saveChoices)
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await camille.api.couple.memory.query({ id })).toMatchObject({
    ...{ title: 'Le dernier', text: 'Le dernier, raconté' },
  })

  await meet('Le mien, avec les flèches', 'Le leur')
  await mine(page, title).focus()
  await page.keyboard.press('ArrowRight')
  await expect(theirs(page, title)).toBeChecked()
  await page.keyboard.press('ArrowLeft')
  await expect(mine(page, title)).toBeChecked()
})

test('whoever steps back finds what they typed, also after a reload', async ({ house, open }) => {
  const { camille, sacha, id } = await bothKnow(house)
  const page = await open({ locale: 'fr', width: 1440, cookies: sacha.cookies() })
  await page.goto(`/couple/memories/${id}/edit`)
  await page.getByLabel(text).fill('Mon texte à moi.')
  await change(camille, id, { text: 'Le texte de Camille.' })
  const step = page.getByRole('heading', { name: t('coupleEditor.memory.conflictBy', { name: 'Camille' }) })
  await page.getByRole('button', { name: save, exact: true }).click()
  await expect(step).toBeVisible()
  await page.getByRole('button', { name: t('coupleEditor.conflict.back') }).click()
  await expect(page.getByLabel(text)).toHaveValue('Mon texte à moi.')
  await expect(page.getByLabel(title, { exact: true })).toBeFocused()

  page.once('dialog', (asked) => void asked.accept())
  await page.reload()
  await expect(page.getByText(t('coupleEditor.memory.kept'))).toBeVisible()
  await expect(page.getByLabel(text)).toHaveValue('Mon texte à moi.')
  await page.getByRole('button', { name: save, exact: true }).click()
  await expect(step).toBeVisible()
  await expect(mine(page, text)).not.toBeChecked()
  await field(page, text)
    .getByRole('radio', { name: t('coupleEditor.conflict.both') })
    .check()
  await page.getByRole('button', { name: saveChoices }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  const { text: saved } = await camille.api.couple.memory.query({ id })
  expect(saved).toBe('Le texte de Camille.\n\nMon texte à moi.')
})

test('photographs of both versions are kept, and one that the other took away can come back', async ({
  house,
  open,
}) => {
  const couple = await twoPartners(house)
  const { camille, sacha } = couple
  const [first, second, third] = [
    await sendSmallPicture(camille),
    await sendSmallPicture(camille),
    await sendSmallPicture(sacha),
  ]
  const items = (ids: string[]) => ids.map((mediaId) => ({ mediaId, alt: '' }))
  const { id } = await camille.api.couple.createMemory.mutate(memoryOf({ pictures: items([first, second]) }))
  const page = await open({ locale: 'fr', width: 1440, cookies: sacha.cookies() })
  await page.goto(`/couple/memories/${id}/edit`)
  await page.getByRole('button', { name: t('coupleEditor.memory.photos.remove', { index: '2' }) }).click()
  await change(sacha, id, { pictures: items([second, third]) })
  await page.getByRole('button', { name: save, exact: true }).click()
  await field(page, photos)
    .getByRole('radio', { name: t('coupleEditor.conflict.both') })
    .check()
  await page.getByRole('button', { name: saveChoices }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  const { pictures } = await camille.api.couple.memory.query({ id })
  expect(pictures.map((picture) => picture.id)).toEqual([second, third, first])
})

test('what the other deleted meanwhile does not take the editor away, and comes back with what was typed', async ({
  house,
  open,
}) => {
  const { camille, sacha, id } = await bothKnow(house)
  const page = await open({ locale: 'fr', width: 1440, cookies: sacha.cookies() })
  const joined = listens(page, coupleHome)
  const told = isTold(page, coupleChanged.name)
  await page.goto(`/couple/memories/${id}/edit`)
  await page.getByLabel(title, { exact: true }).fill('Rétabli')
  await joined
  await camille.api.couple.deleteMemory.mutate({ id })
  await told
  await page.getByRole('button', { name: save, exact: true }).click()
  await expect(page.getByText(t('coupleEditor.memory.gone'))).toBeVisible()
  await page.getByRole('button', { name: t('coupleEditor.memory.goneSave') }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await camille.api.couple.memory.query({ id })).toMatchObject({ title: 'Rétabli', text: memoryOf().text })
})

for (const isSwept of [false, true]) {
  const end = isSwept ? 'without a photograph that is gone' : 'with its photograph'
  test(`what the other deleted for good meanwhile comes back as typed, ${end}`, async ({ house, open }) => {
    const { camille, sacha } = await twoPartners(house)
    const mediaId = await sendSmallPicture(camille)
    const pictures = [{ mediaId, alt: 'La plage' }]
    const { id } = await camille.api.couple.createMemory.mutate(memoryOf({ pictures }))
    const page = await open({ locale: 'fr', width: 1440, cookies: sacha.cookies() })
    await page.goto(`/couple/memories/${id}/edit`)
    await page.getByLabel(title, { exact: true }).fill('Écrit de nouveau')
    await camille.api.couple.deleteMemory.mutate({ id })
    await camille.api.couple.removeMemory.mutate({ id })
    if (isSwept) await camille.api.media.discard.mutate({ mediaId })
    await page.getByRole('button', { name: save, exact: true }).click()
    await page.getByRole('button', { name: t('coupleEditor.memory.goneSave') }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    const told = page.getByText(t('coupleEditor.memory.goneWithout', { count: 1 }))
    await expect(told).toHaveCount(isSwept ? 1 : 0)
    const { memories } = await camille.api.couple.timeline.query({ limit: 50 })
    const again = await camille.api.couple.memory.query({ id: memories[0]?.id ?? 0 })
    expect(again).toMatchObject({
      title: 'Écrit de nouveau',
      author: 'Sacha',
      pictures: isSwept ? [] : [{ id: mediaId }],
    })
  })
}

test('what the other did not touch is saved without a question', async ({ house, open }) => {
  const { camille, sacha, id } = await bothKnow(house)
  const page = await open({ locale: 'fr', width: 1440, cookies: sacha.cookies() })
  await page.goto(`/couple/memories/${id}/edit`)
  await page.getByLabel(title, { exact: true }).fill('Mon titre')
  await camille.api.couple.deleteMemory.mutate({ id })
  await camille.api.couple.restoreMemory.mutate({ id })
  await page.getByRole('button', { name: save, exact: true }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Mon titre' })).toBeVisible()
  expect(await camille.api.couple.memory.query({ id })).toMatchObject({ title: 'Mon titre', revision: 4 })
})

for (const width of [1440, 390]) {
  test(`the couple’s page, changed by both, becomes one of the two versions or a bit of each (${width})`, async ({
    house,
    open,
  }) => {
    const { camille, sacha } = await twoPartners(house)
    const page = await open({ locale: 'fr', width, cookies: sacha.cookies() })
    const message = t('coupleEditor.page.message')
    const intro = t('coupleEditor.page.intro')
    await page.goto('/couple/edit')
    await page.getByLabel(message).fill('Le mot de Sacha')
    await page.getByLabel(intro).fill('Nous, par Sacha.')
    const { revision } = await camille.api.couple.view.query()
    await camille.api.couple.change.mutate({ revision, homeMessage: 'Le mot de Camille', startDate: '2019-06-21' })
    await page.getByRole('button', { name: save, exact: true }).click()

    await expect(
      page.getByRole('heading', { name: t('coupleEditor.page.conflictBy', { name: 'Camille' }) }),
    ).toBeFocused()
    await expect(field(page, message)).toContainText('Le mot de Camille')
    await expect(mine(page, intro)).toBeChecked()
    await expect(theirs(page, t('coupleEditor.page.startDate'))).toBeChecked()
    await page.getByRole('button', { name: t('coupleEditor.conflict.back') }).click()
    await expect(page.getByLabel(message)).toHaveValue('Le mot de Sacha')
    await page.getByRole('button', { name: save, exact: true }).click()
    await theirs(page, message).check()
    await page.getByRole('button', { name: saveChoices }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    expect(await camille.api.couple.view.query()).toMatchObject({
      ...{ homeMessage: 'Le mot de Camille', introText: 'Nous, par Sacha.', startDate: '2019-06-21' },
    })
  })
}

test('whoever opens or closes the page does not undo what the other just chose', async ({ house, open }) => {
  const { camille, sacha } = await twoPartners(house)
  const page = await open({ locale: 'fr', width: 1440, cookies: sacha.cookies() })
  await page.goto('/couple/edit')
  await page.getByRole('radio', { name: t('coupleEditor.page.visibilities.public') }).click()
  await camille.api.couple.changeVisibility.mutate({ visibility: 'link' })
  await page.getByRole('button', { name: save, exact: true }).click()
  const visibility = t('coupleEditor.page.visibility')
  await expect(field(page, visibility)).toContainText(t('coupleEditor.page.visibilities.link'))
  expect((await camille.api.couple.view.query()).visibility).toBe('link')
  await mine(page, visibility).check()
  await page.getByRole('button', { name: saveChoices }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  expect((await camille.api.couple.view.query()).visibility).toBe('public')
})
