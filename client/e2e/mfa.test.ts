import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { createOwner } from '../../server/domains/accounts/accounts.ts'
import { hours, seconds } from '../../server/platform/clock.ts'
import { smtpMailer } from '../../server/platform/mail/smtp.ts'
import { codeAt } from '../../server/testing/authenticator.ts'
import { ada } from '../../server/testing/people.ts'
import { type ReceivingServer, startSmtpServer } from '../../server/testing/smtp-server.ts'
import { startApp } from '../../server/testing/start-app.ts'
import { setupProgress } from '../../shared/house.ts'
import type { Locale } from '../../shared/locale.ts'
import { mailServer } from '../../shared/mail.ts'
import { mfaSettings } from '../../shared/mfa.ts'
import { test as base, expect, expectSound, wordsOf } from './fixtures.ts'

/** The real time, moved on by as much as a test cannot wait. */
const time = { ahead: 0 }
const clock = { now: () => Date.now() + time.ahead }

const test = base.extend<{ mail: ReceivingServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
  mail: async ({}, use) => {
    const mail = await startSmtpServer()
    await use(mail)
    await mail.stop()
  },
  house: async ({ mail }, use) => {
    time.ahead = 0
    const app = await startApp({ automatic: true, overrides: { clock, mailer: smtpMailer } })
    app.deps.settings.set(mailServer, { ...mailServer.defaults, ...mail.server })
    app.deps.settings.set(setupProgress, { step: 'done' })
    await use(app)
    await app.stop()
  },
})

/** A person at the screens of the second factor. */
function person(page: Page, locale: Locale) {
  const t = wordsOf(locale)
  const code = page.getByLabel(t('mfa.page.signIn.code'))
  return {
    async givePassword() {
      // A page whose session ended leaves for the sign-in page by itself, and would cut off the way there.
      await page.goto('about:blank')
      await page.goto('/login?next=/me')
      await page.getByLabel(t('accounts.page.signIn.login')).fill('ada')
      await page.getByRole('textbox', { name: t('accounts.page.signIn.password') }).fill(ada.password)
      await page.getByRole('button', { name: t('accounts.page.signIn.submit') }).click()
    },
    async giveCode(given: string) {
      await code.fill(given)
      await page.getByRole('button', { name: t('mfa.page.signIn.submit') }).click()
    },
    async giveBackupCode(given: string) {
      await page.getByRole('button', { name: t('mfa.page.signIn.useBackup') }).click()
      await page.getByLabel(t('mfa.page.signIn.backup')).fill(given)
      await page.getByRole('button', { name: t('mfa.page.signIn.submit') }).click()
    },
    /** From the password to the codes; answers the key and the codes of the downloaded sheet. */
    async enrol(whileShown: () => Promise<void> = async () => {}) {
      await page.getByRole('textbox', { name: t('accounts.page.password.yours') }).fill(ada.password)
      await page.getByRole('button', { name: t('mfa.page.password.go') }).click()
      await expect(page.getByRole('img', { name: t('mfa.page.key.qr') })).toBeVisible()
      await expectSound(page)
      const key = (await page.getByLabel(t('mfa.page.key.copy')).inputValue()).replaceAll(' ', '')
      const activate = page.getByRole('button', { name: t('mfa.page.key.submit') })
      await page.getByLabel(t('mfa.page.key.code')).fill('000000')
      await activate.click()
      await expect(page.getByText(t('mfa.errors.wrongCode'))).toBeVisible()
      const used = codeAt(key, clock.now())
      await page.getByLabel(t('mfa.page.key.code')).fill(used)
      await activate.click()
      const done = page.getByRole('button', { name: t('mfa.page.codes.done') })
      await expect(done).toBeDisabled()
      await expect(page.getByText(t('mfa.page.codes.title'))).toBeFocused()
      await expect(page.getByText(t('mfa.page.codes.title'))).toBeInViewport()
      await expectSound(page)
      await whileShown()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: t('mfa.page.codes.download') }).click(),
      ])
      const codes = (await readFile(await download.path(), 'utf8')).match(/^(\w{4}-){5}\w{4}$/gm) ?? []
      expect(codes).toHaveLength(10)
      await done.click()
      return { key, used, codes }
    },
    async leave() {
      await page.context().clearCookies({ name: 'session' })
    },
  }
}

const visits = [
  { locale: 'fr', width: 390, scheme: 'light' },
  { locale: 'en', width: 1440, scheme: 'dark' },
] as const

