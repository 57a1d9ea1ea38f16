import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { eq, getTableColumns, sql } from 'drizzle-orm'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../../platform/clock.ts'
import { enrol } from '../../testing/authenticator.ts'
import { type Browser, openBrowser } from '../../testing/browser.ts'
import { memoryOf } from '../../testing/couple.ts'
import { KillableHouse } from '../../testing/killable-house.ts'
import { furnishMail } from '../../testing/notices.ts'
import { ada, mintAccount, mintSession } from '../../testing/people.ts'
import { createOwner } from '../accounts/accounts.ts'
import { openRecoveryJob } from '../accounts/mfa/jobs.ts'
import { askRecovery } from '../accounts/mfa/recovery.ts'
import { account } from '../accounts/tables.ts'
import { keepLook } from '../house/health-watch.ts'
import { notice } from './tables.ts'

let house: KillableHouse
let smtp: SMTPServer
let received: ParsedMail[]
/** While it is closed, the mail server refuses everything as a busy one does. */
let open: boolean

beforeEach(async () => {
  house = await KillableHouse.make()
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
  await house.remove()
  await new Promise<void>((resolve) => smtp.close(resolve))
})

interface Cast {
  readonly owner: number
  readonly partner: number
  readonly tokens: { readonly owner: string; readonly partner: string }
}

/** Two partners, the second of them the owner for now, and a mail server. */
const furnish = (): Promise<Cast> =>
  house.within(async ({ deps }) => {
    const { port } = smtp.server.address() as AddressInfo
    furnishMail(deps, { host: '127.0.0.1', port })
    const owner = await createOwner(deps, ada, (id) => id)
    deps.db.update(account).set({ role: 'admin' }).where(eq(account.id, owner)).run()
    const partner = mintAccount(deps, 'owner', 'Sacha')
    const { passwordHash } = getTableColumns(account)
    const same = deps.db.select({ passwordHash }).from(account).where(eq(account.id, owner))
    deps.db
      .update(account)
      .set({ passwordHash: sql`${same}` })
      .where(eq(account.id, partner.id))
      .run()
    const tokens = {
      owner: mintSession(deps, { id: owner, username: ada.username, name: ada.name }),
      partner: mintSession(deps, partner),
    }
    return { owner, partner: partner.id, tokens }
  })

/** Causes one notice of every kind; the process that answers is killed right after. */
async function cause(url: string, { owner, partner, tokens }: Cast): Promise<void> {
  const [camille, sacha] = [openBrowser(url, tokens.owner), openBrowser(url, tokens.partner)]
  await sacha.api.accounts.handOverHouse.mutate({ id: owner, password: ada.password })
  await camille.api.couple.namePartner.mutate({ position: 1, accountId: owner })
  await camille.api.couple.namePartner.mutate({ position: 2, accountId: partner })
  await sacha.api.couple.createMemory.mutate(memoryOf())
  const subject = await camille.api.couple.createSubject.mutate({ title: 'Dans dix ans', sealed: true })
  for (const browser of [camille, sacha]) {
    await browser.api.couple.writeHope.mutate({ id: subject, content: 'Un figuier', sealed: true, revision: null })
  }
  const headers = { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 (iPhone) Version/26.0 Safari/605' }
  const body = JSON.stringify({ login: 'ada', password: ada.password, remember: true })
  const signedIn = await openBrowser(url, null).fetch('/trpc/accounts.signIn', { method: 'POST', headers, body })
  expect(signedIn.status).toBe(200)
  await enrol({ clock: systemClock }, camille)
  await camille.api.accounts.changePassword.mutate({ current: ada.password, next: 'cinq autres mots, plus longs' })
  await sacha.api.couple.createMemory.mutate(memoryOf({ status: 'private' }))
  const belongings = [{ label: 'coupleEditor.belongings.memories', to: owner }]
  await camille.api.accounts.removePerson.mutate({ id: partner, belongings })
  await house.within(({ deps }) => {
    for (const state of ['ok', 'red', 'red'] as const) keepLook(deps, [{ name: 'house.health.disk', state }])
    const [row] = deps.db.select().from(account).where(eq(account.id, owner)).all()
    if (row) askRecovery(deps, row)
  })
}

const kinds = [
  'accounts.house-given',
  'accounts.new-sign-in',
  'accounts.password-changed',
  'accounts.recovery-asked',
  'accounts.second-factor-changed',
  'couple.memories-given',
  'couple.memory-shared',
  'couple.subject-opened',
  'house.health-changed',
]

/** What the page says of it. */
const titles = [
  'Espace disque\u00a0: à régler',
  'La maison est à vous',
  'Nouvelle connexion avec Safari, iPhone',
  'Quelqu’un demande à entrer sans votre second facteur',
  'Sacha a partagé «\u00a0La plage de Carnac\u00a0»',
  'Sacha a écrit sur «\u00a0Dans dix ans\u00a0»',
  'Sacha vous laisse un souvenir',
  'Un second facteur protège votre compte',
  'Votre mot de passe a été changé',
]

/** The mail of a recovery goes out by itself, with the link that stops it, whatever was chosen. */
const recoveryMail = 'Quelqu’un veut entrer sans second facteur sur Foyer'
const subjects = titles.map((title) => (title.startsWith('Quelqu’un') ? recoveryMail : title)).sort()

const listed = async (browser: Browser): Promise<string[]> =>
  (await browser.api.notices.list.query({ after: null, limit: 50 })).map(({ title }) => title).sort()

test('a notice of every kind reaches page and mail once, though the process is killed between cause and sending', async () => {
  const cast = await furnish()
  await cause(await house.start(), cast)
  await house.end('SIGKILL')
  expect(received).toEqual([])
  await house.within(({ deps }) => {
    const rows = deps.db.select().from(notice).all()
    expect(rows.map(({ kind }) => kind).sort()).toEqual(kinds)
  })

  for (let kill = 0; kill < 3; kill += 1) {
    await house.start()
    await sleep(kill * 60)
    await house.end('SIGKILL')
  }
  open = true
  // Waiting mails are tried again after a while; nobody waits for it here.
  await house.within(({ deps }) =>
    deps.db.$client.exec(`UPDATE job SET run_at = 0 WHERE done_at IS NULL AND name != '${openRecoveryJob.name}'`),
  )
  await house.start()
  await expect.poll(() => received.length, { timeout: 30_000 }).toBe(subjects.length)
  await house.end('SIGTERM')
  const url = await house.start()
  const browser = openBrowser(url, await house.within(({ deps }) => mintSession(deps, { id: cast.owner, ...ada })))
  expect(await listed(browser)).toEqual(titles)
  await house.end('SIGTERM')
  expect(received.map(({ subject }) => subject ?? '').sort()).toEqual(subjects)
  expect(new Set(received.map(({ messageId }) => messageId)).size).toBe(subjects.length)
  for (const { headers } of received.filter(({ subject }) => subject !== recoveryMail)) {
    expect(String(headers.get('list-unsubscribe-post') ?? JSON.stringify(headers.get('list')))).toContain('One-Click')
  }
})
