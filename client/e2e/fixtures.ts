import AxeBuilder from '@axe-core/playwright'
import { type Browser, test as base, expect, type Page } from '@playwright/test'
import { systemClock } from '../../server/platform/clock.ts'
import { loadWords } from '../../server/platform/words.ts'
import { startApp, type TestApp } from '../../server/testing/start-app.ts'
import type { Locale } from '../../shared/locale.ts'

export { expect }

/**
 * What a page may say on its console without a test failing: the browser’s own word of an expected refusal, and of
 * Playwright looking into a frame without scripts.
 */
const expected =
  /Failed to load resource: the server responded with a status of (400|401|403|404|409|413|415|503)|^Blocked script execution in 'about:srcdoc'/

/** Fails the test where a page reports an error. */
function watch(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
  page.on('console', (line) => {
    if (line.type() === 'error' && !expected.test(line.text())) faults.push(`${page.url()}: ${line.text()}`)
  })
}

export interface Visit {
  readonly locale: Locale
  readonly width: number
  readonly scheme?: 'light' | 'dark'
  /** A session cookie, as `house.as(person).cookies()` gives it. */
  readonly cookies?: string
}

interface Fixtures {
  /** The real house, with its jobs running and the real time. */
  readonly house: TestApp
  /** Opens a browser of somebody. */
  readonly open: (visit: Visit) => Promise<Page>
}

const heights: Readonly<Record<number, number>> = { 390: 844, 1440: 900 }
const languages = { fr: 'fr-FR', en: 'en-GB' } as const

async function openPage(browser: Browser, house: TestApp, visit: Visit): Promise<Page> {
  const context = await browser.newContext({
    baseURL: house.url,
    locale: languages[visit.locale],
    timezoneId: 'Europe/Paris',
    colorScheme: visit.scheme ?? 'light',
    viewport: { width: visit.width, height: heights[visit.width] ?? 900 },
    hasTouch: visit.width < 600,
  })
  const cookies = (visit.cookies ?? '').split('; ').filter((cookie) => cookie !== '')
  await context.addCookies(
    [...cookies, `locale=${visit.locale}`].map((cookie) => {
      const [name = '', value = ''] = cookie.split('=')
      return { name, value, url: house.url }
    }),
  )
  return context.newPage()
}

/** A house as people meet it: its jobs run, and its clock goes. */
export const lively = { automatic: true, overrides: { clock: systemClock } }

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
  house: async ({}, use) => {
    const app = await startApp(lively)
    await use(app)
    await app.stop()
  },
  open: async ({ house, browser }, use) => {
    const faults: string[] = []
    const pages: Page[] = []
    await use(async (visit) => {
      const page = await openPage(browser, house, visit)
      watch(page, faults)
      pages.push(page)
      return page
    })
    for (const page of pages) await page.context().close()
    expect(faults).toEqual([])
  },
})

/** Resolves when the page's next socket was told something with this word; to be asked before it is opened. */
export async function isTold(page: Page, word: string): Promise<void> {
  const webSocket = await page.waitForEvent('websocket')
  await webSocket.waitForEvent('framereceived', { predicate: ({ payload }) => String(payload).includes(`"${word}"`) })
}

/**
 * Resolves once the house has let a page into a room: what happens from then on reaches it. To be called before the page
 * is opened.
 */
export async function listens(page: Page, room: { readonly name: string }): Promise<void> {
  const webSocket = await page.waitForEvent('websocket', (socket) => socket.url().includes('socket.io'))
  const { promise, resolve } = Promise.withResolvers<void>()
  let asked = ''
  webSocket.on('framesent', ({ payload }) => {
    const [, id] = /^42(\d+)\["join"/.exec(String(payload)) ?? []
    if (id !== undefined && String(payload).includes(`"${room.name}"`)) asked = id
  })
  webSocket.on('framereceived', ({ payload }) => {
    if (asked !== '' && String(payload).startsWith(`43${asked}[`)) resolve()
  })
  await promise
}

/** The words of a language by their keys, as the pages say them. */
export const wordsOf = loadWords()

/** Leaves an editor without saving: closes its dialog, and says that one means it. */
export async function abandonEditor(page: Page, locale: Locale): Promise<void> {
  const t = wordsOf(locale)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('common.actions.close') })
    .click()
  await page.getByRole('button', { name: t('app.confirm.leave') }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** Fails where axe finds a violation on the page as it stands once all of it has come. */
export async function expectSound(page: Page): Promise<void> {
  // A dialog over a page comes after the page.
  await page.waitForLoadState('networkidle')
  await expect(page.locator('h1').first()).toBeAttached()
  await expect(page.locator('[aria-busy=true], [data-loading]')).toHaveCount(0)
  // A dialog is named once its title is drawn.
  await expect(page.locator('[role=dialog]:not([aria-labelledby], [aria-label])')).toHaveCount(0)
  // A colour on its way from one scheme to the other is none that anybody reads in.
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const moving = () => document.getAnimations().filter((one) => one instanceof CSSTransition)
    // One begins in the frame after its cause.
    for (let still = 0; still < 2; still += 1) {
      await frame()
      while (moving().length > 0) await Promise.allSettled(moving().map(({ finished }) => finished))
    }
  })
  // Of whatever is no violation axe would describe every element, which takes most of its time.
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze()
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))
  expect(found, `axe at ${page.url()}`).toEqual([])
}
