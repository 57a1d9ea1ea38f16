import type { Page } from '@playwright/test'
import { watchOf } from '../../server/domains/torrents/watch/watch.ts'
import type { Person } from '../../server/testing/people.ts'
import { makeTorrent } from '../../server/testing/torrent-files.ts'
import { magnetOf, v1Of } from '../../server/testing/torrents.ts'
import { expect, expectSound, test, wordsOf } from './fixtures.ts'
import { type Furnished, type Furnishing, rowOf, rowsOf, thousands, withTorrents } from './furnishedTorrents.ts'

const three = ({ ada, bea }: Furnishing): readonly Furnished[] => [
  { number: 1, name: 'Été indien', owners: [ada], engine: 'downloading', progress: 0.4, down: 2_000_000, size: 4e9 },
  { number: 2, name: 'Archives', owners: [ada, bea], engine: 'stalledUP', progress: 1, size: 9e9, age: 90_000_000 },
  { number: 3, name: 'Zèbre', owners: [ada], engine: 'pausedDL', progress: 0.1, size: 1e9, age: 1000 },
]

const namesOf = (page: Page) => rowsOf(page).getByRole('link').allTextContents()

/** Drags the link of a row over the page and lets it fall there: whether the page would have taken it. */
const dragOwnLink = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const link = document.querySelector('[role=row] a')
    const dataTransfer = new DataTransfer()
    dataTransfer.setData('text/uri-list', location.href)
    dataTransfer.setData('text/plain', location.href)
    const fire = (type: string) =>
      link?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
    for (const type of ['dragstart', 'dragenter']) fire(type)
    const isTaken = fire('dragover') === false
    for (const type of ['drop', 'dragend']) fire(type)
    return isTaken
  })

