import { addSent, look, magnetOf, rowOf as storedRow, v1Of } from '../../server/testing/torrents.ts'
import { expect, expectSound, test, wordsOf } from './fixtures.ts'
import { rowOf, withTorrents } from './furnishedTorrents.ts'

for (const visit of [
  { locale: 'fr', width: 390, scheme: 'dark' },
  { locale: 'en', width: 1440, scheme: 'light' },
] as const) {
  const t = wordsOf(visit.locale)
  const where = `(${visit.locale}, ${visit.width})`

  test(`a magnet is added by keyboard, and what is none is kept to be mended ${where}`, async ({ house, open }) => {
    const { double, ada } = await withTorrents(house, () => [])
    const page = await open({ ...visit, cookies: house.as(ada).cookies() })
    await page.goto('/torrents')
    await page.getByRole('button', { name: t('torrentPages.adding.open'), exact: true }).focus()
    await page.keyboard.press('Enter')
    const field = page.getByRole('dialog').getByLabel(t('torrentPages.adding.magnets'))
    await field.focus()
    await page.keyboard.insertText('https://example.org/film')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByText(t('torrentPages.adding.noMagnet'))).toBeVisible()
    await expect(field).toHaveValue('https://example.org/film')
    expect(double.torrents.size).toBe(0)
    await expectSound(page)

    await field.focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText(magnetOf(7, 'Sept'))
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog').getByText(t('torrentPages.adding.added'), { exact: true })).toBeVisible()
    await expect(field).toHaveValue('')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(rowOf(page, 'Sept')).toHaveCount(1)
    await expect.poll(() => double.torrents.size).toBe(1)
    await double.stop()
  })

  test(`what the engine refused says so, and is sent when it is asked anew ${where}`, async ({ house, open }) => {
    const { double, ada } = await withTorrents(house, () => [])
    double.broken.set('torrents/add', 415)
    const browser = house.as(ada)
    const { id } = await browser.api.torrents.addMagnet.mutate({ magnet: magnetOf(8, 'Huit') })
    await expect.poll(() => storedRow(house, id)?.state, { timeout: 60_000 }).toBe('not-sent')
    const page = await open({ ...visit, cookies: browser.cookies() })
    await page.goto('/torrents')
    const retry = rowOf(page, 'Huit').getByRole('button', { name: t('torrentPages.buttons.retry') })
    await expect(retry).toHaveAttribute('title', t('torrentPages.states.not-sent'))
    await expectSound(page)
    double.broken.clear()
    await retry.click()
    await expect(retry).toHaveCount(0)
    await expect.poll(() => double.torrents.has(v1Of(8))).toBe(true)
    await double.stop()
  })

  test(`a torrent that vanished from the engine is marked, and given to it again ${where}`, async ({ house, open }) => {
    const { double, ada } = await withTorrents(house, () => [])
    const browser = house.as(ada)
    const id = await addSent(house, browser, 9)
    await expect.poll(() => double.torrents.has(v1Of(9))).toBe(true)
    await look(house)
    const page = await open({ ...visit, cookies: browser.cookies() })
    await page.goto('/torrents')
    await expect(rowOf(page, 'Torrent 9')).toHaveCount(1)
    double.removeFromEngine(v1Of(9))
    await expect.poll(() => storedRow(house, id)?.state, { timeout: 60_000 }).toBe('vanished')
    const retry = rowOf(page, 'Torrent 9').getByRole('button', { name: t('torrentPages.buttons.retry') })
    await expect(retry).toHaveAttribute('title', t('torrentPages.states.vanished'))
    await expectSound(page)
    await retry.click()
    await expect(retry).toHaveCount(0)
    await expect.poll(() => double.torrents.has(v1Of(9))).toBe(true)
    await double.stop()
  })
}
