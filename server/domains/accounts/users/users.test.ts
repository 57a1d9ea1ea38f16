import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mailServer } from '../../../../shared/mail.ts'
import { groupMember } from '../../../platform/abilities/tables.ts'
import type { Browser } from '../../../testing/browser.ts'
import { memoryOf, twoPartners } from '../../../testing/couple.ts'
import { ada, type Person } from '../../../testing/people.ts'
import { refusal } from '../../../testing/refusal.ts'
import { nextHeard, openIdentity, openSocket } from '../../../testing/socket.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import { created, patchRequest } from '../../../testing/tus.ts'
import { expectNothingLeft, filesOf } from '../../../testing/uploads.ts'
import { contact } from '../../contacts/tables.ts'
import { createOwner } from '../accounts.ts'
import { account, emailChange, invitation, session } from '../tables.ts'

let app: TestApp
let owner: Person
let house: Browser

const password = 'quatre mots sans lien'
const memories = 'coupleEditor.belongings.memories'

beforeEach(async () => {
  app = await startApp()
  owner = app.person('owner', 'Ada')
  house = app.as(owner)
})

afterEach(() => app.stop())

const roleOf = (id: number) => app.deps.db.select().from(account).where(eq(account.id, id)).get()?.role
const owners = () => app.deps.db.select().from(account).where(eq(account.role, 'owner')).all()
const signIn = (login: string, secret = password) =>
  app.visitor().api.accounts.signIn.mutate({ login, password: secret, remember: false })
const lastAct = async () => (await house.api.house.audit.query({ before: null, limit: 1 }))[0]
const newPerson = { name: 'Grace', username: 'grace', password, role: 'member', locale: 'fr' } as const

test('an admin makes an account, which signs in, has no address, and is listed', async () => {
  const admin = app.as('admin')
  const id = await admin.api.accounts.createPerson.mutate(newPerson)
  await signIn('grace')
  const { people } = await house.api.accounts.everyone.query()
  expect(people.find((person) => person.id === id)).toMatchObject({ name: 'Grace', email: null, role: 'member' })
  expect(people.find((person) => person.id === id)?.lastSeenAt).not.toBeNull()
  expect(await lastAct()).toMatchObject({ act: 'people.acts.created', after: { username: 'grace', role: 'member' } })
  expect(JSON.stringify(await lastAct())).not.toContain(password)
})

test('members and clients learn nothing of the people and change nobody', async () => {
  for (const role of ['member', 'client'] as const) {
    const { accounts } = app.as(role).api
    const acts = [
      accounts.everyone.query(),
      accounts.person.query({ id: owner.id }),
      accounts.createPerson.mutate(newPerson),
      accounts.invitePerson.mutate({ name: 'Eve', email: '', role: 'admin', locale: 'fr' }),
      accounts.changeRole.mutate({ id: owner.id, role: 'client' }),
      accounts.disablePerson.mutate({ id: owner.id }),
      accounts.removePerson.mutate({ id: owner.id, belongings: [] }),
      accounts.handOverHouse.mutate({ id: owner.id, password }),
    ]
    for (const act of acts) expect(await refusal(act)).toMatchObject({ status: 403 })
  }
})

test('nobody touches the owner, and nobody their own role or access', async () => {
  const admin = app.person('admin')
  const { accounts } = app.as(admin).api
  const acts = (id: number) => [
    accounts.changeRole.mutate({ id, role: 'member' }),
    accounts.disablePerson.mutate({ id }),
    accounts.enablePerson.mutate({ id }),
    accounts.endSessionsOf.mutate({ id }),
    accounts.removePerson.mutate({ id, belongings: [] }),
  ]
  for (const act of acts(owner.id)) expect(await refusal(act)).toMatchObject({ key: 'people.errors.owner' })
  for (const act of acts(admin.id)) expect(await refusal(act)).toMatchObject({ key: 'people.errors.self' })
  expect([roleOf(owner.id), roleOf(admin.id)]).toEqual(['owner', 'admin'])
  expect(await refusal(house.api.accounts.changeRole.mutate({ id: owner.id, role: 'admin' }))).toMatchObject({
    status: 403,
  })
})

