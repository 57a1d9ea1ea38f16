import type { Page } from '@playwright/test'
import { memoryOf, twoPartners } from '../../server/testing/couple.ts'
import { fillTimeline } from '../../server/testing/many-memories.ts'
import { expect, test, wordsOf } from './fixtures.ts'

const t = wordsOf('fr')

/** Holds the page's code back. Returns how to let it come. */
async function withoutCode(page: Page): Promise<() => void> {
  const gate = Promise.withResolvers<void>()
  await page.route('**/assets/packages*', async (route) => {
    await gate.promise
    await route.continue()
  })
  return gate.resolve
}

test('a button that is pressed before the page’s code is there answers when it is', async ({ house, open }) => {
  const { camille } = await twoPartners(house)
  const { id } = await camille.api.couple.createMemory.mutate(memoryOf({}))
  const page = await open({ locale: 'fr', width: 390, cookies: camille.cookies() })
  const letCome = await withoutCode(page)
  await page.goto(`/couple/memories/${id}`, { waitUntil: 'domcontentloaded' })
  await page.getByRole('button', { name: t('couple.memory.delete') }).click()
  letCome()
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('a menu that is opened before the page’s code is there is filled when it is', async ({ house, open }) => {
  const { camille } = await twoPartners(house)
  const page = await open({ locale: 'fr', width: 390, cookies: camille.cookies() })
  const letCome = await withoutCode(page)
  await page.goto('/', { waitUntil: 'domcontentloaded' })
  await page.getByRole('button', { name: t('common.account.menu') }).click()
  letCome()
  await expect(page.getByRole('button', { name: t('common.account.signOut') })).toBeVisible()
})

test('a year that is pressed and words that are typed before the page’s code is there are not lost', async ({
  house,
  open,
}) => {
  const { camille, people } = await twoPartners(house)
  fillTimeline(house.deps, people.camille.id, 800)
  const page = await open({ locale: 'fr', width: 1440, cookies: camille.cookies() })

  const letYearCome = await withoutCode(page)
  await page.goto('/couple/memories', { waitUntil: 'domcontentloaded' })
  const year = page.locator('[data-year="2001"]')
  await year.click()
  letYearCome()
  await expect(year).toHaveAttribute('aria-current', 'true')

  const letWordsCome = await withoutCode(page)
  await page.goto('/couple/memories', { waitUntil: 'domcontentloaded' })
  await page.getByRole('searchbox').fill('Souvenir 12')
  letWordsCome()
  await expect(page).toHaveURL(/q=Souvenir/)
  await expect(page.getByRole('searchbox')).toHaveValue('Souvenir 12')
})

test('what is typed stands there unchanged while the answer is on its way', async ({ house, open }) => {
  const { camille } = await twoPartners(house)
  await camille.api.couple.createMemory.mutate(memoryOf({ title: 'Des galets' }))
  const page = await open({ locale: 'fr', width: 1440, cookies: camille.cookies() })
  await page.goto('/couple/memories')
  const box = page.getByRole('searchbox')
  await box.fill('ga')
  await expect(page).toHaveURL(/q=ga$/)
  const written = box.evaluate(
    (input: HTMLInputElement) =>
      new Promise<string[]>((resolve) => {
        const seen = new Set<string>()
        const look = () => {
          seen.add(input.value)
          if (location.search === '?q=galets') resolve([...seen])
          else requestAnimationFrame(look)
        }
        look()
      }),
  )
  await box.fill('galets')
  expect((await written).filter((words) => words !== 'ga')).toEqual(['galets'])
})
