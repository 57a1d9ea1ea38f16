import { memoryOf, twoPartners } from '../../server/testing/couple.ts'
import { mailServer } from '../../shared/mail.ts'
import { expect, expectSound, test, wordsOf } from './fixtures.ts'

for (const { locale, width, scheme } of [
  { locale: 'fr', width: 390, scheme: 'dark' },
  { locale: 'en', width: 1440, scheme: 'light' },
] as const) {
  test(`what the other shares rings at once, is read, and its mails are stopped (${locale}, ${width})`, async ({
    house,
    open,
  }) => {
    const t = wordsOf(locale)
    const server = { ...mailServer.defaults, host: 'smtp.example.org', fromAddress: 'us@example.org' }
    house.deps.settings.set(mailServer, server)
    const { camille, sacha } = await twoPartners(house)
    const page = await open({ locale, width, scheme, cookies: sacha.cookies() })
    await page.goto('/couple')
    const bell = page.getByRole('link', { name: new RegExp(`^${t('common.navigation.notices')}`) })
    await expect(bell).toHaveAccessibleName(t('common.navigation.notices'))
    await camille.api.couple.createMemory.mutate(memoryOf({ title: 'Le phare' }))
    await expect(bell).toHaveAccessibleName(`${t('common.navigation.notices')} (1)`)
    await bell.click()
    const notice = page.getByRole('link', { name: /Le phare/ })
    await expect(notice).toBeVisible()
    await expectSound(page)
    await notice.click()
    await expect(page.getByRole('heading', { name: 'Le phare' })).toBeVisible()
    await expect(bell).toHaveAccessibleName(t('common.navigation.notices'))
    await page.goto('/me/notices')
    await expect(page.getByText(t('notices.page.list.earlierTitle'))).toBeVisible()
    await camille.api.couple.createMemory.mutate(memoryOf({ title: 'La digue' }))
    await page.getByRole('button', { name: /La digue/ }).click()
    await expect(page.getByText(t('notices.page.list.unreadTitle'), { exact: true })).toBeHidden()
    await expect(page.locator('body')).not.toBeFocused()
    expect((await page.goto('/me/notices/elsewhere'))?.status()).toBe(404)
    await page.goto('/me/notices')

    await page.getByRole('link', { name: t('notices.page.list.choices') }).click()
    await expectSound(page)
    await expect(page).toHaveTitle(new RegExp(t('notices.page.choices.title')))
    const kind = t('notices.kinds.memoryShared.label')
    const channel = (name: 'page' | 'mail') =>
      page.getByRole('switch', {
        name: t('notices.page.choices.switch', { kind, channel: t(`notices.page.choices.channels.${name}`) }),
      })
    const onPage = channel('page')
    // One is pressed while the other is being saved.
    const bothPressed = Promise.withResolvers<void>()
    await page.route(/notices\.choose/, async (route) => {
      await bothPressed.promise
      await route.continue()
    })
    await onPage.click({ force: true })
    await channel('mail').click({ force: true })
    bothPressed.resolve()
    await expect(page.getByText(t('notices.page.choices.saved'), { exact: true })).toHaveCount(2)
    // What was not saved goes back.
    await page.unroute(/notices\.choose/)
    await page.route(/notices\.choose/, (route) => route.fulfill({ status: 409, body: '' }))
    await onPage.click({ force: true })
    await expect(page.getByText(t('common.errors.CONFLICT'))).toBeVisible()
    await expect(onPage).not.toBeChecked()
    await page.unroute(/notices\.choose/)
    await page.getByText(t('notices.page.choices.timings.digest')).click()
    await page.getByLabel(t('notices.page.choices.digestAt')).fill('23:00')
    const quiet = page.getByRole('switch', { name: new RegExp(`^${t('notices.page.choices.quiet')}`) })
    // Toasts may lie above it.
    await quiet.press('Space')
    await expect(quiet).toBeChecked()
    const save = page.getByRole('button', { name: t('common.actions.save') })
    await save.click()
    await expect(page.getByText(t('notices.errors.digestQuiet')).first()).toBeVisible()
    await page.getByLabel(t('notices.page.choices.digestAt')).fill('19:30')
    await save.click()
    await expect(page.getByText(t('notices.page.choices.timingSaved'))).toBeVisible()
    await page.reload()
    await expect(page.getByLabel(t('notices.page.choices.digestAt'))).toHaveValue('19:30')
    await expect(onPage).not.toBeChecked()
    await expect(channel('mail')).not.toBeChecked()
  })

  test(`a mail about a notice is stopped by its own link, without signing in (${locale}, ${width})`, async ({
    house,
    open,
  }) => {
    const t = wordsOf(locale)
    const server = { ...mailServer.defaults, host: 'smtp.example.org', fromAddress: 'us@example.org' }
    house.deps.settings.set(mailServer, server)
    const { camille } = await twoPartners(house)
    await camille.api.couple.createMemory.mutate(memoryOf({ title: 'Le phare' }))
    await expect.poll(() => house.mailer.sent.length, { timeout: 40_000 }).toBeGreaterThan(0)
    const [path = ''] = /\/notices\/stop\/[^\s"<]+/.exec(house.mailer.sent[0]?.text ?? '') ?? []
    const page = await open({ locale, width, scheme })
    await page.goto(path)
    const stop = page.getByRole('button', { name: t('notices.page.stop.submit') })
    await stop.waitFor()
    await expectSound(page)
    await stop.click()
    await expect(page.getByText(t('notices.page.stop.done'))).toBeVisible()
    await page.reload()
    await expect(page.getByText(t('notices.page.stop.already'))).toBeVisible()
  })
}
