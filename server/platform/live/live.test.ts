import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { coupleChanged, coupleHome, couplePartner } from '../../../shared/couple-live.ts'
import { createOwner } from '../../domains/accounts/accounts.ts'
import { ada } from '../../testing/people.ts'
import { nextHeard, openIdentity, openSocket } from '../../testing/socket.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { days } from '../clock.ts'

let app: TestApp

const signIn = { login: 'ada', password: ada.password, remember: false }

beforeEach(async () => {
  app = await startApp()
})

afterEach(() => app.stop())

const join = (socket: Awaited<ReturnType<typeof openSocket>>, room: string, id: string) =>
  socket.emitWithAck('join', { room, id })

test('attack 26: signing out closes the socket of that session', async () => {
  const browser = app.as('member')
  const socket = await openSocket(browser)
  const closed = nextHeard(socket, 'disconnect')
  await browser.api.accounts.signOut.mutate()
  await closed
  expect(socket.connected).toBe(false)
})

test('attack 34: revoking a session closes its socket and leaves the others', async () => {
  const person = app.person('member')
  const [here, there] = [app.as(person), app.as(person)]
  const [own, other] = [await openSocket(here), await openSocket(there)]
  const closed = nextHeard(other, 'disconnect')
  await here.api.accounts.endOtherSessions.mutate()
  await closed
  expect(own.connected).toBe(true)
  own.disconnect()
})

test('attack 34: a page is told that its session was ended before its socket closes', async () => {
  const person = app.person('member')
  const [here, there] = [app.as(person), app.as(person)]
  const [own, other] = [await openIdentity(here), await openIdentity(there)]
  expect([own.first, other.first]).toEqual([person.id, person.id])
  const session = (await here.api.accounts.sessions.query()).find(({ current }) => !current)
  await here.api.accounts.endSession.mutate({ id: session?.id ?? 0 })
  expect(await other.rest).toEqual([null])
  await here.api.accounts.signOut.mutate()
  expect(await own.rest).toEqual([null])
})

test('attack 22: who changes the password stays on their page, every other page is told', async () => {
  const id = await createOwner(app.deps, ada, (account) => account)
  const [here, there] = [app.visitor(), app.visitor()]
  for (const browser of [here, there]) await browser.api.accounts.signIn.mutate(signIn)
  const [own, other] = [await openIdentity(here), await openIdentity(there)]
  await here.api.accounts.changePassword.mutate({ current: ada.password, next: 'tout autre chose ici' })
  expect(await own.rest).toEqual([])
  expect(await other.rest).toEqual([null])
  const [back, gone] = [await openIdentity(here), await openIdentity(there)]
  expect([back.first, gone.first]).toEqual([id, null])
  for (const socket of [back, gone]) socket.close()
})

test('a page of somebody who comes back with a session that ended meanwhile is told so', async () => {
  const person = app.person('member')
  const browser = app.as(person)
  app.deps.db.$client.exec('DELETE FROM session')
  const [late, visitor] = [await openIdentity(browser), await openIdentity(app.visitor())]
  expect([late.first, visitor.first]).toEqual([null, null])
  for (const socket of [late, visitor]) socket.close()
})

test('attack 35: a room is joined only by whoever may, and unknown rooms by nobody', async () => {
  const [one, two] = [app.person('member'), app.person('member')]
  const [visitor, member] = [await openSocket(app.visitor()), await openSocket(app.as(one))]
  expect(await join(visitor, coupleHome.name, '1')).toEqual({ error: 'NOT_FOUND' })
  expect(await join(member, coupleHome.name, '1')).toEqual({ error: 'NOT_FOUND' })
  expect(await join(member, couplePartner.name, String(two.id))).toEqual({ error: 'NOT_FOUND' })
  expect(await join(member, 'account', String(two.id))).toEqual({ error: 'NOT_FOUND' })
  expect(await member.emitWithAck('join', 'nonsense')).toEqual({ error: 'INVALID' })
  const heard: unknown[] = []
  member.on('event', (event) => heard.push(event))
  app.deps.publish(coupleChanged, coupleHome, '1', { what: 'couple', id: 1 })
  await member.emitWithAck('trpc', { path: 'house.me', type: 'query' })
  expect(heard).toEqual([])
  for (const socket of [visitor, member]) socket.disconnect()
})

test('events carry a sequence that goes on where the join said', async () => {
  const owner = app.person('owner')
  await app.as(owner).api.couple.namePartner.mutate({ position: 1, accountId: owner.id })
  const socket = await openSocket(app.as(owner))
  app.deps.publish(coupleChanged, coupleHome, '1', { what: 'couple', id: 1 })
  const { seq, epoch } = await join(socket, coupleHome.name, '1')
  expect(epoch).toEqual(expect.any(String))
  const event = nextHeard(socket, 'event')
  app.deps.publish(coupleChanged, coupleHome, '1', { what: 'memory', id: 7 })
  expect(await event).toEqual({
    room: 'couple.home',
    id: '1',
    seq: seq + 1,
    name: 'couple.changed',
    payload: { what: 'memory', id: 7 },
  })
  socket.disconnect()
})

