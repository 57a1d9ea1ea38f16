import { createOwner } from '../../server/domains/accounts/accounts.ts'
import { ada } from '../../server/testing/people.ts'
import { mailServer } from '../../shared/mail.ts'
import { expect, expectSound, test, wordsOf } from './fixtures.ts'

const next = 'cinq autres mots, plus longs'

for (const { locale, width, scheme } of [
  { locale: 'fr', width: 1440, scheme: 'light' },
  { locale: 'en', width: 390, scheme: 'dark' },
] as const) {
  test(`who forgot their password chooses another by a mailed link (${locale}, ${width})`, async ({ house, open }) => {
    const t = wordsOf(locale)
    await createOwner(house.deps, { ...ada, locale }, (id) => id)
    const server = { ...mailServer.defaults, host: 'smtp.example.org', fromAddress: 'us@example.org' }
    house.deps.settings.set(mailServer, server)
    const page = await open({ locale, width, scheme })

    await page.goto('/login')
    const login = page.getByLabel(t('accounts.page.signIn.login'))
    await login.waitFor()
    await page.getByText(t('accounts.page.signIn.forgotten')).click()
    const send = page.getByRole('button', { name: t('accounts.page.signIn.forgottenSend') })
    await send.click()
    await expect(page.getByText(t('accounts.page.signIn.loginMissing'))).toBeVisible()
    await expect(login).toBeFocused()
    await login.fill('ada')
    await send.click()
    await expect(page.getByText(t('accounts.page.signIn.forgottenSent'))).toBeVisible()

    await expect.poll(() => house.mailer.sent.length).toBe(1)
    const text = house.mailer.sent[0]?.text ?? ''
    expect(text).toContain(t('accounts.mails.reset.term'))
    const [path = ''] = /\/reset#token=[\w-]+/.exec(text) ?? []
    await page.goto(path)
    const password = page.getByLabel(t('accounts.page.me.password.next'), { exact: true })
    await password.fill('passwordpassword')
    const save = page.getByRole('button', { name: t('accounts.page.passwordReset.submit') })
    await save.click()
    await expect(page.getByText(t('accounts.errors.passwordCommon'))).toBeVisible()
    await expectSound(page)
    await password.fill(next)
    await save.click()
    await page.getByRole('link', { name: t('accounts.page.passwordReset.signIn') }).click()

    await login.fill('ada')
    await page.getByRole('textbox', { name: t('accounts.page.signIn.password') }).fill(next)
    await page.getByRole('button', { name: t('accounts.page.signIn.submit') }).click()
    await expect(page).toHaveURL(/\/setup|\/$/)

    await page.goto(path)
    await expect(page.getByRole('heading', { name: t('accounts.page.passwordReset.over') })).toBeVisible()
  })
}
