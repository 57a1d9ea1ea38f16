import type { Locator, Page } from '@playwright/test'
import { twoPartners } from '../../server/testing/couple.ts'
import type { Locale } from '../../shared/locale.ts'
import { expect, test, wordsOf } from './fixtures.ts'

/** Where the middle of it stands in the window, in pixels, without scrolling to it. */
async function centreOf(element: Locator): Promise<[number, number]> {
  const { x = 0, y = 0, width = 0, height = 0 } = (await element.boundingBox()) ?? {}
  return [x + width / 2, y + height / 2]
}

/** Whether menus, doors and ⌘K of the home page lead to the couple. */
async function checkLines(page: Page, locale: Locale, isSignedIn: boolean, isOpen: boolean): Promise<void> {
  const t = wordsOf(locale)
  await page.goto('/')
  const expected = isOpen ? 1 : 0
  const doors = page.getByRole('navigation', { name: t('common.doors.title') })
  await expect(doors.locator('a[href="/couple"]')).toHaveCount(expected)
  const menus = page.getByRole('navigation', { name: t('common.navigation.main') })
  await expect(menus.locator('a[href="/couple"]:visible')).toHaveCount(expected)
  await expect(menus.locator('a[href="/couple/memories"]:visible')).toHaveCount(expected)
  const palette = page.getByRole('dialog')
  // A key that is pressed before the page listens is lost.
  await expect(async () => {
    if (!(await palette.isVisible())) await page.keyboard.press('Control+K')
    await expect(palette).toBeVisible({ timeout: 3000 })
  }).toPass()
  const offers = async (label: string, count: number) => {
    await palette.getByLabel(t('common.navigation.search')).fill(label)
    await expect(palette.getByText(label, { exact: true })).toHaveCount(count)
  }
  // Every feature's commands come at once: this one is offered to everybody.
  await offers(t(isSignedIn ? 'accounts.page.commands.profile' : 'accounts.page.commands.signIn'), 1)
  await offers(t('common.navigation.memories'), expected)
  await offers(t('coupleEditor.commands.search'), expected)
}

for (const width of [1440, 390]) {
  test(`whoever opens the page by a link finds the link to give away in sight (${width})`, async ({ house, open }) => {
    const t = wordsOf('fr')
    const { camille } = await twoPartners(house)
    const page = await open({ locale: 'fr', width, cookies: camille.cookies() })
    await page.goto('/couple/edit')
    await page.getByRole('radio', { name: t('coupleEditor.page.visibilities.link') }).click()
    const link = page.getByLabel(t('coupleEditor.page.linkSoon'))
    await expect(link).toHaveValue(await camille.api.couple.link.query())
    // Not beneath the buttons at the lower end, which would take the press.
    await page.mouse.click(...(await centreOf(link)))
    await expect(link).toBeFocused()
    await page.getByRole('button', { name: t('coupleEditor.memory.save'), exact: true }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.goto('/couple/edit')
    await expect(page.getByLabel(t('coupleEditor.page.link'), { exact: true })).toBeVisible()
  })
}

for (const [locale, width] of [
  ['fr', 1440],
  ['en', 390],
] as const) {
  test(`nobody is led to a couple that is closed to them (${locale}, ${width})`, async ({ house, open }) => {
    const couple = await twoPartners(house)
    await checkLines(await open({ locale, width }), locale, false, false)
    await checkLines(await open({ locale, width, cookies: house.as('member').cookies() }), locale, true, false)
    await checkLines(await open({ locale, width, cookies: couple.sacha.cookies() }), locale, true, true)

    await couple.camille.api.couple.changeVisibility.mutate({ visibility: 'link' })
    const guest = await open({ locale, width })
    await guest.goto(new URL(await couple.camille.api.couple.link.query()).pathname)
    await checkLines(guest, locale, false, true)
  })
}
