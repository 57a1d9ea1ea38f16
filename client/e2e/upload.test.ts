import type { Page } from '@playwright/test'
import { smallJpeg, twoPartners } from '../../server/testing/couple.ts'
import { abandonEditor, expect, test, wordsOf } from './fixtures.ts'

const t = wordsOf('fr')
const name = 'mer.jpg'
const editor = '/couple/memories/new'

const choosePhoto = async (page: Page) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/jpeg', buffer: await smallJpeg(640, 480) })

/** Counts the uploads that a page begins. */
function countUploads(page: Page): () => number {
  let count = 0
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/uploads')) count += 1
  })
  return () => count
}

/** Lets the first call of `media.finish` fail on the way there, or its answer on the way back. */
const loseFinish = (page: Page, lost: 'call' | 'answer') =>
  page.route(
    '**/trpc/media.finish',
    async (route) => {
      if (lost === 'answer') await route.fetch()
      // Of a request that is called off the console, which fails a test, says nothing.
      await route.abort('aborted')
    },
    { times: 1 },
  )

const retry = (page: Page) => page.getByRole('button', { name: t('coupleEditor.memory.photos.retry', { name }) })
const allDone = (page: Page) => page.getByText(t('coupleEditor.memory.photos.allDone', { count: 1 }))

async function save(page: Page, title: string): Promise<void> {
  await page.getByLabel(t('coupleEditor.memory.title'), { exact: true }).fill(title)
  await page.getByRole('button', { name: t('coupleEditor.memory.saveShared') }).click()
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
  await expect(page.locator('article img')).toHaveCount(1)
}

test('what was refused is said until the person takes it away, or adds what is good', async ({ house, open }) => {
  const { camille } = await twoPartners(house)
  const page = await open({ locale: 'fr', width: 390, cookies: camille.cookies() })
  await page.goto(editor)
  const refused = ['a.pdf', 'b.pdf'].map((file) => ({
    name: file,
    mimeType: 'application/pdf',
    buffer: Buffer.from('x'),
  }))
  await page.locator('input[type=file]').setInputFiles(refused)
  const told = (count: number) => page.getByText(t('coupleEditor.memory.photos.refused', { count }))
  await expect(told(2)).toBeVisible()
  await page.getByRole('button', { name: t('coupleEditor.memory.photos.dismiss', { name: 'a.pdf' }) }).click()
  await expect(told(1)).toBeVisible()
  await choosePhoto(page)
  await expect(allDone(page)).toBeVisible()
  await expect(told(1)).toHaveCount(0)
})

for (const lost of ['call', 'answer'] as const) {
  for (const way of ['try again', 'reload'] as const) {
    test(`a photograph that has arrived is not sent again when the ${lost} that ends it is lost (${way})`, async ({
      house,
      open,
    }) => {
      const { camille } = await twoPartners(house)
      const page = await open({ locale: 'fr', width: 1440, cookies: camille.cookies() })
      const begun = countUploads(page)
      await loseFinish(page, lost)
      await page.goto(editor)
      await choosePhoto(page)
      await expect(retry(page)).toBeVisible()
      if (way === 'try again') await retry(page).click()
      else {
        page.once('dialog', (asked) => void asked.accept())
        await page.reload()
      }
      await expect(allDone(page)).toBeVisible()
      expect(begun()).toBe(1)
      await save(page, 'La mer')
      expect(house.deps.db.$client.prepare('SELECT count(*) FROM media').pluck().get()).toBe(1)

      await page.goto(editor)
      await choosePhoto(page)
      await expect(allDone(page)).toBeVisible()
      await save(page, 'Encore la mer')
      expect(begun()).toBe(2)
    })
  }
}

/** How many files the browser keeps of what is on its way. */
const keptFiles = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const databases = await indexedDB.databases()
    if (!databases.some((known) => known.name === 'foyer.kept-files')) return 0
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const database = await settled(indexedDB.open('foyer.kept-files'))
    const count = await settled(database.transaction('files').objectStore('files').count())
    database.close()
    return count
  })

const keptDrafts = (page: Page): Promise<number> =>
  page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('foyer:draft:')).length)

/** A photograph is on its way, and stays there. */
async function beginPhoto(page: Page, path: string): Promise<void> {
  await page.route('**/api/uploads/**', (route) =>
    route.request().method() === 'PATCH' ? undefined : route.continue(),
  )
  await page.goto(path)
  await choosePhoto(page)
  await expect.poll(() => keptFiles(page)).toBe(1)
  await expect.poll(() => keptDrafts(page)).toBe(1)
}

for (const path of [editor, '/couple/edit']) {
  test(`an editor that is abandoned leaves no photograph on the device (${path})`, async ({ house, open }) => {
    const { camille } = await twoPartners(house)
    const page = await open({ locale: 'fr', width: 1440, cookies: camille.cookies() })
    await beginPhoto(page, path)
    await abandonEditor(page, 'fr')
    await expect.poll(() => keptFiles(page)).toBe(0)
    expect(await keptDrafts(page)).toBe(0)
  })
}

test('whoever signs out leaves nothing half written on the device', async ({ house, open }) => {
  const { camille } = await twoPartners(house)
  const page = await open({ locale: 'fr', width: 1440, cookies: camille.cookies() })
  await beginPhoto(page, editor)
  page.once('dialog', (asked) => void asked.accept())
  await page.goto('/couple')
  expect([await keptFiles(page), await keptDrafts(page)]).toEqual([1, 1])
  await page.getByRole('button', { name: t('common.account.menu') }).click()
  await page.getByRole('button', { name: t('common.account.signOut') }).click()
  await expect(page).toHaveURL(`${house.url}/`)
  expect([await keptFiles(page), await keptDrafts(page)]).toEqual([0, 0])
})