test('a role holds at once, and whoever loses administration loses what they invited to', async () => {
  const admin = app.person('admin')
  const browser = app.as(admin)
  const link = await browser.api.accounts.invitePerson.mutate({ name: 'Eve', email: '', role: 'admin', locale: 'fr' })
  const [concerned, other] = [await openSocket(browser), await openSocket(app.as('admin'))]
  const told = nextHeard(concerned, 'renewed')
  let heard = 0
  other.on('renewed', () => {
    heard += 1
  })
  await house.api.accounts.changeRole.mutate({ id: admin.id, role: 'client' })
  await told
  const asked = { path: 'house.me', type: 'query' }
  expect(await concerned.emitWithAck('trpc', asked)).toMatchObject({ data: { account: { role: 'client' } } })
  expect(await other.emitWithAck('trpc', asked)).toMatchObject({ data: { account: { role: 'admin' } } })
  expect(heard).toBe(0)
  for (const socket of [concerned, other]) socket.disconnect()
  expect(await refusal(browser.api.accounts.everyone.query())).toMatchObject({ status: 403 })
  const token = link.link.split('#token=')[1] ?? ''
  expect(await refusal(app.visitor().api.accounts.invitation.mutate({ token }))).toMatchObject({ status: 404 })
  expect(await lastAct()).toMatchObject({ before: { role: 'admin' }, after: { role: 'client' } })
})

test('a new link ends the earlier one; a withdrawn invitation opens nothing and keeps no place of the couple', async () => {
  const first = await house.api.couple.invitePartner.mutate({ position: 2, name: 'Sacha', email: '', locale: 'fr' })
  const second = await house.api.accounts.renewInvitation.mutate({ id: first.id, mail: false })
  const open = (link: string) => app.visitor().api.accounts.invitation.mutate({ token: link.split('#token=')[1] ?? '' })
  expect(await refusal(open(first.link))).toMatchObject({ status: 404 })
  expect(await open(second.link)).toMatchObject({ name: 'Sacha' })
  await house.api.accounts.withdrawInvitation.mutate({ id: first.id })
  expect(await refusal(open(second.link))).toMatchObject({ status: 404 })
  expect((await house.api.couple.partners.query())[1]?.invited).toBeNull()
  expect((await house.api.accounts.everyone.query()).invitations).toEqual([])
})

test('another address than the one that the link was mailed to is not taken for proved', async () => {
  const { id, link } = await house.api.accounts.invitePerson.mutate({
    ...{ name: 'Grace', email: 'grace@example.org', role: 'member', locale: 'fr' },
  })
  const token = link.split('#token=')[1] ?? ''
  const person = { name: 'Grace', username: 'grace', password, timeZone: 'Europe/Paris', locale: 'fr', token } as const
  await app.visitor().api.accounts.acceptInvitation.mutate({ ...person, email: 'victim@example.org' })
  const row = app.deps.db.select().from(account).where(eq(account.username, 'grace')).get()
  expect(row?.email).toBeNull()
  const [proof] = app.deps.db.select().from(emailChange).all()
  expect(proof).toMatchObject({ accountId: row?.id, email: 'victim@example.org' })
  expect(await refusal(house.api.accounts.renewInvitation.mutate({ id, mail: true }))).toMatchObject({ status: 404 })
})

test('a disabled person is out at once: sockets close, sign-in answers as a wrong password, links are over', async () => {
  app.deps.settings.set(mailServer, { ...mailServer.defaults, host: 'smtp.example.org', fromAddress: 'us@example.org' })
  await house.api.accounts.createPerson.mutate({ ...newPerson, role: 'admin' })
  app.deps.db.update(account).set({ email: 'grace@example.org' }).where(eq(account.username, 'grace')).run()
  const browser = app.visitor()
  await browser.api.accounts.signIn.mutate({ login: 'grace', password, remember: true })
  const id = (await browser.api.house.me.query()).account?.id ?? 0
  await app.visitor().api.accounts.requestPasswordReset.mutate({ login: 'grace' })
  await app.settle()
  const [, reset = ''] = /reset#token=([\w-]+)/.exec(app.mailer.sent.at(-1)?.text ?? '') ?? []
  const invited = await browser.api.accounts.invitePerson.mutate({
    name: 'Eve',
    email: '',
    role: 'admin',
    locale: 'fr',
  })
  const socket = await openIdentity(browser)
  expect(socket.first).toBe(id)

  await house.api.accounts.disablePerson.mutate({ id })
  expect(await socket.rest).toEqual([null])
  expect((await browser.api.house.me.query()).account).toBeNull()
  const wrong = await refusal(signIn('grace', 'une tout autre phrase'))
  expect(await refusal(signIn('grace'))).toEqual(wrong)
  expect(reset).not.toBe('')
  expect(await refusal(app.visitor().api.accounts.passwordReset.mutate({ token: reset }))).toMatchObject({
    status: 404,
  })
  const token = invited.link.split('#token=')[1] ?? ''
  expect(await refusal(app.visitor().api.accounts.invitation.mutate({ token }))).toMatchObject({ status: 404 })

  await house.api.accounts.enablePerson.mutate({ id })
  expect((await browser.api.house.me.query()).account).toBeNull()
  await signIn('grace')
})

