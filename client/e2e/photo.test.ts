import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Locator, Page, Route } from '@playwright/test'
import { memoryOf, sendSmallPicture, smallJpeg, twoPartners } from '../../server/testing/couple.ts'
import { coupleHome } from '../../shared/couple-live.ts'
import { abandonEditor, expect, listens, test, wordsOf } from './fixtures.ts'

const t = wordsOf('fr')
const save = t('coupleEditor.memory.save')

let folder: string

test.beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-photo-'))
})

test.afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

/** A photograph that is told from others by its shape. */
async function photograph(name: string, width: number, height: number, background: string): Promise<string> {
  const file = path.join(folder, name)
  fs.writeFileSync(file, await smallJpeg(width, height, background))
  return file
}

const red = () => photograph('rouge.jpg', 640, 480, '#b83646')
const blue = () => photograph('bleu.jpg', 900, 300, '#215da5')

const choose = (page: Page, file: string) => page.getByRole('dialog').locator('input[type=file]').setInputFiles(file)

async function saveAndClose(page: Page): Promise<void> {
  await page.getByRole('button', { name: save, exact: true }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
}

/** The shape of a picture that is drawn, in tenths; 0 while it is not. */
const shapeOf = (picture: Locator): Promise<number> =>
  picture.evaluate(({ naturalWidth, naturalHeight }: HTMLImageElement) =>
    naturalWidth > 0 ? Math.round((10 * naturalWidth) / naturalHeight) : 0,
  )

const [redShape, blueShape] = [13, 30]

/** The couple's own photograph, on their page. */
const cover = (page: Page, alt: string) => page.getByRole('main').getByRole('img', { name: alt })

for (const width of [1440, 390]) {
  test(`the couple’s photograph is replaced by another, which both see at once (${width})`, async ({ house, open }) => {
    const { camille, sacha } = await twoPartners(house)
    const [mine, theirs] = [
      await open({ locale: 'fr', width, cookies: camille.cookies() }),
      await open({ locale: 'fr', width, cookies: sacha.cookies() }),
    ]
    await theirs.goto('/couple')

    await mine.goto('/couple/edit')
    await choose(mine, await red())
    await mine.getByLabel(t('coupleEditor.memory.photos.alt')).fill('En rouge')
    await saveAndClose(mine)
    for (const page of [mine, theirs]) await expect.poll(() => shapeOf(cover(page, 'En rouge'))).toBe(redShape)

    await mine.goto('/couple/edit')
    await choose(mine, await blue())
    await mine.getByLabel(t('coupleEditor.memory.photos.alt')).fill('En bleu')
    await saveAndClose(mine)
    for (const page of [mine, theirs]) {
      await expect.poll(() => shapeOf(cover(page, 'En bleu'))).toBe(blueShape)
      await expect(cover(page, 'En rouge')).toHaveCount(0)
    }
  })
}

/** Holds what is sent of a file until it is let go; answers when the first of it is on its way. */
async function holdUploads(page: Page) {
  const held: Route[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route('**/api/uploads/**', async (route) => {
    if (route.request().method() !== 'PATCH') return route.continue()
    held.push(route)
    resolve()
  })
  return {
    underWay: promise,
    letGo: async () => {
      await page.unroute('**/api/uploads/**')
      // What was cancelled meanwhile cannot go on.
      for (const route of held) await route.continue().catch(() => undefined)
    },
  }
}

test('a replacement that is called off midway leaves the photograph from before', async ({ house, open }) => {
  const { camille, sacha } = await twoPartners(house)
  const page = await open({ locale: 'fr', width: 1440, cookies: camille.cookies() })
  await page.goto('/couple/edit')
  await choose(page, await red())
  await page.getByLabel(t('coupleEditor.memory.photos.alt')).fill('En rouge')
  await saveAndClose(page)
  const { photo } = await sacha.api.couple.view.query()

  const uploads = await holdUploads(page)
  await page.goto('/couple/edit')
  const keep = page.getByRole('button', { name: t('coupleEditor.page.photoKeep') })
  await expect(page.getByRole('dialog').getByRole('img', { name: 'En rouge' })).toBeVisible()
  await expect(keep).toHaveCount(0)
  await choose(page, await blue())
  await uploads.underWay
  await expect(page.getByRole('button', { name: t('coupleEditor.memory.photos.waiting', { count: 1 }) })).toBeVisible()
  await keep.click()
  await uploads.letGo()
  await expect(page.getByLabel(t('coupleEditor.memory.photos.alt'))).toHaveValue('En rouge')
  await expect.poll(() => shapeOf(page.getByRole('dialog').getByRole('img', { name: 'En rouge' }))).toBe(redShape)
  await saveAndClose(page)
  await expect.poll(() => shapeOf(cover(page, 'En rouge'))).toBe(redShape)
  expect((await sacha.api.couple.view.query()).photo?.id).toBe(photo?.id)
})

test('a replacement that has arrived can be called off too, and one that the house refuses gives way', async ({
  house,
  open,
}) => {
  const { camille, sacha } = await twoPartners(house)
  const page = await open({ locale: 'fr', width: 1440, cookies: camille.cookies() })
  await page.goto('/couple/edit')
  await choose(page, await red())
  await saveAndClose(page)
  const { photo } = await sacha.api.couple.view.query()

  await page.goto('/couple/edit')
  const face = page.getByRole('dialog').locator('img')
  await expect.poll(() => shapeOf(face)).toBe(redShape)
  await choose(page, await blue())
  await expect(page.getByRole('button', { name: save, exact: true })).toBeVisible()
  await expect.poll(() => shapeOf(face)).toBe(blueShape)
  await page.getByRole('button', { name: t('coupleEditor.page.photoKeep') }).click()
  await expect.poll(() => shapeOf(face)).toBe(redShape)

  const broken = path.join(folder, 'abime.jpg')
  fs.writeFileSync(broken, 'pas une photo')
  await choose(page, broken)
  await expect(page.getByRole('alert')).toContainText('abime.jpg')
  await expect.poll(() => shapeOf(face)).toBe(redShape)
  await saveAndClose(page)
  expect((await sacha.api.couple.view.query()).photo?.id).toBe(photo?.id)
})

test('leaving in the middle of a replacement saves nothing', async ({ house, open }) => {
  const { camille, sacha } = await twoPartners(house)
  const page = await open({ locale: 'fr', width: 390, cookies: camille.cookies() })
  await page.goto('/couple/edit')
  await choose(page, await red())
  await saveAndClose(page)
  const { photo } = await sacha.api.couple.view.query()
  const uploads = await holdUploads(page)
  await page.goto('/couple/edit')
  await choose(page, await blue())
  await uploads.underWay
  await abandonEditor(page, 'fr')
  await uploads.letGo()
  expect((await sacha.api.couple.view.query()).photo?.id).toBe(photo?.id)
  await page.goto('/couple/edit')
  await expect.poll(() => shapeOf(page.getByRole('dialog').locator('img'))).toBe(redShape)
})

test('a photograph that could not be shown while it was made is shown once it is', async ({ house, open }) => {
  const { camille, sacha } = await twoPartners(house)
  const pictures = [{ mediaId: await sendSmallPicture(camille), alt: 'En rouge' }]
  const { id, revision } = await camille.api.couple.createMemory.mutate(memoryOf({ pictures }))
  const ready = async () => (await sacha.api.couple.memory.query({ id })).pictures[0]?.state
  await expect.poll(ready).toBe('ready')
  const setState = (state: string) => house.deps.db.$client.prepare('UPDATE media SET state = ?').run(state)

  setState('making')
  const page = await open({ locale: 'fr', width: 1440, cookies: sacha.cookies() })
  const joined = listens(page, coupleHome)
  await page.route('**/uploads/**', (route) => route.abort('aborted'))
  await page.goto(`/couple/memories/${id}`)
  await joined
  await expect(page.getByText(t('common.picture.unavailable'))).toBeVisible()
  await page.unroute('**/uploads/**')
  setState('ready')
  await camille.api.couple.editMemory.mutate({ id, revision, ...memoryOf({ pictures }) })
  await expect.poll(() => shapeOf(page.getByRole('main').getByRole('img', { name: 'En rouge' }))).toBe(redShape)
})
