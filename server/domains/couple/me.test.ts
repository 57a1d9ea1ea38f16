import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Visibility } from '../../../shared/couple.ts'
import { coupleMe } from '../../../shared/couple-me.ts'
import type { Browser } from '../../testing/browser.ts'
import { type Couple, showTo, twoPartners } from '../../testing/couple.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'

let app: TestApp
let couple: Couple

beforeEach(async () => {
  app = await startApp()
  couple = await twoPartners(app)
})

afterEach(() => app.stop())

const known = async (browser: Browser) => coupleMe.of(await browser.api.house.me.query())

/** The lines to the couple that a page of the house shows to this browser. */
async function linesOn(browser: Browser, path = '/'): Promise<string[]> {
  const answer = await browser.bare(path)
  expect(answer.status).toBe(200)
  const [html = ''] = (await answer.text()).split('<script type="application/json"')
  return [...new Set([...html.matchAll(/href="(\/(?:admin\/)?couple[^"]*)"/g)].map(([, line = '']) => line))]
}

const lines = ['/couple', '/couple/memories']

async function guestByLink(): Promise<Browser> {
  const guest = app.visitor()
  await guest.bare(new URL(await couple.camille.api.couple.link.query()).pathname)
  return guest
}

test.each<[Visibility, boolean, boolean]>([
  ['partners', false, false],
  ['link', false, true],
  ['public', true, true],
])('every page knows to whom a couple with visibility %s is open', async (visibility, toAll, toGuest) => {
  await showTo(couple, 'link')
  const guest = await guestByLink()
  await showTo(couple, visibility)
  for (const browser of [app.visitor(), app.as('member'), app.as('admin'), app.as('client')]) {
    expect(await known(browser)).toEqual({ partner: false, open: toAll })
    expect(await linesOn(browser)).toEqual(toAll ? lines : [])
  }
  expect(await known(guest)).toEqual({ partner: false, open: toGuest })
  expect(await linesOn(guest)).toEqual(toGuest ? lines : [])
  for (const partner of [couple.camille, couple.sacha]) {
    expect(await known(partner)).toEqual({ partner: true, open: true })
    expect(await linesOn(partner)).toEqual(lines)
  }
})

test('a page that is kept for visitors follows the couple’s doors, and takes nothing over from a guest', async () => {
  const visitor = app.visitor()
  expect(await linesOn(visitor)).toEqual([])
  await showTo(couple, 'link')
  const guest = await guestByLink()
  expect(await linesOn(guest)).toEqual(lines)
  expect(await linesOn(visitor)).toEqual([])
  await showTo(couple, 'public')
  expect(await linesOn(visitor)).toEqual(lines)
  expect(await linesOn(app.visitor())).toEqual(lines)
  await showTo(couple, 'partners')
  expect(await linesOn(visitor)).toEqual([])
  expect(await linesOn(guest)).toEqual([])
})

test('whoever names the partners still finds the way to it, and nobody else is shown one', async () => {
  expect(await linesOn(app.as('admin'), '/me')).toEqual(['/admin/couple'])
  expect(await linesOn(app.as('member'), '/me')).toEqual([])
  const house = await app.as('admin').bare('/couple')
  expect(await house.text()).toContain('href="/admin/couple"')
})

test('whoever becomes a partner or no longer is one learns it with the next page', async () => {
  const hugo = app.person('member', 'Hugo')
  const browser = app.as(hugo)
  expect(await linesOn(browser)).toEqual([])
  await couple.camille.api.couple.namePartner.mutate({ position: 2, accountId: hugo.id })
  expect(await known(browser)).toEqual({ partner: true, open: true })
  expect(await linesOn(browser)).toEqual(lines)
  expect(await known(couple.sacha)).toEqual({ partner: false, open: false })
  expect(await linesOn(couple.sacha)).toEqual([])
})

test('while the module is off nobody is a partner, and nothing of the couple is said or drawn', async () => {
  await showTo(couple, 'public')
  await couple.camille.api.house.switchModule.mutate({ name: 'couple', on: false })
  const me = await couple.camille.api.house.me.query()
  expect(me.parts).not.toHaveProperty('couple')
  expect(coupleMe.of(me)).toEqual({ partner: false, open: false })
  expect(await linesOn(couple.camille)).toEqual([])
  expect(await linesOn(couple.camille, '/me')).toEqual([])
  expect(await linesOn(app.visitor())).toEqual([])
})
