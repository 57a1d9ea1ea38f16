import { afterEach, beforeEach, expect, test } from 'vitest'
import { setupProgress, siteSettings } from '../../../shared/house.ts'
import { refusal } from '../../testing/refusal.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { account } from '../accounts/tables.ts'
import { setupPath } from './setup.ts'

let app: TestApp

beforeEach(async () => {
  app = await startApp()
})

afterEach(() => app.stop())

const owner = {
  username: 'ada',
  name: 'Ada Lovelace',
  email: 'ada@example.org',
  password: 'quatre mots sans lien',
  locale: 'fr',
  timeZone: 'Europe/Paris',
} as const

const tokenOf = (link: string | null) => link?.split('#token=')[1] ?? ''

test('attack 1: no account exists before the first run, and common defaults open nothing', async () => {
  expect(app.deps.db.select().from(account).all()).toEqual([])
  for (const [login, password] of [
    ['admin', 'admin'],
    ['admin', 'password'],
    ['foyer', 'foyer'],
    ['root', ''],
  ] as const) {
    const denied = await refusal(app.visitor().api.accounts.signIn.mutate({ login, password, remember: false }))
    expect(denied).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' })
  }
})

test('attack 2: setup with a wrong token or none is refused', async () => {
  setupPath(app.deps)
  for (const token of ['', 'wrong', `${tokenOf(setupPath(app.deps))}x`]) {
    const denied = await refusal(app.visitor().api.house.setUpOwner.mutate({ token, owner }))
    expect(denied).toMatchObject({ status: 403, key: 'house.errors.wrongSetupToken' })
  }
  expect(app.deps.db.select().from(account).all()).toEqual([])
})

test('attack 3: a second setup is refused', async () => {
  const token = tokenOf(setupPath(app.deps))
  await app.visitor().api.house.setUpOwner.mutate({ token, owner })
  const again = app
    .visitor()
    .api.house.setUpOwner.mutate({ token, owner: { ...owner, username: 'eve', email: 'eve@example.org' } })
  expect(await refusal(again)).toMatchObject({ status: 409, key: 'house.errors.setUpAlready' })
  expect(setupPath(app.deps)).toBeNull()
})

test('attack 4: of setups at the same moment one makes the owner', async () => {
  const token = tokenOf(setupPath(app.deps))
  const attempts = Array.from({ length: 8 }, (_, n) =>
    app
      .visitor()
      .api.house.setUpOwner.mutate({ token, owner: { ...owner, username: `a${n}`, email: `a${n}@example.org` } }),
  )
  const outcomes = await Promise.allSettled(attempts)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(app.deps.db.select().from(account).all()).toMatchObject([{ role: 'owner' }])
})

test('the link stays the same over a restart, and the wizard goes on where it was', async () => {
  const link = setupPath(app.deps)
  await app.close()
  app = await startApp({ root: app.root })
  expect(tokenOf(setupPath(app.deps))).toBe(tokenOf(link))
  const browser = app.visitor()
  await browser.api.house.setUpOwner.mutate({ token: tokenOf(link), owner })
  expect((await browser.api.house.setup.query()).step).toBe('site')
  await browser.api.house.reachSetupStep.mutate({ step: 'mail' })
  await app.close()
  app = await startApp({ root: app.root })
  expect(app.deps.settings.get(setupProgress)).toEqual({ step: 'mail' })
})

test('a domain’s question is asked between the house’s own, while its module is on', async () => {
  const browser = app.visitor()
  const way = async () => (await browser.api.house.setup.query()).steps.map(({ name }) => name)
  expect(await way()).toEqual(['owner', 'site', 'modules', 'couple', 'mail', 'content', 'done'])
  await browser.api.house.setUpOwner.mutate({ token: tokenOf(setupPath(app.deps)), owner })
  const { step } = await browser.api.house.reachSetupStep.mutate({ step: 'couple' })
  expect(step).toBe('couple')
  await browser.api.house.switchModule.mutate({ name: 'couple', on: false })
  expect(await way()).toEqual(['owner', 'site', 'modules', 'mail', 'content', 'done'])
  expect((await browser.api.house.setup.query()).step).toBe('mail')
  const left = browser.api.house.reachSetupStep.mutate({ step: 'couple' })
  expect(await refusal(left)).toMatchObject({ status: 400 })
})

test('a step that no domain asks any more leaves the wizard behind the owner', async () => {
  const browser = app.visitor()
  await browser.api.house.setUpOwner.mutate({ token: tokenOf(setupPath(app.deps)), owner })
  app.deps.settings.set(setupProgress, { step: 'attic' })
  expect((await browser.api.house.setup.query()).step).toBe('site')
  const unknown = browser.api.house.reachSetupStep.mutate({ step: 'attic' })
  expect(await refusal(unknown)).toMatchObject({ status: 400 })
})

test('the address of the first visit becomes the address of links in mails', async () => {
  const browser = app.visitor()
  await browser.api.house.setUpOwner.mutate({ token: tokenOf(setupPath(app.deps)), owner })
  expect(app.deps.settings.get(siteSettings).address).toBe(app.url)
  expect(await browser.api.house.me.query()).toMatchObject({ account: { role: 'owner' }, setupNeeded: false })
})
