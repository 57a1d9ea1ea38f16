import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { createOwner } from '../../server/domains/accounts/accounts.ts'
import { heic, jpegWithGps, largeJpeg } from '../../server/testing/pictures.ts'
import type { Locale } from '../../shared/locale.ts'
import { expect, test, wordsOf } from './fixtures.ts'

const password = 'quatre mots sans lien'
const owner = { username: 'camille', name: 'Camille', email: 'camille@example.org', password, timeZone: 'Europe/Paris' }

let folder: string

test.beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-day-'))
})

test.afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

async function signIn(page: Page, locale: Locale, login: string): Promise<void> {
  const t = wordsOf(locale)
  await page.goto('/login')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(t('accounts.page.signIn.login')).fill(login)
  await dialog.getByLabel(t('accounts.page.signIn.password'), { exact: true }).fill(password)
  await dialog.getByRole('button', { name: t('accounts.page.signIn.submit') }).click()
  await expect(dialog).toBeHidden()
}

/** The owner takes one place and invites for the other; answers the link. */
async function invite(page: Page, locale: Locale): Promise<string> {
  const t = wordsOf(locale)
  await page.goto('/admin/couple')
  await page
    .getByRole('button', { name: t('coupleEditor.places.takePlace') })
    .first()
    .click()
  await expect(page.getByText(t('coupleEditor.places.you'))).toBeVisible()
  await page.getByLabel(t('coupleEditor.places.inviteName')).fill('Dominique')
  await page.getByRole('button', { name: t('coupleEditor.places.inviteSend') }).click()
  const link = page
    .getByText(/\/invitation#token=/)
    .or(page.locator('input[value*="/invitation#token="]'))
    .first()
  await expect(link).toBeVisible()
  return link.evaluate((shown) => (shown instanceof HTMLInputElement ? shown.value : (shown.textContent ?? '').trim()))
}

async function accept(page: Page, locale: Locale, link: string): Promise<void> {
  const t = wordsOf(locale)
  await page.goto(link)
  await page.getByLabel(t('accounts.page.fields.username')).fill('dominique')
  await page.getByLabel(t('accounts.page.fields.email')).fill('dominique@example.org')
  await page.getByLabel(t('accounts.page.fields.password'), { exact: true }).fill(password)
  await page.getByRole('button', { name: t('accounts.page.invitation.submit') }).click()
  await expect(page).not.toHaveURL(/invitation/)
}

/** Every picture of the memory shows, and none that is served says where it was taken. */
async function checkPictures(page: Page, count: number): Promise<void> {
  const pictures = page.locator('article img')
  await expect(pictures).toHaveCount(count)
  // A picture whose smaller sizes become ready meanwhile takes the place of the one that was looked at.
  await expect(async () => {
    for (const picture of await pictures.all()) {
      await picture.scrollIntoViewIfNeeded({ timeout: 5_000 })
      expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    }
  }).toPass({ timeout: 60_000 })
  const addresses = await pictures.evaluateAll((images: HTMLImageElement[]) =>
    images.flatMap((image) => [
      image.currentSrc,
      ...image.srcset.split(',').map((source) => source.trim().split(' ')[0] ?? ''),
    ]),
  )
  for (const [index, address] of [...new Set(addresses.filter((one) => one.includes('/uploads/')))].entries()) {
    const answer = await page.request.get(address)
    expect(answer.status()).toBe(200)
    const file = path.join(folder, `served-${index}`)
    fs.writeFileSync(file, await answer.body())
    expect(execFileSync('exiftool', ['-s', '-gps*', '-exif:all', '-xmp:all', file]).toString()).toBe('')
  }
}

for (const { locale, width } of [
  { locale: 'fr', width: 390 },
  { locale: 'en', width: 1440 },
] as const) {
  test(`the couple’s day (${locale}, ${width})`, async ({ house, open }) => {
    const t = wordsOf(locale)
    const photographs = [await jpegWithGps(folder), await heic(folder), await largeJpeg(folder, 24)]
    await createOwner(house.deps, { ...owner, locale }, (id) => id)
    const [camille, dominique] = [await open({ locale, width }), await open({ locale, width })]

    await signIn(camille, locale, 'camille')
    await accept(dominique, locale, await invite(camille, locale))
    // An open page would notice that its session is gone, and ask to sign in by itself.
    await dominique.goto('about:blank')
    await dominique.context().clearCookies({ name: 'session' })
    await signIn(dominique, locale, 'dominique@example.org')
    await dominique.goto('/couple/memories')
    await expect(dominique.getByText(t('couple.timeline.empty'), { exact: true })).toBeVisible()

    await camille.goto('/couple/memories/new')
    await camille.getByLabel(t('coupleEditor.memory.title'), { exact: true }).fill('Été à Étretat')
    await camille.getByLabel(t('coupleEditor.memory.text')).fill('Des galets plein les poches.')
    await camille.getByLabel(t('coupleEditor.memory.date'), { exact: true }).fill('14/07/2023')
    await camille.getByLabel(t('coupleEditor.memory.place')).fill('Étretat')
    await camille.locator('input[type=file]').setInputFiles(photographs)
    await expect(camille.getByText(t('coupleEditor.memory.photos.allDone', { count: 3 }))).toBeVisible({
      timeout: 60_000,
    })
    await camille.getByRole('button', { name: t('coupleEditor.memory.saveShared') }).click()
    await expect(camille.getByRole('dialog')).toBeHidden()

    const card = dominique.getByRole('link', { name: /Été à Étretat/ }).first()
    await expect(card).toBeVisible({ timeout: 15_000 })
    await card.click()
    await expect(dominique.getByRole('heading', { name: 'Été à Étretat' })).toBeVisible()
    await checkPictures(dominique, 3)

    await dominique.goto('/couple/memories')
    await dominique.getByRole('searchbox').fill('galet')
    await expect(dominique.getByRole('link', { name: /Été à Étretat/ }).first()).toBeVisible()
    await dominique.getByRole('searchbox').fill('montagne')
    await expect(dominique.getByText(t('couple.timeline.nothing', { query: 'montagne' }))).toBeVisible()

    await dominique.goto('/couple/memories')
    await dominique
      .getByRole('link', { name: /Été à Étretat/ })
      .first()
      .click()
    await dominique.getByRole('link', { name: t('couple.memory.edit'), exact: true }).click()
    await dominique.getByLabel(t('coupleEditor.memory.title'), { exact: true }).fill('Juillet à Étretat')
    await dominique.getByRole('button', { name: t('coupleEditor.memory.save'), exact: true }).click()
    await expect(dominique.getByRole('dialog')).toBeHidden()
    await camille.goto('/couple/memories')
    await expect(camille.getByRole('link', { name: /Juillet à Étretat/ }).first()).toBeVisible()

    await dominique.getByRole('button', { name: t('couple.memory.delete') }).click()
    await dominique.getByRole('button', { name: t('couple.memory.deleteConfirm') }).click()
    await expect(camille.getByText(t('couple.timeline.empty'), { exact: true })).toBeVisible({ timeout: 15_000 })
    await dominique.getByRole('button', { name: t('common.actions.undo') }).click()
    await expect(camille.getByRole('link', { name: /Juillet à Étretat/ }).first()).toBeVisible({ timeout: 15_000 })
  })
}
