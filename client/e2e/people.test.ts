import { createOwner } from '../../server/domains/accounts/accounts.ts'
import { ada } from '../../server/testing/people.ts'
import { mailServer } from '../../shared/mail.ts'
import { accountsAccess } from '../../shared/people.ts'
import { expect, expectSound, test, wordsOf } from './fixtures.ts'

for (const { locale, width, scheme } of [
  { locale: 'fr', width: 390, scheme: 'light' },
  { locale: 'en', width: 1440, scheme: 'dark' },
] as const) {
  test(`the owner invites, finds, disables, and deletes people (${locale}, ${width})`, async ({ house, open }) => {
    const t = wordsOf(locale)
    await createOwner(house.deps, { ...ada, locale }, (id) => id)
    const owner = house.visitor()
    await owner.api.accounts.signIn.mutate({ login: 'ada', password: ada.password, remember: true })
    const sacha = house.person('member', 'Sacha')
    house.person('client', 'Zoé')
    const page = await open({ locale, width, scheme, cookies: owner.cookies() })

    await page.goto('/admin/people')
    await page.getByRole('link', { name: t('people.page.add') }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(t('people.fields.name'), { exact: true }).fill('Grace')
    await expectSound(page)
    await dialog.getByRole('button', { name: t('people.add.submitInvite') }).click()
    await expect(dialog.getByLabel(t('people.invitations.link', { name: 'Grace' }))).toHaveValue(/invitation#token=/)
    await dialog.getByRole('button', { name: t('people.add.done') }).click()
    await expect(page.getByRole('heading', { name: t('people.page.pending') })).toBeVisible()
    await expectSound(page)

    await page.getByRole('button', { name: t('people.invitations.withdrawFor', { name: 'Grace' }) }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('people.invitations.withdraw') })
      .click()
    await expect(page.getByRole('heading', { name: t('people.page.pending') })).toBeHidden()
    // The button left with its line, the focus did not.
    await expect(page.locator('body')).not.toBeFocused()

    await page.getByRole('searchbox', { name: t('people.page.search') }).fill('zoe')
    await expect(page.getByRole('link', { name: 'Zoé' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Sacha' })).toBeHidden()
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByPlaceholder(t('app.palette.placeholder')).fill('zoe')
    await expect(dialog.getByRole('button', { name: 'Zoé' })).toBeVisible()
    await page.keyboard.press('Escape')
    await page.getByRole('searchbox', { name: t('people.page.search') }).fill('sach')
    await page.getByRole('link', { name: 'Sacha' }).click()
    await expect(page.getByRole('heading', { name: 'Sacha', level: 1 })).toBeVisible()
    await expectSound(page)
    const byRole = page.getByText(t('groups.rights.byRole', { role: t('people.roles.admin') })).first()
    await expect(page.getByText(t('groups.rights.hasNot')).first()).toBeVisible()
    await expect(byRole).toBeHidden()
    await page.getByRole('combobox', { name: t('people.fields.role') }).selectOption('admin')
    await page.getByRole('button', { name: t('common.actions.save') }).click()
    await expect(byRole).toBeVisible()
    await page.getByRole('button', { name: t('people.person.access.disable') }).click()
    await expect(dialog.getByText(t('people.person.access.disableText'))).toBeVisible()
    await dialog.getByRole('button', { name: t('people.person.access.disable') }).click()
    await expect(page.getByText(t('people.person.access.disabledText'))).toBeVisible()

    await page.getByRole('button', { name: t('people.person.removal.open') }).click()
    await dialog.getByRole('button', { name: t('people.person.removal.next') }).click()
    await page.getByRole('button', { name: t('people.person.removal.sure') }).click()
    await expect(page).toHaveURL(/\/admin\/people$/)
    await expect(page.getByRole('link', { name: 'Zoé' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Sacha' })).toBeHidden()
    expect((await owner.api.accounts.everyone.query()).people.map(({ id }) => id)).not.toContain(sacha.id)
  })

  test(`whoever asks for an account comes in by the mailed link (${locale}, ${width})`, async ({ house, open }) => {
    const t = wordsOf(locale)
    house.person('owner', 'Ada')
    const server = { ...mailServer.defaults, host: 'smtp.example.org', fromAddress: 'us@example.org' }
    house.deps.settings.set(mailServer, server)
    const page = await open({ locale, width, scheme })
    await page.goto('/join')
    await expect(page.getByRole('heading', { name: t('people.join.closed') })).toBeVisible()
    house.deps.settings.set(accountsAccess, { registration: true, registrationRole: 'member' })

    await page.goto('/login')
    await page.getByRole('link', { name: t('people.join.offerLink') }).click()
    await page.getByLabel(t('accounts.page.fields.name')).fill('Grace')
    await page.getByLabel(t('people.fields.email')).fill('grace@example.org')
    await expectSound(page)
    await page.getByRole('button', { name: t('people.join.submit') }).click()
    await expect(page.getByText(t('people.join.sent'))).toBeVisible()

    await expect.poll(() => house.mailer.sent.length).toBe(1)
    const text = house.mailer.sent[0]?.text ?? ''
    expect(text).toContain(t('people.mails.registration.term'))
    const [path = ''] = /\/invitation#token=[\w-]+/.exec(text) ?? []
    await page.goto(path)
    await expect(page.getByRole('heading', { name: t('people.join.welcome') })).toBeVisible()
    await expect(page.getByLabel(t('accounts.page.fields.email'))).not.toBeEditable()
    await page.getByLabel(t('accounts.page.fields.username')).fill('grace')
    await page.getByLabel(t('accounts.page.fields.password'), { exact: true }).fill('quatre mots sans lien')
    await expectSound(page)
    await page.getByRole('button', { name: t('accounts.page.invitation.submit') }).click()
    await page.waitForURL(/\/$/)
    await expect(page.getByRole('button', { name: t('common.account.menu') })).toBeVisible()
  })
}