/** Lets files fall on the page. */
async function drop(
  page: Page,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<void> {
  const transfer = await page.evaluateHandle(
    (all) => {
      const dropped = new DataTransfer()
      for (const { name, bytes } of all) dropped.items.add(new File([new Uint8Array(bytes)], name))
      return dropped
    },
    files.map(({ name, bytes }) => ({ name, bytes: [...bytes] })),
  )
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
}

for (const visit of [
  { locale: 'fr', width: 390, scheme: 'dark' },
  { locale: 'en', width: 1440, scheme: 'light' },
] as const) {
  const t = wordsOf(visit.locale)
  const where = `(${visit.locale}, ${visit.width})`

  test(`the list follows the engine, is put in order and narrowed ${where}`, async ({ house, open }) => {
    const { double, ada } = await withTorrents(house, three)
    const page = await open({ ...visit, cookies: house.as(ada).cookies() })
    await page.goto('/torrents')
    await expect(rowsOf(page)).toHaveCount(3)
    await expectSound(page)
    double.setProgress(v1Of(1), 0.75)
    await expect(rowOf(page, 'Été indien')).toContainText(visit.width === 390 ? '75' : '75%')

    await page.getByRole('searchbox').fill('ete')
    await expect(rowsOf(page)).toHaveCount(1)
    await expect(page).toHaveURL(/q=ete/)
    await page.getByRole('searchbox').fill('')
    await page.getByRole('button', { name: t('torrentPages.groups.paused') }).click()
    await expect.poll(() => namesOf(page)).toEqual(['Zèbre'])
    await page
      .getByRole('button', { name: t('torrentPages.groups.all') })
      .first()
      .click()
    const name = t('torrentPages.columns.name')
    if (visit.width === 390) await page.getByLabel(t('torrentPages.filters.order')).selectOption({ label: name })
    else await page.getByRole('columnheader', { name, exact: true }).getByRole('button').click()
    await expect.poll(() => namesOf(page)).toEqual(['Archives', 'Été indien', 'Zèbre'])
    await double.stop()
  })

  test(`torrents are added by a drop and by magnets, each with its outcome ${where}`, async ({ house, open }) => {
    const { double, ada } = await withTorrents(house, three)
    const page = await open({ ...visit, cookies: house.as(ada).cookies() })
    await page.goto('/torrents')
    await expect(rowsOf(page)).toHaveCount(3)
    expect(await dragOwnLink(page)).toBe(false)
    await expect(page.getByText(t('torrentPages.adding.noMagnet'))).toHaveCount(0)
    const dropped = makeTorrent('v1', 'Dropped', [{ path: ['Dropped'], content: Buffer.from('content') }])
    await drop(page, [
      { name: 'film.torrent', bytes: dropped.file },
      { name: 'film.txt', bytes: new TextEncoder().encode('hello') },
    ])
    const outcomes = page.getByLabel(t('torrentPages.adding.outcomes'))
    await expect(outcomes.getByText(t('torrentPages.adding.added'), { exact: true })).toBeVisible()
    await expect(outcomes.getByText(t('torrentPages.adding.notTorrent'))).toBeVisible()
    await expect(rowOf(page, 'Dropped')).toHaveCount(1)

    await page.getByRole('button', { name: t('torrentPages.adding.open'), exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill(`${magnetOf(50, 'Fifty')}\n${magnetOf(1)}\nhttps://example.org`)
    await dialog.getByRole('button', { name: t('torrentPages.adding.add') }).click()
    await expect(dialog.getByText(t('torrentPages.adding.yours'))).toBeVisible()
    await expect(dialog.getByText(t('torrentPages.adding.otherLines'))).toBeVisible()
    await expectSound(page)
    await page.keyboard.press('Escape')
    await expect(rowOf(page, 'Fifty')).toHaveCount(1)
    expect(double.torrent(v1Of(50)).fields.name).toBe('Fifty')
    await double.stop()
  })

  test(`torrents are paused, resumed and deleted, which is asked twice ${where}`, async ({ house, open }) => {
    const { double, ada } = await withTorrents(house, three)
    const page = await open({ ...visit, cookies: house.as(ada).cookies() })
    await page.goto('/torrents')
    await expect(rowsOf(page)).toHaveCount(3)
    const bar = page.getByRole('toolbar', { name: t('torrentPages.selection.acts') })
    await rowOf(page, 'Été indien').getByRole('checkbox').click()
    await bar.getByRole('button', { name: t('torrentPages.buttons.pause') }).click()
    await expect(rowOf(page, 'Été indien')).toContainText(t('torrentPages.states.paused'))
    await bar.getByRole('button', { name: t('torrentPages.buttons.resume') }).click()
    await expect(rowOf(page, 'Été indien')).not.toContainText(t('torrentPages.states.paused'))

    await page.getByRole('grid').focus()
    await page.keyboard.press('Control+a')
    await bar.getByRole('button', { name: t('torrentPages.share.title') }).click()
    const sharing = page.getByRole('dialog')
    await sharing.getByRole('textbox', { name: t('torrentPages.share.ratio') }).fill('2')
    await page.screenshot({ path: `test-results/torrent-sharing-${visit.width}.png` })
    await expectSound(page)
    await sharing.getByRole('button', { name: t('common.actions.save') }).click()
    await expect(page.getByText(t('torrentPages.share.saved'))).toBeVisible()
    for (const number of [1, 2, 3]) expect(double.torrent(v1Of(number)).fields.ratio_limit).toBe(2)
    await page.screenshot({ path: `test-results/torrent-selection-${visit.width}.png` })
    await expect(bar).toContainText(t('torrentPages.selection.count', { count: 3 }))
    await bar.getByRole('button', { name: t('torrentPages.buttons.remove') }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('Béa')
    await expectSound(page)
    await dialog.getByRole('button', { name: t('torrentPages.removal.delete') }).click()
    await expect(rowsOf(page)).toHaveCount(3)
    await dialog.getByRole('button', { name: t('torrentPages.removal.forGood') }).click()
    await expect(page.getByText(t('torrentPages.empty.own'))).toBeVisible()
    await expect.poll(() => double.removed.length).toBe(2)
    expect(double.torrents.size).toBe(1)
    await double.stop()
  })

  test(`a torrent is looked at whole, and left again ${where}`, async ({ house, open }) => {
    const { double, ada } = await withTorrents(house, three)
    const page = await open({ ...visit, cookies: house.as(ada).cookies() })
    await page.goto('/torrents')
    await rowOf(page, 'Archives').getByRole('link').click()
    const pane = page.getByRole('complementary', { name: t('torrentPages.detail.title') })
    await expect(pane.getByRole('heading', { name: 'Archives' })).toBeVisible()
    await expect(pane.getByLabel(t('torrentPages.detail.v1'))).toHaveValue(v1Of(2))
    await expectSound(page)
    await pane.getByRole('tab', { name: t('torrentPages.detail.tabs.trackers') }).click()
    await expect(pane.getByText(t('torrentPages.detail.noTrackers'))).toBeVisible()
    await page.goBack()
    await expect(pane).toHaveCount(0)
    await expect(rowsOf(page)).toHaveCount(3)
    await double.stop()
  })

  test(`of another’s torrent nothing is shown that is only its owners’ ${where}`, async ({ house, open }) => {
    const { double, ada, bea } = await withTorrents(house, three)
    const opened = async (who: Person, name: string) => {
      const page = await open({ ...visit, cookies: house.as(who).cookies() })
      await page.goto('/torrents/all')
      await rowOf(page, name).getByRole('link').click()
      const pane = page.getByRole('complementary', { name: t('torrentPages.detail.title') })
      await expect(pane.getByRole('heading', { name })).toBeVisible()
      return pane
    }
    const others = await opened(bea, 'Zèbre')
    await expect(others.getByText(t('torrentPages.detail.readOnly'))).toBeVisible()
    await expect(others.getByRole('tab')).toHaveCount(3)
    const own = await opened(ada, 'Zèbre')
    await expect(own.getByRole('tab')).toHaveCount(5)
    await expect(own.getByRole('switch', { name: t('torrentPages.share.engine') })).toBeChecked()
    await expect(own.getByLabel(t('torrentPages.share.ratio'))).toBeDisabled()
    await double.stop()
  })

  test(`while the engine is away the list says so, and comes back by itself ${where}`, async ({ house, open }) => {
    const { double, ada } = await withTorrents(house, three)
    const page = await open({ ...visit, cookies: house.as(ada).cookies() })
    await page.goto('/torrents')
    await expect(rowsOf(page)).toHaveCount(3)
    await double.setDown(true)
    await expect(page.getByText(t('torrentPages.engine.lastKnown'))).toBeVisible()
    await rowOf(page, 'Été indien').getByRole('checkbox').click()
    const bar = page.getByRole('toolbar', { name: t('torrentPages.selection.acts') })
    await expect(bar.getByRole('button', { name: t('torrentPages.buttons.pause') })).toBeDisabled()
    await double.setDown(false)
    await watchOf(house.deps).refresh()
    await expect(page.getByText(t('torrentPages.engine.lastKnown'))).toHaveCount(0)
    await expect(bar.getByRole('button', { name: t('torrentPages.buttons.pause') })).toBeEnabled()
    await double.stop()
  })
}

test('a list that was hidden behind a torrent on a phone is drawn whole when it is come back to', async ({
  house,
  open,
}) => {
  const { double, ada } = await withTorrents(house, ({ ada: owner }) => thousands(30, [owner]))
  const page = await open({ locale: 'fr', width: 390, cookies: house.as(ada).cookies() })
  const t = wordsOf('fr')
  await page.goto('/torrents?q=rien+de+tel')
  // The torrent's page comes later than the address is written.
  await page.route(/Detail.*\.js/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1000))
    await route.continue()
  })
  await page.getByRole('button', { name: t('torrentPages.filters.clear') }).click()
  await page.getByRole('link', { name: /Épisode 0001/ }).click()
  await expect(page.getByText(t('torrentPages.detail.back'))).toBeVisible()
  const { api } = house.as(ada)
  const last = (await api.torrents.list.query({ scope: 'own' })).torrents.at(-1)
  await api.torrents.remove.mutate({ ids: [last?.id ?? 0] })
  await expect.poll(() => page.locator('[role=grid]').getAttribute('aria-rowcount')).toBe('30')
  await page.getByText(t('torrentPages.detail.back')).click()
  await expect.poll(() => rowsOf(page).count()).toBeGreaterThan(5)
  await double.stop()
})

test('five thousand torrents are loaded lightly, scrolled without a blank and narrowed at once', async ({
  house,
  open,
}) => {
  const { double, ada } = await withTorrents(house, ({ ada: owner }) => thousands(5000, [owner]))
  const page = await open({ locale: 'fr', width: 1440, cookies: house.as(ada).cookies() })
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  let bytes = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await page.goto('/torrents')
  await expect(rowsOf(page).first()).toBeVisible()
  await page.waitForLoadState('networkidle')
  console.log(`First load with 5,000 torrents: ${(bytes / 1000).toFixed(0)} KB`)
  expect(bytes).toBeLessThan(1_500_000)

  const blanks = await page.evaluate(async () => {
    let found = 0
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    for (let step = 1; step <= 60; step += 1) {
      scrollTo({ top: step * 3000, behavior: 'instant' })
      await frame()
      for (const y of [300, 500, 700]) if (!document.elementFromPoint(700, y)?.closest('[role=row]')) found += 1
    }
    return found
  })
  expect(blanks).toBe(0)

  await page.evaluate(() => scrollTo(0, 0))
  const taken = await page.evaluate(async () => {
    const field = document.querySelector<HTMLInputElement>('input[type=search]')
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
    const count = () => Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount'))
    const narrow = async (text: string) => {
      const before = count()
      const started = performance.now()
      set?.call(field, text)
      field?.dispatchEvent(new Event('input', { bubbles: true }))
      while (count() === before) await new Promise((resolve) => setTimeout(resolve))
      return performance.now() - started
    }
    const all: number[] = []
    // Each finds another number of them than the one before.
    for (let round = 0; round < 4; round += 1)
      for (const text of ['01', '012', '0123', '']) all.push(await narrow(text))
    await narrow('0123')
    // The first round is for the compiler.
    return all.slice(4).sort((one, other) => one - other)
  })
  const median = taken[Math.floor(taken.length / 2)] ?? Number.NaN
  console.log(`Narrowing 5,000 torrents: ${median.toFixed(0)} ms in the middle, ${taken.at(-1)?.toFixed(0)} ms at most`)
  // `npm run bench` holds it against the 50 ms that are aimed at; a busy machine took 52 here.
  expect(median).toBeLessThan(150)
  await expect(rowsOf(page)).toHaveCount(1)

  const t = wordsOf('fr')
  await page.getByRole('searchbox').fill('')
  await page.getByRole('columnheader').getByRole('checkbox').click()
  await page.getByRole('button', { name: t('torrentPages.buttons.remove'), exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(t('torrentPages.removal.title', { count: 5000 }))
  await expect(dialog).toContainText(t('torrentPages.removal.more', { count: 4995 }))
  await double.stop()
})
