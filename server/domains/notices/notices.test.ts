import { afterEach, beforeEach, expect, test } from 'vitest'
import { days, minutes } from '../../platform/clock.ts'
import { enrol, signInAs } from '../../testing/authenticator.ts'
import type { Browser } from '../../testing/browser.ts'
import { memoryOf, twoPartners } from '../../testing/couple.ts'
import { bell, declareBell, furnishMail } from '../../testing/notices.ts'
import { ada } from '../../testing/people.ts'
import { refusal } from '../../testing/refusal.ts'
import { nextHeard, openSocket } from '../../testing/socket.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { createOwner } from '../accounts/accounts.ts'
import { sweepPlaces } from '../accounts/places.ts'
import { sweepNotices } from './list.ts'
import { notify } from './notify.ts'
import { notice } from './tables.ts'

let app: TestApp

beforeEach(async () => {
  app = await startApp()
  furnishMail(app.deps, { host: 'smtp.example.org', port: 25 })
  declareBell(app.deps)
})

afterEach(() => app.stop())

type Api = ReturnType<TestApp['as']>['api']
const listed = (api: Api) => api.notices.list.query({ after: null, limit: 50 })
const ring = (accountId: number, key = 'one', title = 'Le grenier') =>
  notify(app.deps, bell, accountId, { by: 'Camille', title }, key)

test('the partner learns of a shared memory, in the page and by mail, once, and its author does not', async () => {
  const { camille, sacha, people } = await twoPartners(app)
  const { id } = await camille.api.couple.createMemory.mutate(memoryOf({ status: 'draft' }))
  await app.settle()
  expect(await listed(sacha.api)).toEqual([])
  await camille.api.couple.shareMemory.mutate({ id })
  await app.settle()
  const title = 'Camille a partagé «\u00a0La plage de Carnac\u00a0»'
  expect(await listed(sacha.api)).toMatchObject([{ title, link: `/couple/memories/${id}`, read: false }])
  expect(await listed(camille.api)).toEqual([])
  expect(app.mailer.sent).toMatchObject([{ recipient: `${people.sacha.username}@example.org`, subject: title }])
  expect(app.mailer.sent[0]?.text).toContain(`https://house.example/couple/memories/${id}`)
})

test('what is taken back or deleted is told to nobody any more', async () => {
  const { camille, sacha } = await twoPartners(app)
  const { id } = await camille.api.couple.createMemory.mutate(memoryOf())
  expect(await sacha.api.notices.unread.query()).toBe(1)
  await camille.api.couple.deleteMemory.mutate({ id })
  expect(await listed(sacha.api)).toEqual([])
  await app.settle()
  expect(app.mailer.sent).toEqual([])
})

test('what is deleted by slip and brought back is told as if nothing had happened, and to nobody twice', async () => {
  const { camille, sacha } = await twoPartners(app)
  const { couple: api } = camille.api
  const slip = async (id: number, between?: () => Promise<unknown>) => {
    await api.deleteMemory.mutate({ id })
    expect(await listed(sacha.api)).toEqual([])
    await between?.()
    await api.restoreMemory.mutate({ id })
    await between?.()
  }
  const { id } = await api.createMemory.mutate(memoryOf())
  await slip(id, () => app.settle())
  expect(await listed(sacha.api)).toMatchObject([{ read: false, link: `/couple/memories/${id}` }])
  expect(app.mailer.sent).toHaveLength(1)
  await slip(id, () => app.settle())
  await sacha.api.notices.markAllRead.mutate()
  await slip(id, () => app.settle())
  expect(await listed(sacha.api)).toMatchObject([{ read: true }])
  expect(app.mailer.sent).toHaveLength(1)

  app.mailer.state = 'down'
  const second = await api.createMemory.mutate(memoryOf({ title: 'Le train' }))
  await app.settle()
  await api.deleteMemory.mutate({ id: second.id })
  await api.restoreMemory.mutate({ id: second.id })
  app.mailer.state = 'working'
  app.clock.advance(minutes(5))
  await app.settle()
  expect(app.mailer.sent.map(({ subject }) => subject).slice(1)).toEqual(['Camille a partagé «\u00a0Le train\u00a0»'])
  await api.deleteMemory.mutate({ id: second.id })
  await api.removeMemory.mutate({ id: second.id })
  expect(app.deps.db.select().from(notice).all()).toHaveLength(1)
})

