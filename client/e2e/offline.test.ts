import fs from 'node:fs'
import { request as ask, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { memoryOf } from '../../server/testing/couple.ts'
import { startApp, type TestApp } from '../../server/testing/start-app.ts'
import { expect, expectSound, lively, wordsOf } from './fixtures.ts'
import { test as base, startFurnished } from './furnished.ts'

/** Lets the house go and come back at the same address, with all it holds. */
interface Plug {
  cut(): Promise<void>
  mend(): Promise<void>
}

const test = base.extend<{ plug: Plug; isFurnished: boolean }>({
  isFurnished: [true, { option: true }],
  house: async ({ examples, isFurnished }, use) => {
    const first = isFurnished ? await startFurnished(examples) : await startApp(lively)
    let running: TestApp | null = first
    const plug: Plug = {
      cut: async () => {
        await running?.close()
        running = null
      },
      mend: async () => {
        running = await startApp({ ...lively, root: first.root, config: { port: first.port } })
      },
    }
    await use(Object.assign(first, plug))
    await plug.cut()
    fs.rmSync(first.root, { recursive: true, force: true })
  },
  plug: async ({ house }, use) => use(house as TestApp & Plug),
})

/** Names of the caches that hold what only its reader may see, with the paths in them. */
const kept = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => /^foyer-(pages|pictures|data):/.test(name))
    const paths = names.map(async (name) => {
      const keys = await (await caches.open(name)).keys()
      return keys.map(({ url }) => `${name.slice(name.indexOf(':') + 1)} ${new URL(url).pathname}`)
    })
    return (await Promise.all(paths)).flat()
  })

/** Opens a page and waits until this device keeps it, and can show the list of what it keeps. */
async function read(page: Page, path: string, reader: number | 'visitor'): Promise<void> {
  await page.goto(path)
  const { pathname } = new URL(page.url())
  await expect.poll(() => kept(page)).toEqual(expect.arrayContaining([`${reader} ${pathname}`, `${reader} /offline`]))
}

const drawn = (page: Page, of: string) =>
  page.locator(of).evaluateAll((all) => all.some((one) => (one as HTMLImageElement).naturalWidth > 0))

/** Reads the timeline to its end, down and up again where something came late, until so many memories were seen. */
async function readToTheEnd(page: Page, count: number): Promise<void> {
  const seen = new Set<string>()
  const look = async () => {
    for (const title of await page
      .locator('main')
      .getByText(/^Souvenir \d+$/)
      .allTextContents())
      seen.add(title)
    const isEnd = await page.evaluate(() => scrollY + innerHeight > document.documentElement.scrollHeight - 5)
    await page.evaluate((end) => (end ? scrollTo(0, 0) : scrollBy(0, 600)), isEnd)
    return seen.size
  }
  await expect.poll(look, { timeout: 60_000, intervals: [150] }).toBe(count)
}

for (const { locale, width } of [
  { locale: 'fr', width: 390 },
  { locale: 'en', width: 1440 },
] as const) {
  test(`what was read stays readable while the house is out of reach, and says so (${locale}, ${width})`, async ({
    house,
    plug,
    open,
    examples: { one, memory },
  }) => {
    const t = wordsOf(locale)
    const first = await open({ locale, width, cookies: house.as(one).cookies() })
    await read(first, '/couple/memories', one.id)
    // A new page is one that the worker stands before; what is opened within the page is kept too.
    await first.reload()
    await first.getByRole('link', { name: memory.title }).first().click()
    await expect(first.getByRole('heading', { name: memory.title })).toBeVisible()
    await expect.poll(() => drawn(first, 'article img')).toBe(true)
    await expect.poll(() => kept(first)).toContain(`${one.id} /couple/memories/${memory.id}`)
    await expect.poll(async () => (await kept(first)).some((line) => line.includes('/uploads/'))).toBe(true)
    const context = first.context()
    await first.close()
    await plug.cut()

    const page = await context.newPage()
    const age = t('common.states.kept', { date: '' }).slice(0, 20)
    await page.goto('/couple/memories')
    await expect(page.getByRole('heading', { name: t('couple.timeline.title'), exact: true })).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: age })).toBeVisible()
    await expect(page.getByText(memory.title).first()).toBeVisible()
    await expect.poll(() => drawn(page, 'main img')).toBe(true)
    await page.screenshot({ path: `test-results/offline-timeline-${width}.png` })
    await expectSound(page)

    await page.goto(`/couple/memories/${memory.id}`)
    await expect(page.getByRole('heading', { name: memory.title })).toBeVisible()
    await expect.poll(() => drawn(page, 'article img')).toBe(true)

    await page.goto('/couple')
    await expect(page.getByRole('heading', { name: t('offline.page.title') })).toBeVisible()
    await page.screenshot({ path: `test-results/offline-unseen-${width}.png` })
    await expectSound(page)
    await page.getByRole('link', { name: new RegExp(memory.title) }).click()
    await expect(page).toHaveURL(new RegExp(`/couple/memories/${memory.id}$`))
    await expect(page.getByRole('heading', { name: memory.title })).toBeVisible()
    await page.getByRole('link', { name: t('couple.memory.back') }).click()
    await expect(page.getByRole('heading', { name: t('couple.timeline.title'), exact: true })).toBeVisible()

    await plug.mend()
    await expect(page.getByRole('status').filter({ hasText: t('common.states.back') })).toBeVisible()
    await expect(page.getByText(age)).toHaveCount(0)
    await expect(page.getByText(memory.title).first()).toBeVisible()
    await page.close()
  })
}