test('an upload that a disabled person is sending is cut off, and nothing of it is left', async () => {
  const person = app.person('member')
  const browser = app.as(person)
  const url = await created(browser, 1_000_000)
  const request = patchRequest(browser, url, 0, { headers: { 'content-length': 1_000_000 } })
  request.on('error', () => {})
  const answered = once(request, 'response') as Promise<[IncomingMessage]>
  request.write(Buffer.alloc(200_000, 7))
  await expect
    .poll(async () => {
      let bytes = 0
      for await (const staged of app.deps.files.listStaged()) bytes += staged.bytes
      return bytes
    })
    .toBe(200_000)
  await house.api.accounts.disablePerson.mutate({ id: person.id })
  const [response] = await answered
  expect(response.statusCode).toBe(404)
  response.resume()
  await once(request, 'close')
  await expect.poll(() => filesOf(app.deps)).toEqual({ stored: [], staged: [] })
  await expectNothingLeft(app.deps)
})

test('signing somebody out everywhere ends their sessions, and leaves their account open', async () => {
  const person = app.person('client')
  const browser = app.as(person)
  const socket = await openIdentity(browser)
  expect(await house.api.accounts.endSessionsOf.mutate({ id: person.id })).toMatchObject({ sessions: 0 })
  expect(await socket.rest).toEqual([null])
  expect((await house.api.accounts.person.query({ id: person.id })).disabled).toBe(false)
})

test('a person goes whole: account, sessions, groups, invitations; the contact and the line in the log stay', async () => {
  const admin = app.person('admin', 'Grace')
  const browser = app.as(admin)
  await browser.api.accounts.invitePerson.mutate({ name: 'Eve', email: 'eve@example.org', role: 'admin', locale: 'fr' })
  app.deps.db.$client.exec(`INSERT INTO "group" (name) VALUES ('amis')`)
  app.deps.db.insert(groupMember).values({ groupId: 1, accountId: admin.id }).run()
  const contacts = app.deps.db.select().from(contact).all().length
  expect(await house.api.accounts.belongings.query({ id: admin.id })).toEqual([])
  await house.api.accounts.removePerson.mutate({ id: admin.id, belongings: [] })
  expect(roleOf(admin.id)).toBeUndefined()
  expect(app.deps.db.select().from(session).where(eq(session.accountId, admin.id)).all()).toEqual([])
  expect(app.deps.db.select().from(groupMember).all()).toEqual([])
  expect(app.deps.db.select().from(invitation).all()).toEqual([])
  expect(await house.api.house.mails.query({ before: null, limit: 5 })).toEqual([])
  expect(app.deps.db.select().from(contact).all()).toHaveLength(contacts)
  expect(await lastAct()).toMatchObject({ act: 'people.acts.removed', who: 'Ada', before: { name: 'Grace' } })
  expect(JSON.stringify(await house.api.house.audit.query({ before: null, limit: 20 }))).toContain('"who":"Grace"')
})

/** Sacha has a draft, a private memory and a shared one; the house has an admin besides the two. */
async function partnerWithMemories() {
  app.deps.db.delete(account).where(eq(account.id, owner.id)).run()
  const couple = await twoPartners(app)
  owner = couple.people.camille
  house = couple.camille
  const write = (fields: Parameters<typeof memoryOf>[0]) =>
    couple.sacha.api.couple.createMemory.mutate(memoryOf(fields))
  const own = await write({ title: 'Secret', status: 'private' })
  const draft = await write({ title: 'Brouillon', status: 'draft' })
  const shared = await write({ title: 'À deux' })
  return { ...couple, own, draft, shared, id: couple.people.sacha.id }
}

test('what only the person saw is counted and can be given to the other partner', async () => {
  const { camille, own, shared, id } = await partnerWithMemories()
  expect(await refusal(camille.api.couple.memory.query({ id: own.id }))).toMatchObject({ status: 404 })
  expect(await house.api.accounts.belongings.query({ id })).toEqual([
    { label: memories, count: 2, heirs: [{ id: owner.id, name: 'Camille' }] },
  ])
  await house.api.accounts.removePerson.mutate({ id, belongings: [{ label: memories, to: owner.id }] })
  expect((await camille.api.couple.memory.query({ id: own.id })).title).toBe('Secret')
  expect(await camille.api.couple.drafts.query()).toHaveLength(1)
  for (const memory of [own, shared]) {
    expect((await camille.api.couple.memory.query({ id: memory.id })).author).toBe('Sacha')
  }
  expect((await camille.api.couple.timeline.query({ limit: 5 })).memories.map(({ author }) => author)).toEqual([
    'Sacha',
    'Sacha',
  ])
  expect((await camille.api.couple.partners.query())[1]?.account).toBeNull()
  expect(await lastAct()).toMatchObject({ act: 'people.acts.removed', after: { [memories]: 'Camille' } })
})