test('an opened subject that is deleted and brought back is told of again', async () => {
  const { camille, sacha } = await twoPartners(app)
  const id = await camille.api.couple.createSubject.mutate({ title: 'Dans dix ans', sealed: true })
  for (const { api } of [sacha, camille])
    await api.couple.writeHope.mutate({ id, content: 'Un figuier', sealed: true, revision: null })
  await camille.api.couple.deleteSubject.mutate({ id })
  expect(await sacha.api.notices.unread.query()).toBe(0)
  await camille.api.couple.restoreSubject.mutate({ id })
  expect(await listed(sacha.api)).toMatchObject([{ link: '/couple/future', read: false }])
  await app.settle()
  expect(app.mailer.sent).toHaveLength(1)
})

test('whoever wrote first learns that a sealed subject is open, the second sees it, and a deleted one is taken back', async () => {
  const { camille, sacha } = await twoPartners(app)
  const id = await camille.api.couple.createSubject.mutate({ title: 'Dans dix ans', sealed: true })
  const write = (api: Api, content: string, revision: number | null = null) =>
    api.couple.writeHope.mutate({ id, content, sealed: true, revision })
  await write(sacha.api, 'Un figuier')
  expect(await camille.api.notices.unread.query()).toBe(0)
  await write(camille.api, 'Un jardin')
  await write(camille.api, 'Un grand jardin', 1)
  const title = 'Camille a écrit sur «\u00a0Dans dix ans\u00a0»'
  expect(await listed(sacha.api)).toMatchObject([{ title, link: '/couple/future' }])
  expect(await listed(camille.api)).toEqual([])
  await camille.api.couple.deleteSubject.mutate({ id })
  expect(await listed(sacha.api)).toEqual([])
})

test('each person is offered the kinds that may concern them', async () => {
  const { camille, sacha } = await twoPartners(app)
  const offered = async (api: Api) => (await api.notices.choices.query()).kinds.map(({ kind }) => kind)
  const all = [
    'accounts.new-sign-in',
    'accounts.password-changed',
    'accounts.recovery-asked',
    'accounts.second-factor-changed',
  ]
  expect(await offered(app.as(app.person('client', 'Max')).api)).toEqual([...all, bell.name])
  const partner = await offered(sacha.api)
  expect(partner).toEqual(expect.arrayContaining(['couple.memory-shared', 'couple.subject-opened']))
  expect(partner).not.toContain('house.health-changed')
  expect(await offered(camille.api)).toContain('house.health-changed')
})

test('the examples tell nobody', async () => {
  const { camille, sacha } = await twoPartners(app)
  await camille.api.house.insertDemo.mutate()
  expect(await sacha.api.notices.unread.query()).toBe(0)
})

async function signIn(userAgent: string, password: string = ada.password): Promise<Browser> {
  const browser = app.visitor()
  await browser.fetch('/trpc/accounts.signIn', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': userAgent },
    body: JSON.stringify({ login: 'ada', password, remember: true }),
  })
  return browser
}

test('a sign-in from a place not seen before is told once, the first of all to nobody', async () => {
  const id = await createOwner(app.deps, ada, (made) => made)
  const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
  await signIn(firefox)
  await signIn(firefox.replace('140.0', '141.0'))
  const { api } = app.as({ id, username: 'ada', name: 'Ada' })
  const before = (await listed(api)).length
  await signIn('Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0.0.0 Safari/537.36')
  await signIn('Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0.0.0 Safari/537.36')
  await app.settle()
  const told = await listed(api)
  expect(told).toHaveLength(before + 1)
  expect(told[0]).toMatchObject({ title: 'Nouvelle connexion avec Chrome, Windows', link: '/me#sessions' })
  expect(told[0]?.text).toContain('127.0.0.1')
  expect(app.mailer.sent.filter(({ subject }) => subject.includes('Windows'))).toHaveLength(1)
})