test('attack 34: a socket cannot leave the room by which the end of its session reaches it', async () => {
  const browser = app.as('member')
  const { first, rest } = await openIdentity(browser, (socket) => socket.emit('leave', { room: 'session', id: '1' }))
  expect(first).not.toBeNull()
  await browser.api.accounts.signOut.mutate()
  expect(await rest).toEqual([null])
})

test('a call over the socket that fails on the way is answered, and the house goes on', async () => {
  const socket = await openSocket(app.as('member'))
  const broken = vi.spyOn(app.deps.catalog, 'authenticate').mockImplementation(() => {
    throw new Error('disk I/O error')
  })
  const answer = await socket.emitWithAck('trpc', { path: 'house.me', type: 'query' })
  expect(answer).toMatchObject({ error: { data: { code: 'INTERNAL' } } })
  broken.mockRestore()
  expect(await socket.emitWithAck('trpc', { path: 'house.me', type: 'query' })).toHaveProperty('data')
  socket.disconnect()
})

test('what a failed transaction would have told is never sent', async () => {
  const owner = app.person('owner')
  await app.as(owner).api.couple.namePartner.mutate({ position: 1, accountId: owner.id })
  const socket = await openSocket(app.as(owner))
  await join(socket, coupleHome.name, '1')
  const heard: unknown[] = []
  socket.on('event', (event) => heard.push(event))
  const fail = () =>
    app.deps.inTx(() => {
      app.deps.publish(coupleChanged, coupleHome, '1', { what: 'memory', id: 1 })
      throw new Error('no')
    })
  expect(fail).toThrow('no')
  await socket.emitWithAck('trpc', { path: 'house.me', type: 'query' })
  expect(heard).toEqual([])
  socket.disconnect()
})

test('the socket carries calls with the same refusals as HTTP', async () => {
  const socket = await openSocket(app.as('member'))
  const call = (path: string, input?: unknown) => socket.emitWithAck('trpc', { path, type: 'query', input })
  expect(await call('house.me')).toMatchObject({ data: { account: { role: 'member' } } })
  expect(await call('house.audit', { before: null, limit: 5 })).toMatchObject({
    error: { data: { code: 'FORBIDDEN' } },
  })
  expect(await call('nothing.here')).toMatchObject({ error: { data: { code: 'NOT_FOUND' } } })
  socket.disconnect()
})

test('a module that is switched off closes its procedures and rooms', async () => {
  const owner = app.person('owner')
  const browser = app.as(owner)
  await browser.api.couple.namePartner.mutate({ position: 1, accountId: owner.id })
  expect((await browser.fetch('/trpc/couple.view')).status).toBe(200)
  await browser.api.house.switchModule.mutate({ name: 'couple', on: false })
  const socket = await openSocket(browser)
  expect(await join(socket, coupleHome.name, '1')).toEqual({ error: 'NOT_FOUND' })
  const answer = await browser.fetch('/trpc/couple.view')
  expect(answer.status).toBe(404)
  expect((await browser.api.house.me.query()).modules).toEqual([])
  socket.disconnect()
})

test('a socket closes when its session has ended without a word', async () => {
  const browser = app.as('member')
  const [socket, visitor] = [await openIdentity(browser), await openSocket(app.visitor())]
  app.deps.db.$client.exec('DELETE FROM session')
  app.deps.live.closeEnded()
  expect(await socket.rest).toEqual([null])
  expect(visitor.connected).toBe(true)
  visitor.disconnect()
})

test('attack 27: an open page keeps no unused session alive', async () => {
  const socket = await openIdentity(app.as('member'))
  for (let day = 0; day < 29; day += 1) {
    app.clock.advance(days(1))
    app.deps.live.closeEnded()
  }
  expect(socket.first).not.toBeNull()
  app.clock.advance(days(2))
  app.deps.live.closeEnded()
  expect(await socket.rest).toEqual([null])
})

test('sockets and their watch outlive a database that cannot be read', async () => {
  const socket = await openSocket(app.as('member'))
  const { authenticate } = app.deps.catalog
  const broken = vi.fn(() => {
    throw new Error('disk I/O error')
  })
  Object.assign(app.deps.catalog, { authenticate: broken })
  const refused = await openSocket(app.as('member'))
  await vi.waitFor(() => expect(refused.connected).toBe(false))
  expect(broken).toHaveBeenCalled()
  Object.assign(app.deps.catalog, { authenticate })
  expect(socket.connected).toBe(true)
  socket.disconnect()
})
