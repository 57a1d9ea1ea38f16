import type { Page } from '@playwright/test'
import { prepareAccount } from '../../server/domains/accounts/accounts.ts'
import { smallJpeg } from '../../server/testing/couple.ts'
import type { TestApp } from '../../server/testing/start-app.ts'
import type { Role } from '../../shared/definitions.ts'
import { expect, isTold, test, type Visit, wordsOf } from './fixtures.ts'

const password = 'quatre mots sans lien'
const camille = {
  username: 'camille',
  name: 'Camille',
  email: 'camille@example.org',
  password,
  timeZone: 'Europe/Paris',
}

/** The owner names one of the two, who can sign in; answers who they are. */
async function furnish(house: TestApp, locale: Visit['locale'], role: Role = 'member') {
  const owner = house.person('owner')
  const write = await prepareAccount(house.deps, { ...camille, locale }, role)
  const id = write()
  await house.as(owner).api.couple.namePartner.mutate({ position: 1, accountId: id })
  return { id, username: camille.username, name: camille.name }
}

async function signIn(page: Page, locale: Visit['locale'], login: string): Promise<void> {
  const t = wordsOf(locale)
  await page.getByLabel(t('accounts.page.signIn.login')).fill(login)
  await page.getByLabel(t('accounts.page.signIn.password'), { exact: true }).fill(password)
  await page.getByRole('button', { name: t('accounts.page.signIn.submit') }).click()
}

/** Resolves once the server has told this page whose it is, from now on. */
const toldWhose = (page: Page): Promise<void> => isTold(page, 'identity')

/** Opens a page and waits until it follows its session. */
async function follow(page: Page, path: string): Promise<void> {
  const told = toldWhose(page)
  await page.goto(path)
  await told
}

for (const { locale, width } of [
  { locale: 'fr', width: 1440 },
  { locale: 'en', width: 390 },
] as const) {
  test(`a session that is ended elsewhere leads to the sign-in page, and back to what was half written (${locale}, ${width})`, async ({
    house,
    open,
  }) => {
    const t = wordsOf(locale)
    const person = await furnish(house, locale)
    const writing = await open({ locale, width, cookies: house.as(person).cookies() })
    const elsewhere = await open({ locale, width, cookies: house.as(person).cookies() })
    await follow(writing, '/couple/memories/new')
    await writing.getByLabel(t('coupleEditor.memory.title'), { exact: true }).fill('À moitié écrit')
    await writing.getByLabel(t('coupleEditor.memory.text')).fill('Ce que personne ne doit perdre.')
    const underWay = Promise.withResolvers<void>()
    await writing.route('**/api/uploads/**', async (route) => {
      // Never answered: the photograph is on its way when the session ends.
      if (route.request().method() === 'PATCH') underWay.resolve()
      else await route.continue()
    })
    const buffer = await smallJpeg(640, 480)
    await writing.locator('input[type=file]').setInputFiles({ name: 'mer.jpg', mimeType: 'image/jpeg', buffer })
    await underWay.promise

    await follow(elsewhere, '/me')
    await elsewhere.getByRole('button', { name: t('accounts.page.me.sessions.closeOthers') }).click()
    await elsewhere.getByRole('button', { name: t('accounts.page.me.sessions.confirm') }).click()

    await expect(writing).toHaveURL(/\/login\?next=%2Fcouple%2Fmemories%2Fnew&ended=kept$/)
    await expect(writing.getByText(t('accounts.page.signIn.endedTitle'))).toBeVisible()
    await expect(writing.getByText(t('accounts.page.signIn.endedKept'))).toBeVisible()
    await expect(writing.getByText('Camille')).toHaveCount(0)
    await expect(elsewhere).toHaveURL(/\/me$/)

    await writing.unroute('**/api/uploads/**')
    await signIn(writing, locale, 'camille')
    await expect(writing).toHaveURL(/\/couple\/memories\/new$/)
    await expect(writing.getByText(t('coupleEditor.memory.kept'))).toBeVisible()
    await expect(writing.getByLabel(t('coupleEditor.memory.title'), { exact: true })).toHaveValue('À moitié écrit')
    await expect(writing.getByText(t('coupleEditor.memory.photos.allDone', { count: 1 }))).toBeVisible()
    await writing.getByRole('button', { name: t('coupleEditor.memory.saveShared') }).click()
    await expect(writing.getByRole('heading', { name: 'À moitié écrit' })).toBeVisible()
    await expect(writing.locator('article img')).toHaveCount(1)
  })
}

