import type { Page } from '@playwright/test'
import { enable } from '../../server/testing/torrent-acts.ts'
import { bytesOf, furnishDownloads, readsFolder } from '../../server/testing/torrent-downloads.ts'
import { v1Of } from '../../server/testing/torrents.ts'
import { modulesSettings } from '../../shared/house.ts'
import { seeAllTorrents } from '../../shared/torrents.ts'
import { expect, expectSound, test, wordsOf } from './fixtures.ts'
import { type Furnished, type Furnishing, rowOf, rowsOf, withTorrents } from './furnishedTorrents.ts'

const three = ({ ada, bea }: Furnishing): readonly Furnished[] => [
  { number: 1, name: 'Été indien', owners: [ada], engine: 'downloading', progress: 0.4, size: 4e9, age: 1000 },
  { number: 2, name: 'Archives', owners: [ada, bea], engine: 'stalledUP', progress: 1, size: 9e9, age: 2000 },
  { number: 3, name: 'Zèbre', owners: [bea], engine: 'pausedDL', progress: 0.1, size: 1e9, age: 3000 },
]

const visits = [
  { locale: 'fr', width: 390, scheme: 'dark' },
  { locale: 'en', width: 1440, scheme: 'light' },
] as const

/** Ticks a row and asks for its removal. */
async function askToDelete(page: Page, name: string, t: ReturnType<typeof wordsOf>) {
  await rowOf(page, name).getByRole('checkbox').click()
  const bar = page.getByRole('toolbar', { name: t('torrentPages.selection.acts') })
  await bar.getByRole('button', { name: t('torrentPages.buttons.remove') }).click()
  return page.getByRole('dialog')
}

