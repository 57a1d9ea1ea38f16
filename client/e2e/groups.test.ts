import { sendSmallPicture } from '../../server/testing/couple.ts'
import { expect, expectSound, test, wordsOf } from './fixtures.ts'

for (const { locale, width, scheme } of [
  { locale: 'fr', width: 390, scheme: 'dark' },
  { locale: 'en', width: 1440, scheme: 'light' },
] as const) {
  test(`a group gives abilities and limits, and two who change it lose nothing (${locale}, ${width})`, async ({
    house,
    open,
  }) => {
    const t = wordsOf(locale)
    const owner = house.as(house.person('owner', 'Camille'))
    const admin = house.person('admin', 'Dominique')
    const member = house.person('member', 'Sacha')
    await sendSmallPicture(house.as(member))
    const page = await open({ locale, width, scheme, cookies: owner.cookies() })

    await page.goto('/admin/groups')
    await expect(page.getByText(t('groups.page.empty'))).toBeVisible()
    await expectSound(page)
    await page.getByRole('button', { name: t('groups.page.create') }).click()
    await expect(page.getByText(t('groups.errors.nameMissing'))).toBeVisible()
    await page.getByLabel(t('groups.page.name')).fill('Famille')
    await page.getByRole('button', { name: t('groups.page.create') }).click()

    await page.getByLabel(t('coupleEditor.abilities.administer')).check()
    await page
      .getByRole('combobox', { name: t('groups.editor.addMember') })
      .selectOption({ label: `Sacha (${member.username})` })
    await page.getByLabel(t('media.limits.storedBytes'), { exact: true }).fill('0')
    await expect(page.getByText(/Rien ne (lui|leur) sera retiré|Nothing is taken away/)).toBeVisible()
    await expectSound(page)

    const other = house.as(admin).api.house
    const [group] = await other.groups.query()
    const { id, revision } = await other.group.query({ id: group?.id ?? 0 })
    await other.changeGroup.mutate({ id, revision, name: 'Proches', abilities: [], limits: [], members: [admin.id] })
    const save = page.getByRole('button', { name: t('common.actions.save') })
    await save.click()
    await expect(page.getByText(t('groups.errors.changedMeanwhile', { name: 'Dominique' }))).toBeVisible()
    await expectSound(page)
    await page.getByRole('button', { name: t('groups.conflict.merge') }).click()
    await expect(page.getByRole('textbox', { name: t('groups.page.name'), exact: true })).toHaveValue('Proches')
    await save.click()
    await expect(page.getByText(t('groups.editor.saved', { name: 'Proches' }))).toBeVisible()
    expect(await other.group.query({ id })).toMatchObject({
      name: 'Proches',
      abilities: ['couple.administer'],
      limits: [{ value: 0 }],
      members: [{ name: 'Dominique' }, { name: 'Sacha' }],
    })

    await page.getByRole('link', { name: 'Sacha' }).click()
    await expect(page.getByText(t('groups.rights.byGroups', { count: 1, names: 'Proches' })).first()).toBeVisible()
    await expect(page.getByText(t('groups.rights.over'))).toBeVisible()
    await expectSound(page)

    await page.goto(`/admin/groups/${id}`)
    await page.getByRole('button', { name: t('groups.editor.removeMember', { name: 'Sacha' }) }).click()
    await expect(page.locator('body')).not.toBeFocused()
    // Whoever walks away from what is not saved is asked.
    const back = page.getByRole('link', { name: t('groups.editor.back') })
    const dialog = page.getByRole('dialog')
    await back.click()
    await expect(dialog).toContainText(t('groups.editor.leaveText'))
    await dialog.getByRole('button', { name: t('common.actions.cancel') }).click()
    await expect(page.getByRole('link', { name: 'Sacha' })).toBeHidden()
    await back.click()
    await dialog.getByRole('button', { name: t('app.confirm.leave') }).click()
    const line = page.locator(`a[href="/admin/groups/${id}"]`)
    await line.waitFor()
    // Opened again, the editor begins with what is stored by now.
    const now = await other.group.query({ id })
    const renamed = { id, revision: now.revision, name: 'Voisins', abilities: [], limits: [] }
    await other.changeGroup.mutate({ ...renamed, members: now.members.map((person) => person.id) })
    await line.click()
    await expect(page.getByRole('heading', { name: 'Voisins', level: 1 })).toBeVisible()
    const name = page.getByRole('textbox', { name: t('groups.page.name'), exact: true })
    await expect(name).toHaveValue('Voisins')
    await name.fill('Personne')
    await page.getByRole('button', { name: t('groups.editor.delete') }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('groups.editor.delete') })
      .click()
    await page.getByRole('button', { name: t('groups.editor.deleteSure') }).click()
    await expect(page.getByText(t('groups.page.empty'))).toBeVisible()
  })
}
