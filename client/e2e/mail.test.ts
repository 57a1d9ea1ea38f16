import { expect, test, wordsOf } from './fixtures.ts'

for (const [locale, width] of [
  ['fr', 1440],
  ['en', 390],
] as const) {
  test(`Courrier shows an invitation without its link (${locale}, ${width})`, async ({ house, open }) => {
    const t = wordsOf(locale)
    const owner = house.as('owner')
    const dominique = { position: 2, name: 'Dominique', email: 'd@example.org', locale } as const
    const { link } = await owner.api.couple.invitePartner.mutate(dominique)
    const token = link.slice(link.indexOf('=') + 1)
    const page = await open({ locale, width, cookies: owner.cookies() })
    await page.goto('/admin/mail')
    await page.getByRole('link', { name: /d@example\.org/ }).click()
    await expect(page.locator('mark')).toHaveText(t('house.page.mail.secretLink'))
    expect(await page.content()).not.toContain(token)
    await page.getByText(t('house.page.mail.asPage')).click()
    const laidOut = await page.getByTitle(t('house.page.mail.frame')).getAttribute('srcdoc')
    expect(laidOut).toContain(t('house.page.mail.secretLink'))
    expect(laidOut).not.toContain('href')
    expect(laidOut).not.toContain(token)
  })
}
