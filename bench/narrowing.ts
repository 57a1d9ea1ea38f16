import { chromium, type Page } from '@playwright/test'
import { chromiumPath, chromiumSwitches } from '../scripts/chromium.ts'
import { type Line, median } from './measure.ts'
import { type Served, serve } from './served.ts'

const torrents = 5000
/** In milliseconds, from a letter that was typed to a list without what it leaves out. */
const aimed = 50

async function openList(house: Served): Promise<Page> {
  const executablePath = chromiumPath()
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumSwitches })
  const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage()
  const [name = '', value = ''] = house.cookie.split('=')
  await page.context().addCookies([{ name, value, url: house.url }])
  await page.goto(`${house.url}/torrents/all`)
  await page.locator(`[role=grid][aria-rowcount="${torrents + 1}"]`).waitFor({ timeout: 60_000 })
  return page
}

/** How long each of several texts takes, in milliseconds; the first round is for the compiler and is not told. */
const narrow = (page: Page): Promise<number[]> =>
  page.evaluate(async () => {
    const field = document.querySelector<HTMLInputElement>('input[type=search]')
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
    const count = () => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')
    const taken: number[] = []
    for (let round = 0; round < 6; round += 1) {
      // Each finds another number of them than the one before.
      for (const text of ['12', '123', '1234', '']) {
        const before = count()
        const started = performance.now()
        set?.call(field, text)
        field?.dispatchEvent(new Event('input', { bubbles: true }))
        while (count() === before) await new Promise((resolve) => setTimeout(resolve))
        taken.push(performance.now() - started)
      }
    }
    return taken.slice(4)
  })

/** The list of five thousand torrents as somebody types into its filter. */
export async function narrowingLines(): Promise<Line[]> {
  const engine = await serve('engine', String(torrents), '0')
  const house = await serve('torrents', engine.url, String(torrents))
  house.tell('furnish')
  const page = await openList(house)
  const value = median(await narrow(page))
  await page.context().browser()?.close()
  await house.stop()
  await engine.stop()
  return [{ name: 'A letter narrows 5,000 torrents', value, ceiling: aimed, unit: 'ms', aim: ['at most', 1] }]
}
