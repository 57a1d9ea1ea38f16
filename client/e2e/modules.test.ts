import type { Page } from '@playwright/test'
import { twoPartners } from '../../server/testing/couple.ts'
import { expect, test, wordsOf } from './fixtures.ts'

/** The house has said whose the page's connection is. */
const isConnected = (page: Page): Promise<void> =>
  new Promise((resolve) => {
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        if (String(payload).includes('identity')) resolve()
      }),
    )
  })

for (const { locale, width } of [
  { locale: 'fr', width: 390 },
  { locale: 'en', width: 1440 },
] as const) {
  test(`open pages follow the switch of a module, and lose nothing that was typed (${locale}, ${width})`, async ({
    house,
    open,
  }) => {
    const t = wordsOf(locale)
    const couple = await twoPartners(house)
    const writer = await open({ locale, width, cookies: couple.sacha.cookies() })
    const reader = await open({ locale, width, cookies: couple.camille.cookies() })
    const keeper = await open({ locale, width, cookies: couple.camille.cookies() })
    const connected = [isConnected(writer), isConnected(reader), isConnected(keeper)]
    await writer.goto('/couple/memories/new')
    const title = writer.getByLabel(t('coupleEditor.memory.title')).first()
    await title.fill('Le marché de Noël')
    await keeper.goto('/admin/couple')
    const places = keeper.getByRole('heading', { name: t('coupleEditor.places.title'), exact: true })
    await expect(places).toBeVisible()
    await reader.goto('/couple')
    const door = reader.locator('a[href="/couple"]')
    await expect(door.first()).toBeAttached()
    // Told by the socket alone: nobody loads a page again.
    await Promise.all(connected)

    await couple.camille.api.house.switchModule.mutate({ name: 'couple', on: false })
    for (const page of [writer, reader, keeper]) {
      await expect(page.getByText(t('common.pages.notFound.title')).first()).toBeVisible()
      await expect(page.locator('a[href="/couple"]')).toHaveCount(0)
    }
    await couple.camille.api.house.switchModule.mutate({ name: 'couple', on: true })
    await expect(title).toHaveValue('Le marché de Noël')
    await expect(door.first()).toBeAttached()
    await expect(places).toBeVisible()
    await expect(reader.getByText(t('common.pages.notFound.title'))).toHaveCount(0)
  })
}