test('who signs out leaves nothing private behind', async ({ house, open, examples: { one, memory } }) => {
  const t = wordsOf('fr')
  const page = await open({ locale: 'fr', width: 1440, cookies: house.as(one).cookies() })
  await read(page, `/couple/memories/${memory.id}`, one.id)
  await page.getByRole('button', { name: t('common.account.menu') }).click()
  await page.getByRole('button', { name: t('common.account.signOut') }).click()
  await expect(page).toHaveURL(`${house.url}/`)
  await expect.poll(() => kept(page)).toContain('visitor /')
  expect((await kept(page)).filter((line) => !line.startsWith('visitor '))).toEqual([])
})

test('a second person is never shown what the first one read', async ({
  house,
  plug,
  open,
  examples: { one, other, memory },
}) => {
  const page = await open({ locale: 'fr', width: 390, cookies: house.as(one).cookies() })
  await read(page, `/couple/memories/${memory.id}`, one.id)
  const [name = '', value = ''] = house.as(other).cookies().split('=')
  const context = page.context()
  await context.addCookies([{ name, value, url: house.url }])
  await read(page, '/couple', other.id)
  expect((await kept(page)).filter((line) => line.startsWith(`${one.id} `))).toEqual([])
  await page.close()
  await plug.cut()
  const later = await context.newPage()
  await later.goto(`/couple/memories/${memory.id}`)
  await expect(later.getByRole('heading', { name: wordsOf('fr')('offline.page.title') })).toBeVisible()
  await expect(later.getByText(memory.title)).toHaveCount(0)
  await later.close()
})

test('pages of the workshop, sign-in and links that are keys are never kept', async ({
  house,
  open,
  examples: { one },
}) => {
  const page = await open({ locale: 'fr', width: 1440, cookies: house.as(one).cookies() })
  await read(page, '/couple', one.id)
  for (const path of ['/admin', '/me', '/couple/edit', '/login', '/reset?token=x', '/couple/l/no-such-link']) {
    await page.goto(path)
  }
  await read(page, '/', one.id)
  const pages = (await kept(page)).filter((line) => !line.includes('/uploads/'))
  expect(pages.toSorted()).toEqual(['/', '/couple', '/offline'].map((path) => `${one.id} ${path}`))
})

