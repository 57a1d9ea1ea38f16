import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type House, openHouse } from '../../app.ts'
import { readConfig } from '../../config.ts'
import { tryLock } from '../../platform/db/lock.ts'
import { createLogger } from '../../platform/log.ts'
import { type Browser, openBrowser } from '../../testing/browser.ts'
import { memoryOf } from '../../testing/couple.ts'
import { furnishMail } from '../../testing/notices.ts'
import { ada, mintAccount, mintSession } from '../../testing/people.ts'
import { createOwner } from '../accounts/accounts.ts'
import { keepLook } from '../house/health-watch.ts'
import { notice } from './tables.ts'

const main = join(import.meta.dirname, '../../main.ts')

let root: string
let smtp: SMTPServer
let received: ParsedMail[]
/** While it is closed, the mail server refuses everything as a busy one does. */
let open: boolean
let running: ChildProcess | undefined

const environment = () => ({ PORT: '0', FOYER_DATA: join(root, 'data'), FOYER_UPLOADS: join(root, 'uploads') })

/** Opens database and files as the command line does, beside or instead of the running application. */
async function withHouse<T>(work: (house: House) => T | Promise<T>): Promise<T> {
  const config = { ...readConfig(environment()), logLevel: 'silent' } as const
  const release = tryLock(config.dataFolder)
  const house = await openHouse(config, release !== null, { log: createLogger(config) })
  try {
    return await work(house)
  } finally {
    house.close()
    release?.()
  }
}

/** Starts the real application in a process of its own; answers the address where it is open. */
async function startProcess(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [main], { env: environment(), stdio: ['ignore', 'pipe', 'pipe'] })
  running = child
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  for (;;) {
    const [, url] = /Foyer is open at (\S+)/.exec(output) ?? []
    if (url !== undefined) return { child, url }
    if (child.exitCode !== null) throw new Error(output)
    await sleep(5)
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill(signal)
  await exited
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'foyer-notices-'))
  received = []
  open = false
  smtp = new SMTPServer({
    authOptional: true,
    onMailFrom: (_address, _session, done) =>
      done(open ? null : Object.assign(new Error('busy'), { responseCode: 451 })),
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        received.push(mail)
        done()
      }, done)
    },
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
})

afterEach(async () => {
  if (running && running.exitCode === null && running.signalCode === null) await end(running, 'SIGKILL')
  await new Promise<void>((resolve) => smtp.close(resolve))
  await rm(root, { recursive: true, force: true })
})

interface Cast {
  readonly owner: number
  readonly partner: number
  readonly tokens: { readonly owner: string; readonly partner: string }
}

/** Two partners, the first of them the owner, and a mail server. */
const furnish = (): Promise<Cast> =>
  withHouse(async ({ deps }) => {
    const { port } = smtp.server.address() as AddressInfo
    furnishMail(deps, { host: '127.0.0.1', port })
    const owner = await createOwner(deps, ada, (id) => id)
    const partner = mintAccount(deps, 'member', 'Sacha')
    const tokens = {
      owner: mintSession(deps, { id: owner, username: ada.username, name: ada.name }),
      partner: mintSession(deps, partner),
    }
    return { owner, partner: partner.id, tokens }
  })

/** Causes one notice of every kind; the process that answers is killed right after. */
async function cause(url: string, { owner, partner, tokens }: Cast): Promise<void> {
  const camille = openBrowser(url, tokens.owner)
  await camille.api.couple.namePartner.mutate({ position: 1, accountId: owner })
  await camille.api.couple.namePartner.mutate({ position: 2, accountId: partner })
  await openBrowser(url, tokens.partner).api.couple.createMemory.mutate(memoryOf())
  const headers = { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 (iPhone) Version/26.0 Safari/605' }
  const body = JSON.stringify({ login: 'ada', password: ada.password, remember: true })
  const signedIn = await openBrowser(url, null).fetch('/trpc/accounts.signIn', { method: 'POST', headers, body })
  expect(signedIn.status).toBe(200)
  await camille.api.accounts.changePassword.mutate({ current: ada.password, next: 'cinq autres mots, plus longs' })
  await withHouse(({ deps }) => {
    for (const state of ['ok', 'red', 'red'] as const) keepLook(deps, [{ name: 'house.health.disk', state }])
  })
}

const kinds = ['accounts.new-sign-in', 'accounts.password-changed', 'couple.memory-shared', 'house.health-changed']

const titles = [
  'Espace disque\u00a0: à régler',
  'Nouvelle connexion avec Safari, iPhone',
  'Sacha a partagé «\u00a0La plage de Carnac\u00a0»',
  'Votre mot de passe a été changé',
]

const listed = async (browser: Browser): Promise<string[]> =>
  (await browser.api.notices.list.query({ after: null, limit: 50 })).map(({ title }) => title).sort()

test('a notice of every kind reaches page and mail once, though the process is killed between cause and sending', async () => {
  const cast = await furnish()
  const first = await startProcess()
  await cause(first.url, cast)
  await end(first.child, 'SIGKILL')
  expect(received).toEqual([])
  await withHouse(({ deps }) => {
    const rows = deps.db.select().from(notice).all()
    expect(rows.map(({ kind }) => kind).sort()).toEqual(kinds)
  })

  for (let kill = 0; kill < 3; kill += 1) {
    const again = await startProcess()
    await sleep(kill * 60)
    await end(again.child, 'SIGKILL')
  }
  open = true
  // Waiting mails are tried again after a while; nobody waits for it here.
  await withHouse(({ deps }) => deps.db.$client.exec('UPDATE job SET run_at = 0 WHERE done_at IS NULL'))
  const last = await startProcess()
  await expect.poll(() => received.length, { timeout: 30_000 }).toBe(titles.length)
  await end(last.child, 'SIGTERM')
  const quiet = await startProcess()
  const browser = openBrowser(quiet.url, await withHouse(({ deps }) => mintSession(deps, { id: cast.owner, ...ada })))
  expect(await listed(browser)).toEqual(titles)
  await end(quiet.child, 'SIGTERM')
  expect(received.map(({ subject }) => subject ?? '').sort()).toEqual(titles)
  expect(new Set(received.map(({ messageId }) => messageId)).size).toBe(titles.length)
  for (const { headers } of received) {
    expect(String(headers.get('list-unsubscribe-post') ?? JSON.stringify(headers.get('list')))).toContain('One-Click')
  }
})