for (const { locale, width, scheme } of visits) {
  test(`a second factor is set up, asked for, replaced by a backup code and given up by mail (${locale}, ${width})`, async ({
    house,
    open,
    mail,
  }) => {
    const t = wordsOf(locale)
    await createOwner(house.deps, { ...ada, locale }, (id) => id)
    const page = await open({ locale, width, scheme })
    const somebody = person(page, locale)
    await somebody.givePassword()
    await page.getByRole('button', { name: t('mfa.page.me.start') }).click()
    const { key, used, codes } = await somebody.enrol(async () => {
      // Whoever walks away from the codes is asked.
      await page.getByRole('link', { name: t('apiKeys.page.section.open') }).click()
      const dialog = page.getByRole('dialog')
      await expect(dialog).toContainText(t('mfa.page.codes.leaveTitle'))
      await dialog.getByRole('button', { name: t('common.actions.cancel') }).click()
    })
    await expect(page.getByText(t('mfa.page.me.on'))).toBeVisible()

    await somebody.leave()
    await somebody.givePassword()
    await page.getByLabel(t('mfa.page.signIn.code')).waitFor()
    await expectSound(page)
    await somebody.giveCode(used)
    await expect(page.getByText(t('mfa.errors.wrongCode'))).toBeVisible()
    await somebody.giveCode(codeAt(key, clock.now() + seconds(30)))
    await expect(page.getByRole('heading', { name: t('accounts.page.me.title') })).toBeVisible()

    await somebody.leave()
    await somebody.givePassword()
    await somebody.giveBackupCode(codes[0] ?? '')
    await expect(page.getByText(t('mfa.page.me.codesLeft', { count: 9 }))).toBeVisible()
    await somebody.leave()
    await somebody.givePassword()
    await somebody.giveBackupCode(codes[0] ?? '')
    await expect(page.getByText(t('mfa.errors.wrongBackupCode'))).toBeVisible()

    await page.getByText(t('mfa.page.signIn.lost')).click()
    await page.getByRole('button', { name: t('mfa.page.signIn.ask') }).click()
    const mailed = () => mail.received.filter(({ text = '' }) => text.includes('/mfa-recovery'))
    await expect.poll(() => mailed().length).toBe(1)
    expect(mailed()[0]?.subject).toBe(t('mfa.mails.recoveryAsked.subject', { siteName: 'Foyer' }))
    time.ahead += hours(24) + seconds(1)
    house.app.worker.wake()
    await expect.poll(() => mailed().length).toBe(2)
    const [path = ''] = /\/mfa-recovery#token=[\w-]+/.exec(mailed()[1]?.text ?? '') ?? []
    await page.goto(path)
    await expect(page.locator('input[autocomplete=username]')).toHaveValue('ada')
    const removal = page.getByRole('button', { name: t('mfa.page.recovery.submit') })
    await removal.waitFor()
    await expectSound(page)
    await page.getByRole('textbox', { name: t('accounts.page.password.yours') }).fill('another password')
    await removal.click()
    await expect(page.getByText(t('accounts.errors.wrongPassword'))).toBeVisible()
    await page.getByRole('textbox', { name: t('accounts.page.password.yours') }).fill(ada.password)
    await removal.click()
    await expect(page.getByText(t('mfa.page.recovery.done'))).toBeVisible()
    await somebody.givePassword()
    await expect(page.getByText(t('mfa.page.me.off'))).toBeVisible()
  })

  test(`an admin of whom it is demanded sets it up before anything else (${locale}, ${width})`, async ({
    house,
    open,
  }) => {
    const t = wordsOf(locale)
    await createOwner(house.deps, { ...ada, locale }, (id) => id)
    house.deps.settings.set(mfaSettings, { requiredOfAdmins: true })
    const page = await open({ locale, width, scheme })
    const somebody = person(page, locale)
    await somebody.givePassword()
    await expect(page.getByRole('heading', { name: t('mfa.page.enrol.heading') })).toBeVisible()
    await page.evaluate(() => sessionStorage.setItem('foyer:draft:1:chapter', '{}'))
    await page.getByRole('button', { name: t('mfa.page.enrol.signOut') }).click()
    await page.waitForURL(/\/$/)
    expect(await page.evaluate(() => sessionStorage.getItem('foyer:draft:1:chapter'))).toBeNull()
    await somebody.givePassword()
    await expect(page.getByRole('heading', { name: t('mfa.page.enrol.heading') })).toBeVisible()
    await page.goto('/admin')
    await expect(page.getByRole('heading', { name: t('mfa.page.enrol.heading') })).toBeVisible()
    await somebody.enrol()
    await page.getByRole('link', { name: t('mfa.page.enrol.enter') }).click()
    await expect(page.getByRole('heading', { name: t('house.page.overview.title') })).toBeVisible()
  })
}