/** Stands before the house and says of its worker what `rewrite` makes of it. */
async function before(house: TestApp, rewrite: (script: string) => string) {
  const server = createServer((request, response) => {
    const { url: path = '/', method, headers } = request
    if (path === '/sw.js') {
      void fetch(house.url + path)
        .then((answer) => answer.text())
        .then((script) => response.setHeader('Content-Type', 'text/javascript').end(rewrite(script)))
      return
    }
    const onward = ask({ host: '127.0.0.1', port: house.port, path, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

test('a new release takes over while a page of the old one is open, and older code goes', async ({
  house,
  open,
  examples: { one, memory },
}) => {
  const t = wordsOf('fr')
  await house.as(one).api.couple.changeVisibility.mutate({ visibility: 'public' })
  let release = 'first'
  const proxy = await before(house, (script) => script.replace(/(?<=["'`])[0-9a-f]{12}(?=["'`])/, release))
  const page = await open({ locale: 'fr', width: 1440 })
  await read(page, `${proxy.url}/couple`, 'visitor')
  await page.reload()
  const code = () => page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('foyer-code:')))
  expect(await code()).toEqual(['foyer-code:first'])
  let loads = 0
  page.on('load', () => {
    loads += 1
  })
  const browser = await page.context().newCDPSession(page)
  await browser.send('ServiceWorker.enable')
  // A browser stops a worker that has nothing to do, and then another may take its place; one that is debugged, as it is
  // here, it leaves running.
  const isWaiting = () => page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting))
  for (release of ['second', 'third']) {
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())
    const taken = async () => {
      if (await isWaiting()) await browser.send('ServiceWorker.stopAllWorkers')
      return code()
    }
    await expect.poll(taken).toContain(`foyer-code:${release}`)
  }
  await expect.poll(code).toEqual(['foyer-code:second', 'foyer-code:third'])
  await page.getByRole('link', { name: t('couple.page.newest.all') }).click()
  await expect(page.getByRole('heading', { name: t('couple.timeline.title'), exact: true })).toBeVisible()
  await expect(page.getByText(memory.title).first()).toBeVisible()
  expect(loads).toBe(0)
  await page.close()
  proxy.close()
})

test.describe('in a house without examples', () => {
  test.use({ isFurnished: false })

  test('months that were read stay readable; others are said to be out of reach and come by themselves', async ({
    house,
    plug,
    open,
  }) => {
    test.setTimeout(180_000)
    const t = wordsOf('fr')
    const one = house.person('owner', 'Camille')
    const { couple } = house.as(one).api
    await couple.namePartner.mutate({ position: 1, accountId: one.id })
    const count = 60
    for (let index = 0; index < count; index += 1) {
      const date = `${2020 - Math.floor(index / 12)}-${String(12 - (index % 12)).padStart(2, '0')}-05`
      await couple.createMemory.mutate(memoryOf({ title: `Souvenir ${index}`, date }))
    }
    const page = await open({ locale: 'fr', width: 390, cookies: house.as(one).cookies() })
    await read(page, '/couple/memories', one.id)
    const context = page.context()
    await page.close()
    await plug.cut()

    const unread = await context.newPage()
    await unread.goto('/couple/memories')
    await expect(unread.getByText('Souvenir 0', { exact: true })).toBeVisible()
    const failed = unread.getByRole('alert').filter({ hasText: t('couple.timeline.failed') })
    // What has just come makes the page longer than it was when its end was looked for.
    await expect(async () => {
      await unread.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
      await expect(failed).toBeVisible({ timeout: 1000 })
    }).toPass()
    await unread.screenshot({ path: 'test-results/offline-unread-light.png' })
    await unread.emulateMedia({ colorScheme: 'dark' })
    await unread.screenshot({ path: 'test-results/offline-unread-dark.png' })
    const [bar, add] = [unread.getByRole('status').getByText(/./).first(), unread.getByTitle(t('couple.page.add'))]
    const [above, below] = await Promise.all([add.boundingBox(), bar.boundingBox()])
    expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0)
    await plug.mend()
    await expect(unread.getByRole('alert')).toHaveCount(0, { timeout: 30_000 })
    await readToTheEnd(unread, count)
    await expect.poll(async () => (await kept(unread)).some((line) => line.includes('/trpc/'))).toBe(true)
    await unread.close()
    await plug.cut()

    const again = await context.newPage()
    await again.goto('/couple/memories')
    await expect(
      again.getByRole('status').filter({ hasText: t('common.states.kept', { date: '' }).slice(0, 20) }),
    ).toBeVisible()
    await readToTheEnd(again, count)
    await expect(again.getByRole('alert')).toHaveCount(0)
    await again.close()
  })

  test('the house can be installed, under its own name', async ({ house, open }) => {
    const page = await open({ locale: 'fr', width: 390 })
    await page.goto('/login')
    const session = await page.context().newCDPSession(page)
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
    // Playwright's contexts are private windows, in which nothing is ever installed.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([])
    const { data = '', errors } = await session.send('Page.getAppManifest')
    expect(errors).toEqual([])
    expect(JSON.parse(data)).toMatchObject({ name: 'Foyer', lang: 'fr', display: 'standalone' })
    expect((await page.request.get(`${house.url}/icons/touch-180.png`)).headers()['content-type']).toBe('image/png')
  })
})