test('a new place is told also to somebody who stayed away for years', async () => {
  await createOwner(app.deps, ada, (made) => made)
  const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
  await signIn(firefox)
  app.clock.advance(days(800))
  sweepPlaces(app.deps)
  const { api } = await signIn(firefox.replace('X11; Linux x86_64', 'Macintosh'))
  expect(await listed(api)).toMatchObject([{ link: '/me#sessions' }])
})

test('a second factor that is set up, and codes that are made anew, are told', async () => {
  await createOwner(app.deps, ada, (made) => made)
  const browser = app.visitor()
  await signInAs(browser)
  await enrol(app, browser)
  await browser.api.accounts.newBackupCodes.mutate({ password: ada.password })
  await app.settle()
  const titles = ['Vos codes de secours ont été refaits', 'Un second facteur protège votre compte']
  expect((await listed(browser.api)).map(({ title }) => title).sort()).toEqual(titles.toSorted())
  expect(app.mailer.sent.map(({ subject }) => subject).sort()).toEqual(titles.toSorted())
})

test('a change of the password is told, by whichever way it came', async () => {
  const id = await createOwner(app.deps, ada, (made) => made)
  const browser = app.visitor()
  await browser.api.accounts.signIn.mutate({ login: 'ada', password: ada.password, remember: true })
  await browser.api.accounts.changePassword.mutate({ current: ada.password, next: 'cinq autres mots, plus longs' })
  await app.settle()
  expect(await listed(browser.api)).toMatchObject([{ title: 'Votre mot de passe a été changé' }])
  expect(app.mailer.sent).toMatchObject([{ recipient: ada.email, subject: 'Votre mot de passe a été changé' }])
  expect(await listed(app.as({ id, username: 'ada', name: 'Ada' }).api)).toHaveLength(1)
})

test('a kind that a manifest lists is told once for each key, and its words follow the reader’s language', async () => {
  const person = app.person('member')
  const { api } = app.as(person)
  expect([ring(person.id), ring(person.id), ring(person.id, 'two')]).toEqual([true, false, true])
  await app.settle()
  expect(app.mailer.sent).toHaveLength(2)
  expect((await listed(api)).map(({ title }) => title)).toEqual(
    Array(2).fill('Camille a partagé «\u00a0Le grenier\u00a0»'),
  )
  await api.accounts.changeProfile.mutate({ name: 'member', locale: 'en', timeZone: 'Europe/Paris' })
  expect((await listed(api))[0]?.title).toBe('Camille shared “Le grenier”')
  ring(person.id, 'three')
  await app.settle()
  expect(app.mailer.sent.at(-1)?.subject).toBe('Camille shared “Le grenier”')
})

test('a notice of a cause that fails is told to nobody', async () => {
  const person = app.person('member')
  const fail = () =>
    app.deps.inTx(() => {
      ring(person.id)
      throw new Error('no')
    })
  expect(fail).toThrow('no')
  await app.settle()
  expect(await listed(app.as(person).api)).toEqual([])
  expect(app.mailer.sent).toEqual([])
})

test('open pages of the person, and of nobody else, learn how many wait', async () => {
  const [person, other] = [app.person('member'), app.person('member')]
  const [own, foreign] = [await openSocket(app.as(person)), await openSocket(app.as(other))]
  const join = (socket: typeof own) => socket.emitWithAck('join', { room: 'notices.own', id: String(person.id) })
  expect(await join(foreign)).toEqual({ error: 'NOT_FOUND' })
  await join(own)
  const heard = nextHeard(own, 'event')
  ring(person.id)
  expect(await heard).toMatchObject({ name: 'notices.changed', payload: { unread: 1 } })
  expect((await app.as(person).api.house.me.query()).parts).toMatchObject({ notices: { unread: 1 } })
  own.disconnect()
  foreign.disconnect()
})

