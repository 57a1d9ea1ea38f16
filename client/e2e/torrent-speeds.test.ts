import { giveEngine } from '../../server/testing/engine-for-test.ts'
import type { TestApp } from '../../server/testing/start-app.ts'
import { addSent, v1Of } from '../../server/testing/torrents.ts'
import { modulesSettings } from '../../shared/house.ts'
import { expect, expectSound, test, wordsOf } from './fixtures.ts'

/** A month of speeds, as if the house had looked all the time but for the night before last. */
function remember(house: TestApp): void {
  const { db, clock, inTx } = house.deps
  const add = db.$client.prepare('INSERT INTO torrent_speed VALUES (0, ?, ?, ?, ?)')
  const now = Math.floor(clock.now() / 60_000) * 60
  inTx(() => {
    for (let ago = 1; ago < 1440; ago += 1) add.run(60, now - ago * 60, 4_000_000 + ago * 1000, 600_000)
  })
}

for (const { locale, width } of [
  { locale: 'fr', width: 390 },
  { locale: 'en', width: 1440 },
] as const) {
  test(`speeds are drawn live and over a day, and walked along by keyboard (${locale}, ${width})`, async ({
    house,
    open,
  }) => {
    const t = wordsOf(locale)
    house.deps.settings.set(modulesSettings, { switched: { torrents: true } })
    const engine = await giveEngine(house)
    try {
      house.person('owner')
      const browser = house.as(house.person('member', 'Camille'))
      await addSent(house, browser, 1)
      engine.becomeKnown(v1Of(1), { name: 'film', files: [{ name: 'film', size: 1e9 }] })
      engine.setProgress(v1Of(1), 0.5, { down: 3_200_000, up: 400_000 })
      remember(house)
      const page = await open({ locale, width, cookies: browser.cookies() })
      await page.goto('/torrents/speed')
      const chart = page.getByRole('slider', { name: t('torrentSpeeds.chart.engine') })
      const receiving = page.getByRole('row', { name: t('torrentSpeeds.ways.down') })
      const [speed, day] = locale === 'fr' ? [/3,2\sMo\/s/, /4(,\d)?\sMo\/s/] : [/3\.2\sMB\/s/, /4(\.\d)?\sMB\/s/]
      await expect(receiving).toContainText(speed)
      await expectSound(page)

      await page.getByText(t('torrentSpeeds.spans.day'), { exact: true }).click()
      await expect(receiving).toContainText(/Go|GB/)
      await chart.focus()
      // The last stretches hold what this house itself sees while the test runs.
      for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowLeft')
      await expect(chart).toHaveAttribute('aria-valuetext', day)
      const before = await chart.getAttribute('aria-valuetext')
      await page.keyboard.press('PageDown')
      await expect(chart).not.toHaveAttribute('aria-valuetext', before ?? '')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('columnheader', { name: t('torrentSpeeds.now') })).toBeVisible()

      await engine.setDown(true)
      await page.getByText(t('torrentSpeeds.spans.live'), { exact: true }).click()
      await expect(receiving.getByRole('cell').first()).toHaveText('–')
    } finally {
      await engine.stop()
    }
  })
}
