import { afterEach, beforeEach, expect, test } from 'vitest'
import { modulesSettings } from '../../../shared/house.ts'
import { refusal } from '../../testing/refusal.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'

let app: TestApp

beforeEach(async () => {
  app = await startApp()
})

afterEach(() => app.stop())

const couple = { name: 'couple', label: 'coupleEditor.module.name', text: 'coupleEditor.module.text' }

test('a module that nobody switched is as its manifest says, and stays as it was switched over a restart', async () => {
  const owner = app.person('owner')
  expect(await app.as(owner).api.house.modules.query()).toEqual([{ ...couple, on: true }])
  const off = [{ ...couple, on: false }]
  expect(await app.as(owner).api.house.switchModule.mutate({ name: 'couple', on: false })).toEqual(off)
  await app.close()
  app = await startApp({ root: app.root })
  expect(await app.as(owner).api.house.modules.query()).toEqual(off)
  expect((await app.visitor().api.house.me.query()).modules).toEqual([])
  expect(await app.as(owner).api.house.switchModule.mutate({ name: 'couple', on: true })).toEqual([
    { ...couple, on: true },
  ])
})

test('a switch leaves a line in the audit log that names the module', async () => {
  const owner = app.as('owner')
  await owner.api.house.switchModule.mutate({ name: 'couple', on: false })
  expect(await owner.api.house.audit.query({ before: null, limit: 1 })).toMatchObject([
    {
      act: 'house.acts.settingsChanged',
      before: { 'house.modules': { [couple.label]: true } },
      after: { 'house.modules': { [couple.label]: false } },
    },
  ])
})

test('what is no module has no switch', async () => {
  const owner = app.as('owner')
  for (const name of ['house', 'attic', 'constructor']) {
    const switched = owner.api.house.switchModule.mutate({ name, on: true })
    expect(await refusal(switched)).toMatchObject({ status: 404 })
  }
  expect(app.deps.settings.get(modulesSettings)).toEqual({ switched: {} })
  const member = app.as('member').api.house.switchModule.mutate({ name: 'couple', on: false })
  expect(await refusal(member)).toMatchObject({ status: 403 })
})
