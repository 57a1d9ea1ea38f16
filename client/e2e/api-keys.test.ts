import { twoPartners } from '../../server/testing/couple.ts'
import { restClient } from '../../server/testing/rest.ts'
import { expect, expectSound, test, wordsOf } from './fixtures.ts'

for (const { locale, width, scheme } of [
  { locale: 'fr', width: 390, scheme: 'dark' },
  { locale: 'en', width: 1440, scheme: 'light' },
] as const) {
  test(`a key is made, shown once, moved over and revoked (${locale}, ${width})`, async ({ house, open }) => {
    const t = wordsOf(locale)
    const { camille } = await twoPartners(house)
    const page = await open({ locale, width, scheme, cookies: camille.cookies() })
    const button = (name: string) => page.getByRole('button', { name, exact: true })
    const statusWith = async (secret: string) =>
      (await restClient(house.url).call('GET', '/api/memories', { headers: { 'x-api-key': secret } })).status

    await page.goto('/me')
    await page.getByRole('link', { name: t('apiKeys.page.section.open') }).click()
    await expect(page.getByText(t('apiKeys.page.none.title'))).toBeVisible()
    await expect(page.getByLabel(t('apiKeys.page.example'))).toHaveValue(
      `curl -H "X-API-KEY: ${t('apiKeys.page.placeholder')}" ${house.url}/api/memories`,
    )
    await expectSound(page)
    await button(t('apiKeys.page.new')).click()
    await button(t('apiKeys.page.form.submit')).click()
    await expect(page.getByText(t('apiKeys.errors.nameMissing'))).toBeVisible()
    await expect(page.getByText(t('apiKeys.errors.scopesMissing'))).toBeVisible()
    await page.getByLabel(t('apiKeys.page.form.name')).fill('Cadre photo')
    await page.getByLabel(t('apiKeys.scopes.coupleRead.label')).check()
    await expectSound(page)
    await button(t('apiKeys.page.form.submit')).click()

    const secretField = page.getByLabel(t('apiKeys.page.shown.label'), { exact: true })
    await expect(secretField).toBeFocused()
    const first = await secretField.inputValue()
    expect(await statusWith(first)).toBe(200)
    await expectSound(page)
    // Whoever walks away from it is asked.
    await page.goBack()
    await expect(page.getByRole('dialog')).toContainText(t('apiKeys.page.shown.leaveTitle'))
    await button(t('common.actions.cancel')).click()
    await expect(secretField).toHaveValue(first)
    await button(t('apiKeys.page.shown.done')).click()
    await expect(page.getByText(first)).toHaveCount(0)

    await page.reload()
    await button(t('apiKeys.page.rotateNamed', { name: 'Cadre photo' })).click()
    await button(t('apiKeys.page.rotateConfirm')).click()
    const second = await secretField.inputValue()
    expect([await statusWith(first), await statusWith(second)]).toEqual([200, 200])
    await button(t('apiKeys.page.shown.done')).click()
    await page.reload()
    await expect(page.getByText(t('apiKeys.page.secret.last'))).toHaveCount(1)
    await expectSound(page)
    await button(t('apiKeys.page.secret.endNamed', { hint: first.slice(-4) })).click()
    await button(t('apiKeys.page.secret.endConfirm')).click()
    await expect(page.getByText(t('apiKeys.page.secret.ended'))).toBeVisible()
    expect([await statusWith(first), await statusWith(second)]).toEqual([401, 200])

    const revoke = button(t('apiKeys.page.revokeNamed', { name: 'Cadre photo' }))
    await revoke.click()
    await button(t('common.actions.cancel')).click()
    await expect(revoke).toBeFocused()
    await revoke.click()
    await expect(page.getByRole('dialog')).toContainText('127.0.0.1')
    await button(t('apiKeys.page.revokeConfirm')).click()
    await expect(page.getByText(t('apiKeys.page.states.revoked'), { exact: true })).toBeVisible()
    await expect(page.locator('body')).not.toBeFocused()
    expect(await statusWith(second)).toBe(401)
  })
}
