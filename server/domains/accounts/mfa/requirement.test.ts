import { afterEach, beforeEach, expect, test } from 'vitest'
import { mfaSettings } from '../../../../shared/mfa.ts'
import { codeAt, enrol, signInAs } from '../../../testing/authenticator.ts'
import type { Browser } from '../../../testing/browser.ts'
import { ada } from '../../../testing/people.ts'
import { refusal } from '../../../testing/refusal.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import { createOwner } from '../accounts.ts'

let app: TestApp
let owner: Browser

beforeEach(async () => {
  app = await startApp()
  await createOwner(app.deps, ada, (id) => id)
  owner = app.visitor()
  await signInAs(owner)
})

afterEach(() => app.stop())

test('whoever demands a second factor has one first', async () => {
  expect(await refusal(owner.api.accounts.requireMfa.mutate({ on: true }))).toMatchObject({
    status: 409,
    key: 'mfa.errors.ownFirst',
  })
  await enrol(app, owner)
  await owner.api.accounts.requireMfa.mutate({ on: true })
  expect(await refusal(owner.api.accounts.endMfa.mutate({ password: ada.password }))).toMatchObject({
    status: 403,
    key: 'mfa.errors.required',
  })
})

test('an admin without one is signed out, others are not', async () => {
  const [admin, member] = [app.as('admin'), app.as('member')]
  await enrol(app, owner)
  const { without } = await owner.api.accounts.requireMfa.mutate({ on: true })
  expect(without).toEqual(['admin'])
  expect((await admin.api.house.me.query()).account).toBeNull()
  expect((await member.api.house.me.query()).account).not.toBeNull()
})

test('an admin sets it up at the next sign-in and can do nothing else before', async () => {
  app.deps.settings.set(mfaSettings, { requiredOfAdmins: true })
  const admin = app.visitor()
  expect(await signInAs(admin)).toEqual({ next: 'enrol' })
  expect(await admin.api.house.me.query()).toMatchObject({
    account: null,
    mustEnrol: { username: 'ada' },
    abilities: [],
  })
  for (const call of [
    admin.api.accounts.profile.query(),
    admin.api.accounts.sessions.query(),
    admin.api.house.modules.query(),
    admin.api.accounts.requireMfa.mutate({ on: false }),
    admin.api.accounts.endMfa.mutate({ password: ada.password }),
  ]) {
    expect(await refusal(call)).toMatchObject({ status: 401 })
  }
  expect(await admin.api.accounts.mfa.query()).toMatchObject({ since: null, isRequired: true })
  const { key } = await admin.api.accounts.startMfa.mutate({ password: ada.password })
  await admin.api.accounts.confirmMfa.mutate({ code: codeAt(key, app.clock.now()) })
  expect(await admin.api.house.me.query()).toMatchObject({ mustEnrol: null })
  expect(await admin.api.accounts.profile.query()).toMatchObject({ username: 'ada' })
})

test('a page drawn for somebody who is half in is kept for nobody else', async () => {
  app.deps.settings.set(mfaSettings, { requiredOfAdmins: true })
  const admin = app.visitor()
  await signInAs(admin)
  const answer = await admin.bare('/login')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('foyer-reader')).toBeNull()
  expect(await answer.text()).toContain('"mustEnrol":{')
  expect(await (await app.visitor().bare('/login')).text()).toContain('"mustEnrol":null')
})

test('whoever has to set it up can also leave', async () => {
  app.deps.settings.set(mfaSettings, { requiredOfAdmins: true })
  const admin = app.visitor()
  await signInAs(admin)
  await admin.api.accounts.signOut.mutate()
  expect(await admin.api.house.me.query()).toMatchObject({ account: null, mustEnrol: null })
})
