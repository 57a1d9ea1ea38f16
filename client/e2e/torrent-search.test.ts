import type { Page } from '@playwright/test'
import { addIndexers } from '../../server/testing/torrent-search.ts'
import { failing, startTorznab, type TorznabDouble } from '../../server/testing/torznab-double.ts'
import { modulesSettings } from '../../shared/house.ts'
import { expect, expectSound, test, wordsOf } from './fixtures.ts'

const hash = 'c9e15763f722f23e98a29decdfae341b98d53056'

let torznab: TorznabDouble
const { timeout } = AbortSignal

test.beforeEach(async ({ house }) => {
  house.deps.settings.set(modulesSettings, { switched: { torrents: true } })
  torznab = await startTorznab()
  // An indexer that never answers is given up at once.
  AbortSignal.timeout = (milliseconds) => timeout.call(AbortSignal, milliseconds === 20_000 ? 600 : milliseconds)
})

test.afterEach(async () => {
  AbortSignal.timeout = timeout
  await torznab.stop()
})

/** Searches with the keyboard alone. */
async function search(page: Page, label: string, words: string): Promise<void> {
  const field = page.getByRole('searchbox', { name: label })
  await field.fill(words)
  await field.press('Enter')
}

for (const { locale, width, scheme } of [
  { locale: 'fr', width: 390, scheme: 'dark' },
  { locale: 'en', width: 1440, scheme: 'light' },
] as const) {
  const t = wordsOf(locale)
  const isTable = width > 1000

  test(`an indexer is added from the settings, by its own address or that of Jackett (${locale}, ${width})`, async ({
    house,
    open,
  }) => {
    const owner = house.as(house.person('owner', 'Camille'))
    const page = await open({ locale, width, scheme, cookies: owner.cookies() })
    await page.goto('/torrents/search')
    await expect(page.getByText(t('torrentSearch.page.noIndexers'))).toBeVisible()
    await expectSound(page)
    await page.getByRole('link', { name: t('torrentSearch.page.setUp') }).click()
    await expect(page.getByText(t('torrentSearch.settings.emptyText'))).toBeVisible()
    await expectSound(page)

    const section = page.getByRole('region', { name: t('torrentSearch.settings.title'), exact: true })
    await section.getByRole('button', { name: t('torrentSearch.settings.add') }).click()
    const url = section.getByRole('textbox', { name: t('torrentSearch.settings.url') })
    const key = page.getByLabel(t('torrentSearch.settings.apiKey'), { exact: true })
    const add = section.getByRole('button', { name: t('torrentSearch.settings.addOne'), exact: true })
    await url.fill('http://169.254.169.254/')
    await add.click()
    await expect(page.getByText(t('torrentSearch.errors.forbiddenHost'))).toBeVisible()
    await url.fill(torznab.url)
    await key.fill('une mauvaise clé')
    await add.click()
    await expect(page.getByText(t('torrentSearch.problems.wrongKey'))).toBeVisible()
    await expectSound(page)
    if (isTable) {
      await key.fill('')
      await url.fill(`${torznab.url}/?apikey=${torznab.key}`)
    } else await key.fill(torznab.key)
    await add.click()
    await expect(page.getByText(t('torrentSearch.settings.jackett', { count: 2 }))).toBeVisible()
    await expectSound(page)
    await page.getByLabel('Good & old').uncheck()
    await section.getByRole('button', { name: t('torrentSearch.settings.addChosen', { count: 1 }) }).click()
    await expect(page.getByText(t('torrentSearch.settings.added', { count: 1 }))).toBeVisible()

    await section.getByRole('button', { name: t('torrentSearch.settings.editOf', { name: 'Other' }) }).click()
    await section.getByRole('textbox', { name: t('torrentSearch.settings.name') }).fill('Tracker')
    await section.getByRole('button', { name: t('torrentSearch.settings.try') }).click()
    const answered = t('torrentSearch.settings.tried', { time: '…' }).split('…')[0] ?? ''
    await expect(page.getByText(answered)).toBeVisible()
    await section.getByRole('button', { name: t('common.actions.save'), exact: true }).click()
    await expect(page.getByText(t('torrentSearch.settings.saved', { name: 'Tracker' }))).toBeVisible()
    const asked = page.getByRole('switch', { name: t('torrentSearch.settings.on', { name: 'Tracker' }) })
    await asked.uncheck({ force: true })
    await page.screenshot({ path: `test-results/indexers-${locale}-${width}.png`, fullPage: true })
    await expect(page.getByText(t('torrentSearch.settings.off'))).toBeVisible()
    await expectSound(page)
    expect((await owner.api.torrents.indexers.query()).indexers).toMatchObject([
      { name: 'Tracker', on: false, keySet: true },
    ])
    expect(await page.content()).not.toContain(torznab.key)

    await page.getByRole('button', { name: t('torrentSearch.settings.removeOf', { name: 'Tracker' }) }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('torrentSearch.settings.remove') })
      .click()
    await expect(page.getByText(t('torrentSearch.settings.emptyText'))).toBeVisible()
  })

  test(`what indexers find is shown, and why others found nothing (${locale}, ${width})`, async ({ house, open }) => {
    const owner = house.as(house.person('owner', 'Camille'))
    const member = house.as(house.person('member', 'Sacha'))
    torznab.tell('good', [
      { title: 'Debian 12 netinst', hash, seeders: 12, size: 650_000_000, category: 4000 },
      { title: 'Ubuntu.24.04.Desktop', seeders: 90, size: 5_000_000_000, category: 4000, dl: 'file' },
      { title: 'Fedora gone', seeders: 1, size: 2_000_000_000, category: 4000, dl: 'gone' },
    ])
    await addIndexers(owner, torznab.key, {
      Good: torznab.of('good'),
      Slow: torznab.of('slow'),
      ...Object.fromEntries(Object.keys(failing).map((way) => [`Way ${way}`, torznab.of(way)])),
      Closed: 'http://127.0.0.1:9/1/api',
      Nobody: 'http://nobody.invalid/1/api',
      Encrypted: torznab.of('good').replace('http:', 'https:'),
    })
    await addIndexers(owner, 'a wrong key', { Unkeyed: torznab.of('good') })
    const page = await open({ locale, width, scheme, cookies: member.cookies() })
    await page.goto('/torrents/search')
    await expect(page.getByText(t('torrentSearch.page.beginText'))).toBeVisible()
    await expectSound(page)
    await search(page, t('torrentSearch.page.field'), 'linux')
    await expect(page).toHaveURL(/\?q=linux$/)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)

    const rows = page.locator('[data-found]')
    await expect(rows).toHaveCount(3)
    // The most seeders first.
    await expect(rows.first()).toContainText('Ubuntu.24.04.Desktop')
    await page.getByRole('button', { name: t('torrentSearch.page.unfold') }).click()
    const problems = page.getByRole('status').filter({ hasText: 'Slow' })
    for (const [name, words] of [
      ['Slow', t('torrentSearch.problems.timeout')],
      ['Unkeyed', t('torrentSearch.problems.wrongKey')],
      ['Way unauthorised', t('torrentSearch.problems.wrongKey')],
      ['Way unknown', t('torrentSearch.problems.unknownIndexer')],
      ['Way absent', t('torrentSearch.problems.unknownIndexer')],
      ['Way throttled', t('torrentSearch.problems.tooOften', { seconds: 37 })],
      [
        'Way broken',
        t('torrentSearch.problems.failed', { status: '400', said: 'some', words: 'Challenge at … was not solved' }),
      ],
      [
        'Way crashed',
        t('torrentSearch.problems.failed', { status: '500', said: 'some', words: 'Object reference not set' }),
      ],
      ['Way login', t('torrentSearch.problems.login')],
      ['Way moved', t('torrentSearch.problems.redirected')],
      ['Way page', t('torrentSearch.problems.notTorznab')],
      ['Way words', t('torrentSearch.problems.notTorznab')],
      ['Way huge', t('torrentSearch.problems.tooLarge')],
      ['Closed', t('torrentSearch.problems.unreachable')],
      ['Nobody', t('torrentSearch.problems.unknownHost')],
      ['Encrypted', t('torrentSearch.problems.tls')],
    ] as const) {
      await expect(problems.getByRole('listitem').filter({ hasText: name }), name).toContainText(words)
    }
    await expectSound(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await page.screenshot({ path: `test-results/torrent-search-${locale}-${width}.png`, fullPage: true })

    if (isTable) {
      const size = page.getByRole('columnheader', { name: t('torrentSearch.page.columns.size') })
      await size.getByRole('button').click()
      await expect(size).toHaveAttribute('aria-sort', 'descending')
      await size.getByRole('button').click()
      await expect(rows.first()).toContainText('Debian 12 netinst')
    } else {
      await page.getByLabel(t('torrentSearch.page.sort')).selectOption('size')
      await expect(rows.first()).toContainText('Ubuntu.24.04.Desktop')
    }
    await page.getByRole('searchbox', { name: t('torrentSearch.page.filter') }).fill('ubuntu 24')
    await expect(rows).toHaveCount(1)
    await page.getByRole('searchbox', { name: t('torrentSearch.page.filter') }).fill('')
    await expect(rows).toHaveCount(3)

    const gone = rows.filter({ hasText: 'Fedora gone' })
    await gone.getByRole('button').click()
    await expect(gone.getByRole('alert')).toHaveText(t('torrentSearch.problems.notFound'))
    const debian = rows.filter({ hasText: 'Debian 12 netinst' })
    await debian.getByRole('button').focus()
    await page.keyboard.press('Enter')
    await expect(debian).toContainText(t('torrentSearch.page.outcomes.added'))
    await expectSound(page)

    // The results are still there on the way back, and nobody is asked again.
    const asked = torznab.heard.length
    const opened = debian.getByRole('link')
    await opened.click()
    await expect(page).toHaveURL(/\/torrents\/\d+$/)
    await page.goBack()
    await expect(rows).toHaveCount(3)
    await expect(debian).toContainText(t('torrentSearch.page.outcomes.added'))
    expect(torznab.heard).toHaveLength(asked)

    await page.reload()
    await expect(rows).toHaveCount(3)
    await expect(debian).toContainText(t('torrentSearch.page.standings.yours'))
    expect(await page.content()).not.toContain(torznab.key)
  })

  test(`results come in while a slow indexer is still asked (${locale}, ${width})`, async ({ house, open }) => {
    AbortSignal.timeout = timeout
    const owner = house.as(house.person('owner', 'Camille'))
    torznab.tell('good', [{ title: 'Debian' }])
    torznab.tell('slow', [{ title: 'Ubuntu' }])
    await addIndexers(owner, torznab.key, { Good: torznab.of('good'), Slow: torznab.of('slow') })
    const page = await open({ locale, width, scheme, cookies: owner.cookies() })
    await page.goto('/torrents/search?q=linux')
    const rows = page.locator('[data-found]')
    await expect(rows).toHaveCount(1)
    await expect(page.getByText(t('torrentSearch.page.going'))).toBeVisible()
    await expect(page.getByRole('button', { name: /^Slow/ })).toContainText(t('torrentSearch.page.asking'))
    torznab.release()
    await expect(rows).toHaveCount(2)
    await expect(page.getByText(t('torrentSearch.page.going'))).toBeHidden()
    torznab.tell('good', [])
    await page.getByRole('button', { name: /^Good/ }).click()
    await search(page, t('torrentSearch.page.field'), 'nothing')
    await expect(page.getByText(t('torrentSearch.page.emptyText'))).toBeVisible()
    await expectSound(page)
  })
}
