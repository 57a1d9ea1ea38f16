import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { memory } from './domains/couple/tables.ts'
import { enrol, signInAs } from './testing/authenticator.ts'
import { makeOldSite } from './testing/old-site.ts'
import { refusal } from './testing/refusal.ts'
import { startApp } from './testing/start-app.ts'

let root: string

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-cli-'))
})

afterEach(() => fs.rmSync(root, { recursive: true, force: true }))

/** Runs the command line on the folders of this test. */
async function foyer(args: string[], input = ''): Promise<{ code: number | null; output: string }> {
  const folders = { FOYER_DATA: path.join(root, 'data'), FOYER_UPLOADS: path.join(root, 'uploads') }
  const child = spawn(process.execPath, ['server/cli.ts', ...args], { env: { PATH: process.env.PATH, ...folders } })
  child.stdin.end(input)
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  const code = await new Promise<number | null>((resolve) =>
    child.exitCode === null ? child.once('exit', resolve) : resolve(child.exitCode),
  )
  return { code, output: output + errors }
}

const owner = ['create-owner', '--username', 'ada', '--email', 'ada@example.org', '--password-stdin']
const password = 'quatre mots sans lien'

test('the owner is made once, and signs in', async () => {
  expect(await foyer(owner, `${password}\n`)).toMatchObject({ code: 0 })
  expect(await foyer(owner, `${password}\n`)).toMatchObject({ code: 1, output: expect.stringContaining('déjà') })
  const app = await startApp({ root })
  await app.visitor().api.accounts.signIn.mutate({ login: 'ada', password, remember: false })
  await app.close()
})

test('a password is reset while the house is running, and its sessions end', async () => {
  await foyer(owner, password)
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
  await foyer(owner, password)
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
  await foyer(owner, password)
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
  expect(await foyer(owner, 'court')).toMatchObject({ code: 1, output: expect.stringContaining('12 caractères') })
  const unknown = await foyer(['reset-password', '--username', 'eve', '--password-stdin'], password)
  expect(unknown).toMatchObject({ code: 1, output: expect.stringContaining('eve') })
  expect(await foyer(['dance'])).toMatchObject({ code: 2, output: expect.stringContaining('create-owner') })
  expect(await foyer([...owner, '--admin'])).toMatchObject({ code: 2 })
})

test('the doctor tells what is well and what is not', async () => {
  const { code, output } = await foyer(['doctor'])
  expect(output).toMatch(/ok .*Base de données/)
  expect(output).toMatch(/-- .*Courrier/)
  expect(code).toBe(0)
})

test('an old site is imported while the house is running, twice, and each thing of it is there once', async () => {
  const old = path.join(root, 'old site')
  await makeOldSite(old)
  expect(await foyer(['import-couple', old])).toMatchObject({ code: 1 })
  await foyer(owner, password)
  const app = await startApp({ root })
  expect(await foyer(['import-couple'])).toMatchObject({ code: 1 })
  const first = await foyer(['import-couple', old])
  expect(first).toMatchObject({ code: 0 })
  const count = () => app.deps.db.select().from(memory).all().length
  const brought = count()
  expect(brought).toBeGreaterThan(0)
  expect(await foyer(['import-couple', old])).toMatchObject({ code: 0 })
  expect(count()).toBe(brought)
  fs.writeFileSync(path.join(root, 'letter.db'), 'Dear house')
  expect(await foyer(['import-couple', path.join(root, 'letter.db')])).toMatchObject({ code: 1 })
  expect(count()).toBe(brought)
  await app.close()
})