test('what is not read stands first, and a long list is read page by page', async () => {
  const person = app.person('member')
  const { api } = app.as(person)
  for (let n = 1; n <= 5; n += 1) ring(person.id, String(n), String(n))
  const [newest] = await listed(api)
  await api.notices.markRead.mutate({ id: newest?.id ?? 0 })
  const first = await api.notices.list.query({ after: null, limit: 3 })
  const last = first.at(-1)
  const after = last ? { read: last.read, id: last.id } : null
  const second = await api.notices.list.query({ after, limit: 3 })
  const order = [...first, ...second].map(({ title, read }) => `${title.replace(/\D/g, '')}${read ? ' read' : ''}`)
  expect(order).toEqual(['4', '3', '2', '1', '5 read'])
  await api.notices.markAllRead.mutate()
  expect(await api.notices.unread.query()).toBe(0)
})

test('attack 43: nobody marks another’s notices, nor sees them', async () => {
  const [person, other] = [app.person('member'), app.person('admin')]
  ring(person.id)
  const [mine] = await listed(app.as(person).api)
  const foreign = app.as(other).api
  await foreign.notices.markRead.mutate({ id: mine?.id ?? 0 })
  await foreign.notices.markAllRead.mutate()
  expect(await listed(foreign)).toEqual([])
  expect(await app.as(person).api.notices.unread.query()).toBe(1)
})

test('what somebody switched off reaches them on that channel no more', async () => {
  const person = app.person('member')
  const { api } = app.as(person)
  await api.notices.choose.mutate({ kind: bell.name, channel: 'page', on: false })
  ring(person.id, 'mail alone')
  await app.settle()
  expect([await api.notices.unread.query(), app.mailer.sent.length]).toEqual([0, 1])
  await api.notices.choose.mutate({ kind: bell.name, channel: 'mail', on: false })
  await api.notices.choose.mutate({ kind: bell.name, channel: 'page', on: true })
  ring(person.id, 'page alone')
  await app.settle()
  expect([await api.notices.unread.query(), app.mailer.sent.length]).toEqual([1, 1])
  const unknown = api.notices.choose.mutate({ kind: 'attic.nothing', channel: 'mail', on: true })
  expect(await refusal(unknown)).toMatchObject({ status: 404 })
})

test('of a module that is switched off nothing is listed', async () => {
  const { camille, sacha } = await twoPartners(app)
  await camille.api.couple.createMemory.mutate(memoryOf())
  await camille.api.house.switchModule.mutate({ name: 'couple', on: false })
  expect(await sacha.api.notices.unread.query()).toBe(0)
  await app.settle()
  expect(app.mailer.sent).toEqual([])
  await camille.api.house.switchModule.mutate({ name: 'couple', on: true })
  expect(await sacha.api.notices.unread.query()).toBe(1)
})

test('where no mail server is set, no mail lies about to tell old news later', async () => {
  furnishMail(app.deps, { host: '', port: 25 })
  const person = app.person('member')
  ring(person.id)
  await app.settle()
  furnishMail(app.deps, { host: 'smtp.example.org', port: 25 })
  await app.settle()
  expect(app.mailer.sent).toEqual([])
  expect(await app.as(person).api.notices.unread.query()).toBe(1)
})

test('open pages learn that a notice which nobody read for a year is gone', async () => {
  const person = app.person('member')
  ring(person.id)
  app.deps.db.$client.exec(`UPDATE notice SET created_at = ${app.clock.now() - days(366)}`)
  const socket = await openSocket(app.as(person))
  await socket.emitWithAck('join', { room: 'notices.own', id: String(person.id) })
  const heard = nextHeard(socket, 'event')
  sweepNotices(app.deps)
  expect(await heard).toMatchObject({ name: 'notices.changed', payload: { unread: 0 } })
  socket.disconnect()
})
