import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { enrol, signInAs } from '../testing/authenticator.ts'
import { commandLine, createOwnerAda } from '../testing/command-line.ts'
import { refusal } from '../testing/refusal.ts'
import { startApp } from '../testing/start-app.ts'

let root: string
let foyer: ReturnType<typeof commandLine>

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-cli-'))
  foyer = commandLine(root)
})

afterEach(() => fs.rmSync(root, { recursive: true, force: true }))

const password = 'quatre mots sans lien'

test('the owner is made once, and signs in', async () => {
  expect(await foyer(createOwnerAda, `${password}\n`)).toMatchObject({ code: 0 })
  expect(await foyer(createOwnerAda, `${password}\n`)).toMatchObject({
    code: 1,
    output: expect.stringContaining('déjà'),
  })
  const app = await startApp({ root })
  await app.visitor().api.accounts.signIn.mutate({ login: 'ada', password, remember: false })
  await app.close()
})

test('a password is reset while the house is running, and its sessions end', async () => {
  await foyer(createOwnerAda, password)
  const app = await startApp({ root })
  const browser = app.visitor()
  await browser.api.accounts.signIn.mutate({ login: 'ada', password, remember: false })
  expect(
    await foyer(['reset-password', '--username', 'ada', '--password-stdin'], 'tout autre chose ici'),
  ).toMatchObject({ code: 0 })
  expect((await browser.api.house.me.query()).account).toBeNull()
  const old = browser.api.accounts.signIn.mutate({ login: 'ada', password, remember: false })
  expect(await refusal(old)).toMatchObject({ status: 401 })
  await browser.api.accounts.signIn.mutate({ login: 'ada', password: 'tout autre chose ici', remember: false })
  await app.close()
})

test('a second factor is taken away while the house is running, and its sessions end', async () => {
  await foyer(createOwnerAda, password)
  const app = await startApp({ root })
  const browser = app.visitor()
  await signInAs(browser)
  await enrol(app, browser)
  const command = ['disable-mfa', '--username', 'ada']
  expect(await foyer(command)).toMatchObject({ code: 0 })
  expect((await browser.api.house.me.query()).account).toBeNull()
  expect(await signInAs(app.visitor())).toEqual({ next: 'in' })
  expect(await foyer(command)).toMatchObject({ code: 1, output: expect.stringContaining('ada') })
  await app.close()
})

test('an administrator is made while the house is running, signs in at once, and the audit log says so', async () => {
  const admin = ['create-admin', '--username', 'grace', '--email', 'grace@example.org', '--name', 'Grace H.']
  await foyer(createOwnerAda, password)
  const app = await startApp({ root })
  const made = await foyer([...admin, '--password-stdin'], 'encore quatre mots à elle')
  expect(made).toMatchObject({ code: 0, output: expect.stringContaining('grace') })
  const browser = app.visitor()
  await browser.api.accounts.signIn.mutate({
    login: 'grace',
    password: 'encore quatre mots à elle',
    remember: false,
  })
  expect((await browser.api.house.me.query()).account).toMatchObject({ name: 'Grace H.', role: 'admin' })
  const [act] = await browser.api.house.audit.query({ before: null, limit: 1 })
  expect(act).toMatchObject({ act: 'accounts.acts.adminCreated', address: 'command line', who: '' })
  for (const taken of [admin, admin.with(2, 'other'), admin.with(4, 'other@example.org')]) {
    const refused = await foyer([...taken, '--password-stdin'], 'encore quatre mots à elle')
    expect(refused).toMatchObject({ code: 1, output: expect.stringMatching(/déjà/) })
  }
  expect(await foyer(admin, password)).toMatchObject({ code: 1, output: expect.stringContaining('--password-stdin') })
  expect((await browser.api.accounts.people.query()).map(({ username }) => username).sort()).toEqual(['ada', 'grace'])
  await app.close()
})

test('what is wrong is said in words, and nothing is changed', async () => {
  expect(await foyer(createOwnerAda, 'court')).toMatchObject({
    code: 1,
    output: expect.stringContaining('12 caractères'),
  })
  const unknown = await foyer(['reset-password', '--username', 'eve', '--password-stdin'], password)
  expect(unknown).toMatchObject({ code: 1, output: expect.stringContaining('eve') })
  expect(await foyer(['dance'])).toMatchObject({ code: 2, output: expect.stringContaining('create-owner') })
  expect(await foyer([...createOwnerAda, '--admin'])).toMatchObject({ code: 2 })
})

test('the doctor tells what is well and what is not', async () => {
  const { code, output } = await foyer(['doctor'])
  expect(output).toMatch(/ok .*Base de données/)
  expect(output).toMatch(/-- .*Courrier/)
  expect(code).toBe(0)
})
