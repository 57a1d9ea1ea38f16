import path from 'node:path'
import { managedOf } from '../../server/domains/torrents/engine/managed/managed.ts'
import { QBittorrentDouble } from '../../server/testing/qbittorrent-double.ts'
import { startApp } from '../../server/testing/start-app.ts'
import { engineSettings, torrentSpace } from '../../shared/torrent-engine.ts'
import { test as base, expect, expectSound, lively, wordsOf } from './fixtures.ts'

const searchPath = (process.env.PATH ?? '').split(path.delimiter)

const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
  house: async ({}, use) => {
    const app = await startApp({ ...lively, modules: ['torrents'], config: { searchPath } })
    await use(app)
    await app.stop()
  },
})

test('a qBittorrent elsewhere is tried, told apart and kept', async ({ house, open }) => {
  const double = await QBittorrentDouble.start({ version: '5.3' })
  const t = wordsOf('fr')
  const words = (key: 'url' | 'username' | 'password' | 'test') => t(`torrentEngine.page.engine.${key}`)
  const page = await open({ locale: 'fr', width: 390, cookies: house.as('owner').cookies() })
  await page.goto('/admin/torrents')
  const section = page.getByRole('region', { name: t('torrentEngine.page.engine.title'), exact: true })
  await expect(section.getByRole('radio', { name: t('torrentEngine.page.engine.ways.none') })).toBeChecked()
  await expectSound(page)

  await section.getByRole('radio', { name: t('torrentEngine.page.engine.ways.remote') }).click()
  const attempt = section.getByRole('button', { name: words('test') })
  await section.getByLabel(words('url')).fill('192.168.1.20:8080')
  await attempt.click()
  await expect(section.getByText(t('torrentEngine.problems.notAnAddress')).first()).toBeVisible()

  await section.getByLabel(words('url')).fill(double.url)
  await section.getByLabel(words('username')).fill(double.username)
  await section.getByLabel(words('password'), { exact: true }).fill('faux')
  await attempt.click()
  await expect(section.getByText(t('torrentEngine.problems.wrongPassword'))).toBeVisible()
  expect(double.failedSignIns).toBe(1)

  await section.getByLabel(words('password'), { exact: true }).fill(double.password)
  await attempt.click()
  await expect(section.getByText(/qBittorrent v5\.3\.0 répond/)).toBeVisible()
  await expectSound(page)
  await section.getByRole('button', { name: t('common.actions.save') }).click()
  await expect(page.getByText(t('torrentEngine.page.engine.saved'))).toBeVisible()
  await expect(section.getByText(/v5\.3\.0 est en marche/)).toBeVisible()
  await expect(section.getByText(t('torrentEngine.page.engine.passwordSet'))).toBeVisible()
  expect(house.deps.settings.get(engineSettings)).toMatchObject({ url: double.url, password: double.password })

  await double.setDown(true)
  await expect(section.getByText(/Ne répond pas depuis/)).toBeVisible()
  await expectSound(page)
  await double.setDown(false)
  await expect(section.getByText(/v5\.3\.0 est en marche/)).toBeVisible({ timeout: 40_000 })
  await double.stop()
})

test('the house’s own engine is switched on with one click, killed and back by itself', async ({ house, open }) => {
  const t = wordsOf('en')
  const owner = house.as('owner')
  const page = await open({ locale: 'en', width: 1440, cookies: owner.cookies() })
  await page.goto('/admin/torrents')
  const section = page.getByRole('region', { name: t('torrentEngine.page.engine.title'), exact: true })
  await section.getByRole('radio', { name: t('torrentEngine.page.engine.ways.managed') }).click()
  const switchOn = section.getByRole('button', { name: t('torrentEngine.page.engine.switchOn') })
  await expect(switchOn).toBeDisabled()
  await expectSound(page)
  await section.getByLabel(t('torrentEngine.page.engine.accept')).check()
  await switchOn.click()
  const running = section.getByText(/is running/)
  await expect(running).toBeVisible()
  await expect(section.getByText(path.join(house.root, 'data', 'torrents', 'files'))).toBeVisible()
  await expectSound(page)

  const first = managedOf(house.deps).id
  process.kill(first ?? 0, 'SIGKILL')
  // It may be back before the page has noticed: a page without its engine is looked at in `torrents.test.ts`.
  await expect.poll(() => managedOf(house.deps).id ?? first, { timeout: 40_000 }).not.toBe(first)
  await expect(running).toBeVisible({ timeout: 40_000 })
  await expect.poll(async () => (await owner.api.torrents.engine.query()).standing.state).toBe('up')

  const floor = page.getByRole('region', { name: t('torrentEngine.page.floor.title'), exact: true })
  await floor.getByLabel(t('torrentEngine.page.floor.field'), { exact: true }).fill('7,5')
  await floor.getByRole('button', { name: t('common.actions.save') }).click()
  await expect(page.getByText(t('torrentEngine.page.floor.saved'))).toBeVisible()
  expect(house.deps.settings.get(torrentSpace).floor).toBe(7_500_000_000)

  await section.getByRole('radio', { name: t('torrentEngine.page.engine.ways.none') }).click()
  await section.getByRole('button', { name: t('common.actions.save') }).click()
  await page.getByRole('button', { name: t('torrentEngine.page.engine.switchAwayConfirm'), exact: true }).click()
  await expect.poll(() => managedOf(house.deps).id).toBeNull()
  await expect(running).toBeHidden()
})