for (const visit of visits) {
  const t = wordsOf(visit.locale)
  const where = `(${visit.locale}, ${visit.width})`

  test(`share limits that are set on a torrent’s page reach the engine ${where}`, async ({ house, open }) => {
    const { double, ada } = await withTorrents(house, three)
    const page = await open({ ...visit, cookies: house.as(ada).cookies() })
    await page.goto('/torrents')
    await rowOf(page, 'Archives').getByRole('link').click()
    const pane = page.getByRole('complementary', { name: t('torrentPages.detail.title') })
    const asEngine = pane.getByLabel(t('torrentPages.share.engine'))
    await expect(asEngine).toBeChecked()
    await asEngine.uncheck()
    await pane.getByLabel(t('torrentPages.share.ratio'), { exact: true }).fill(visit.locale === 'fr' ? '1,5' : '1.5')
    await pane.getByLabel(t('torrentPages.share.hours'), { exact: true }).fill('36')
    await pane.getByRole('button', { name: t('common.actions.save') }).click()
    await expect(page.getByText(t('torrentPages.share.saved'))).toBeVisible()
    expect(double.torrent(v1Of(2)).fields).toMatchObject({ ratio_limit: 1.5, seeding_time_limit: 36 * 60 })
    await double.stop()
  })

  test(`an administrator deletes somebody’s torrent and keeps its files ${where}`, async ({ house, open }) => {
    const { double, owner } = await withTorrents(house, three)
    const page = await open({ ...visit, cookies: house.as(owner).cookies() })
    await page.goto('/torrents/all')
    const dialog = await askToDelete(page, 'Zèbre', t)
    await dialog.getByLabel(t('torrentPages.removal.keepFiles')).check()
    await dialog.getByRole('button', { name: t('torrentPages.removal.delete') }).click()
    await expect(dialog.getByRole('alert')).toBeVisible()
    await expectSound(page)
    expect(double.removed).toEqual([])
    await dialog.getByRole('button', { name: t('torrentPages.removal.forGood') }).click()
    await expect(rowsOf(page)).toHaveCount(2)
    await expect.poll(() => double.removed).toEqual([{ key: v1Of(3), withData: false }])
    await double.stop()
  })

  test(`an administrator deletes a torrent of several people wholly ${where}`, async ({ house, open }) => {
    const { double, owner } = await withTorrents(house, ({ owner: one, bea }) => [
      { number: 2, name: 'Archives', owners: [one, bea], engine: 'stalledUP', progress: 1, size: 9e9 },
    ])
    const page = await open({ ...visit, cookies: house.as(owner).cookies() })
    await page.goto('/torrents/all')
    const dialog = await askToDelete(page, 'Archives', t)
    await expect(dialog.getByRole('button', { name: t('torrentPages.removal.leave') })).toBeVisible()
    await dialog.getByLabel(t('torrentPages.removal.wholly')).check()
    await dialog.getByRole('button', { name: t('torrentPages.removal.delete') }).click()
    expect(double.removed).toEqual([])
    await dialog.getByRole('button', { name: t('torrentPages.removal.forGood') }).click()
    await expect(page.getByText(t('torrentPages.empty.all'))).toBeVisible()
    await expect.poll(() => double.removed).toEqual([{ key: v1Of(2), withData: true }])
    await double.stop()
  })

  test(`whoever may see all torrents cannot touch those of others ${where}`, async ({ house, open }) => {
    const { double, ada } = await withTorrents(house, three)
    enable(house, seeAllTorrents, ada)
    const page = await open({ ...visit, cookies: house.as(ada).cookies() })
    await page.goto('/torrents/all')
    await expect(rowOf(page, 'Été indien').getByRole('checkbox')).toBeEnabled()
    await expect(rowOf(page, 'Zèbre').getByRole('checkbox')).toBeDisabled()
    await page.getByRole('grid').focus()
    await page.keyboard.press('Control+a')
    const bar = page.getByRole('toolbar', { name: t('torrentPages.selection.acts') })
    await expect(bar).toContainText(t('torrentPages.selection.count', { count: 2 }))
    await rowOf(page, 'Zèbre').getByRole('link').click()
    const pane = page.getByRole('complementary', { name: t('torrentPages.detail.title') })
    await expect(pane.getByText(t('torrentPages.detail.readOnly'))).toBeVisible()
    await expect(pane.getByRole('button', { name: t('torrentPages.buttons.remove') })).toHaveCount(0)
    await expect(pane.getByLabel(t('torrentPages.share.ratio'), { exact: true })).toHaveCount(0)

    await pane.getByRole('button', { name: t('torrentPages.detail.join') }).click()
    await expect(page.getByText(t('torrentPages.detail.joined'))).toBeVisible()
    await expect(pane.getByRole('button', { name: t('torrentPages.buttons.remove') })).toBeVisible()
    await expect(pane.getByText(t('torrentPages.detail.readOnly'))).toHaveCount(0)
    await page.goto('/torrents')
    await expect(rowOf(page, 'Zèbre').getByRole('checkbox')).toBeEnabled()
    await double.stop()
  })

  test(`the list is walked, selected, opened and left by keyboard ${where}`, async ({ house, open }) => {
    const { double, owner } = await withTorrents(house, three)
    const page = await open({ ...visit, cookies: house.as(owner).cookies() })
    await page.goto('/torrents/all')
    await expect(rowsOf(page)).toHaveCount(3)
    const selected = page.getByRole('row', { selected: true })
    await page.getByRole('grid').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press(' ')
    await expect(selected).toHaveCount(1)
    await expect(selected).toContainText('Été indien')
    await page.keyboard.press('Shift+ArrowDown')
    await expect(selected).toHaveCount(2)
    await page.keyboard.press('Delete')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.getByRole('grid').focus()
    await page.keyboard.press('Escape')
    await expect(selected).toHaveCount(0)
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    const pane = page.getByRole('complementary', { name: t('torrentPages.detail.title') })
    await expect(pane.getByRole('heading', { name: 'Zèbre' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(pane).toHaveCount(0)
    expect(double.removed).toEqual([])
    await double.stop()
  })

  test(`a torrent that only the engine knows is given to a member ${where}`, async ({ house, open }) => {
    const { double, owner, bea } = await withTorrents(house, three)
    double.putStranger({ v1: v1Of(9), name: 'Inconnu', size: 2e9 })
    const page = await open({ ...visit, cookies: house.as(owner).cookies() })
    await page.goto('/admin/torrents')
    await page.getByRole('button', { name: t('torrentActs.strangers.giveName', { name: 'Inconnu' }) }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: t('torrentActs.strangers.give'), exact: true }).click()
    await expect(dialog.getByText(t('torrentActs.strangers.missing'))).toBeVisible()
    await expectSound(page)
    await dialog.getByLabel(t('torrentActs.strangers.person')).selectOption({ label: bea.name })
    await dialog.getByRole('button', { name: t('torrentActs.strangers.give'), exact: true }).click()
    const given = t('torrentActs.strangers.given', { name: 'Inconnu', person: bea.name })
    await expect(page.getByText(given)).toBeVisible()
    await expect(page.getByText(t('torrentActs.strangers.empty'))).toBeVisible()
    const hers = await open({ ...visit, cookies: house.as(bea).cookies() })
    await hers.goto('/torrents')
    await expect(rowOf(hers, 'Inconnu')).toHaveCount(1)
    await double.stop()
  })

  test(`the link of a finished file downloads all of it ${where}`, async ({ house, open }) => {
    house.person('owner')
    const ada = house.person('member', 'Ada')
    house.deps.settings.set(modulesSettings, { switched: { torrents: true } })
    const name = 'Été à la mer.txt'
    const { engine, folder, torrentId, stop } = await furnishDownloads(house, ada, { names: [name, 'plain.txt'] })
    readsFolder(house.deps, folder)
    const page = await open({ ...visit, cookies: house.as(ada).cookies() })
    await page.goto(`/torrents/${torrentId}`)
    const pane = page.getByRole('complementary', { name: t('torrentPages.detail.title') })
    await pane.getByRole('tab', { name: t('torrentPages.detail.tabs.files') }).click()
    const coming = page.waitForEvent('download')
    await pane.getByRole('link', { name: t('torrentDownloads.files.download', { name }) }).click()
    const download = await coming
    expect(download.suggestedFilename()).toBe(name)
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
    expect(Buffer.concat(chunks).equals(bytesOf(name))).toBe(true)
    expect(engine.calls.some((call) => call.name === 'torrents/downloadFile')).toBe(false)
    await stop()
  })
}