const t = wordsOf('fr')

test('what is half written on the couple’s page is kept too, and found by nobody else', async ({ house, open }) => {
  const person = await furnish(house, 'fr')
  const other = house.person('member', 'Sacha')
  const here = house.as(person)
  await house.as('admin').api.couple.namePartner.mutate({ position: 2, accountId: other.id })
  const page = await open({ locale: 'fr', width: 1440, cookies: house.as(person).cookies() })
  await follow(page, '/couple/edit')
  await page.getByLabel(t('coupleEditor.page.message')).fill('Un mot pas encore dit')
  await here.api.accounts.endOtherSessions.mutate()
  await expect(page).toHaveURL(/ended=kept$/)

  const [name = '', value = ''] = house.as(other).cookies().split('=')
  await page.context().addCookies([{ name, value, url: house.url }])
  await page.goto('/couple/edit')
  await expect(page.getByLabel(t('coupleEditor.page.message'))).toHaveValue('')
  await page.context().clearCookies({ name })
  await page.goto('/login?next=/couple/edit')
  await signIn(page, 'fr', 'camille')
  await expect(page.getByLabel(t('coupleEditor.page.message'))).toHaveValue('Un mot pas encore dit')
})

test('a change of the password ends the pages of other browsers, wherever they are, and not the own', async ({
  house,
  open,
}) => {
  const person = await furnish(house, 'fr', 'admin')
  const cookies = house.as(person).cookies()
  const [own, other] = [
    await open({ locale: 'fr', width: 1440, cookies }),
    await open({ locale: 'fr', width: 1440, cookies: house.as(person).cookies() }),
  ]
  await follow(other, '/admin/audit')
  await follow(own, '/me#password')
  const back = toldWhose(own)
  await own.getByLabel(t('accounts.page.me.password.current')).fill(password)
  await own.getByLabel(t('accounts.page.me.password.next'), { exact: true }).fill('tout autre chose ici')
  await own.getByRole('button', { name: t('accounts.page.me.password.submit') }).click()
  await expect(own.getByText(t('accounts.page.me.password.changed'))).toBeVisible()
  await expect(other).toHaveURL(/\/login\?next=%2Fadmin%2Faudit&ended=yes$/)
  await expect(other.getByText(t('accounts.page.signIn.endedTitle'))).toBeVisible()
  await expect(other.getByText(t('accounts.page.signIn.endedKept'))).toHaveCount(0)
  await back
  await expect(own.getByRole('heading', { name: t('accounts.page.me.title') })).toBeVisible()
  await expect(own).toHaveURL(/\/me#password$/)
})

test('who signs out is told nothing, and their other tabs are emptied', async ({ house, open }) => {
  const person = await furnish(house, 'fr')
  const page = await open({ locale: 'fr', width: 1440, cookies: house.as(person).cookies() })
  const tab = await page.context().newPage()
  await follow(tab, '/couple')
  await follow(page, '/couple/memories')
  await page.getByRole('button', { name: t('common.account.menu') }).click()
  await page.getByRole('button', { name: t('common.account.signOut') }).click()
  await expect(page).toHaveURL(`${house.url}/`)
  await expect(tab).toHaveURL(/\/login\?next=%2Fcouple&ended=yes$/)
  await tab.goBack()
  await expect(tab.getByText(person.name)).toHaveCount(0)
})