test('what is deleted with a person nobody reads or restores; what was shared stays', async () => {
  const { camille, own, draft, shared, id } = await partnerWithMemories()
  await house.api.accounts.removePerson.mutate({ id, belongings: [{ label: memories, to: null }] })
  expect(await camille.api.couple.drafts.query()).toEqual([])
  expect((await camille.api.couple.deleted.query({ limit: 10 })).memories).toEqual([])
  for (const gone of [own, draft]) {
    expect(await refusal(camille.api.couple.memory.query({ id: gone.id }))).toMatchObject({ status: 404 })
    expect(await refusal(camille.api.couple.restoreMemory.mutate({ id: gone.id }))).toMatchObject({ status: 404 })
  }
  expect((await camille.api.couple.memory.query({ id: shared.id })).title).toBe('À deux')
})

test('what a person had deleted themselves is given to nobody', async () => {
  const { camille, sacha, own, id } = await partnerWithMemories()
  await sacha.api.couple.deleteMemory.mutate({ id: own.id })
  await house.api.accounts.removePerson.mutate({ id, belongings: [{ label: memories, to: owner.id }] })
  expect((await camille.api.couple.drafts.query()).map(({ title }) => title)).toEqual(['Brouillon'])
  expect((await camille.api.couple.deleted.query({ limit: 10 })).memories).toEqual([])
  expect(await refusal(camille.api.couple.restoreMemory.mutate({ id: own.id }))).toMatchObject({ status: 404 })
})

test('without a choice for their things, or with one for whoever may not have them, nobody is deleted', async () => {
  const { id } = await partnerWithMemories()
  const stranger = app.person('member')
  for (const belongings of [[], [{ label: memories, to: stranger.id }]]) {
    const refused = house.api.accounts.removePerson.mutate({ id, belongings })
    expect(await refusal(refused)).toMatchObject({ status: 409, key: 'people.errors.belongingsChanged' })
  }
  expect(roleOf(id)).toBe('member')
})

async function ownerWithPassword() {
  app.deps.db.delete(account).where(eq(account.id, owner.id)).run()
  const id = await createOwner(app.deps, ada, (made) => made)
  house = app.visitor()
  await house.api.accounts.signIn.mutate({ login: 'ada', password: ada.password, remember: false })
  return id
}

test('the house is handed over by its owner alone, with their password; they stay as an admin', async () => {
  const former = await ownerWithPassword()
  const heir = app.person('member', 'Grace')
  const wrong = house.api.accounts.handOverHouse.mutate({ id: heir.id, password: 'une tout autre phrase' })
  expect(await refusal(wrong)).toMatchObject({ status: 403, key: 'accounts.errors.wrongPassword' })
  const admin = app.as('admin').api.accounts.handOverHouse.mutate({ id: heir.id, password })
  expect(await refusal(admin)).toMatchObject({ status: 403, key: 'people.errors.notOwner' })
  await house.api.accounts.handOverHouse.mutate({ id: heir.id, password: ada.password })
  expect([roleOf(former), roleOf(heir.id)]).toEqual(['admin', 'owner'])
  expect(await lastAct()).toMatchObject({ before: { owner: 'Ada' }, after: { owner: 'Grace' } })
})

test('of several handovers at once one succeeds, and the house has one owner', async () => {
  await ownerWithPassword()
  const heirs = [app.person('member'), app.person('admin'), app.person('client')]
  const tries = heirs.map(({ id }) => house.api.accounts.handOverHouse.mutate({ id, password: ada.password }))
  const outcomes = await Promise.allSettled(tries)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(owners()).toHaveLength(1)
})

test('the house is not handed to somebody whose account is disabled', async () => {
  await ownerWithPassword()
  const heir = app.person('member')
  await house.api.accounts.disablePerson.mutate({ id: heir.id })
  const refused = house.api.accounts.handOverHouse.mutate({ id: heir.id, password: ada.password })
  expect(await refusal(refused)).toMatchObject({ status: 409, key: 'people.errors.noHeir' })
})
