import { eq } from 'drizzle-orm'
import type { Socket } from 'socket.io-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { purgeMemories } from '../../../shared/couple.ts'
import { coupleChanged, coupleHome, coupleRoomId } from '../../../shared/couple-live.ts'
import { modulesSettings } from '../../../shared/house.ts'
import { job } from '../../platform/jobs/tables.ts'
import { showTo, twoPartners } from '../../testing/couple.ts'
import { refusal } from '../../testing/refusal.ts'
import { nextHeard, openSocket } from '../../testing/socket.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'

let app: TestApp

beforeEach(async () => {
  app = await startApp()
})

afterEach(() => app.stop())

const torrentsModule = { name: 'torrents', label: 'torrents.module.name', text: 'torrents.module.text', on: false }

const coupleModule = { name: 'couple', label: 'coupleEditor.module.name', text: 'coupleEditor.module.text' }

test('a module that nobody switched is as its manifest says, and stays as it was switched over a restart', async () => {
  const owner = app.person('owner')
  expect(await app.as(owner).api.house.modules.query()).toEqual([{ ...coupleModule, on: true }, torrentsModule])
  const off = [{ ...coupleModule, on: false }, torrentsModule]
  expect(await app.as(owner).api.house.switchModule.mutate({ name: 'couple', on: false })).toEqual(off)
  await app.close()
  app = await startApp({ root: app.root })
  expect(await app.as(owner).api.house.modules.query()).toEqual(off)
  expect((await app.visitor().api.house.me.query()).modules).toEqual([])
  expect(await app.as(owner).api.house.switchModule.mutate({ name: 'couple', on: true })).toEqual([
    { ...coupleModule, on: true },
    torrentsModule,
  ])
})

test('a switch leaves a line in the audit log that names the module', async () => {
  const owner = app.as('owner')
  await owner.api.house.switchModule.mutate({ name: 'couple', on: false })
  expect(await owner.api.house.audit.query({ before: null, limit: 1 })).toMatchObject([
    {
      act: 'house.acts.settingsChanged',
      before: { 'house.modules': { [coupleModule.label]: true } },
      after: { 'house.modules': { [coupleModule.label]: false } },
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

test('open pages learn of a switch at once, leave the module’s rooms, and enter them again afterwards', async () => {
  const couple = await twoPartners(app)
  const { camille, sacha } = couple
  await showTo(couple, 'public')
  const sockets = [await openSocket(sacha), await openSocket(app.visitor())]
  const place = { room: coupleHome.name, id: coupleRoomId }
  for (const socket of sockets) expect(await socket.emitWithAck('join', place)).toHaveProperty('epoch')
  const switchTo = async (on: boolean) => {
    const told = sockets.map((socket) => nextHeard(socket, 'renewed'))
    await camille.api.house.switchModule.mutate({ name: 'couple', on })
    await Promise.all(told)
  }
  const heard: unknown[] = []
  for (const socket of sockets) socket.on('event', (event) => heard.push(event))
  await switchTo(false)
  for (const socket of sockets) {
    expect(await socket.emitWithAck('join', place)).toEqual({ error: 'NOT_FOUND' })
    const me = await socket.emitWithAck('trpc', { path: 'house.me', type: 'query' })
    expect(me).toMatchObject({ data: { modules: [] } })
    const view = await socket.emitWithAck('trpc', { path: 'couple.view', type: 'query' })
    expect(view).toMatchObject({ error: { data: { code: 'NOT_FOUND' } } })
  }
  app.deps.publish(coupleChanged, coupleHome, coupleRoomId, { what: 'couple', id: 1 })
  await sockets[0]?.emitWithAck('trpc', { path: 'house.me', type: 'query' })
  expect(heard).toEqual([])
  await switchTo(true)
  for (const socket of sockets) expect(await socket.emitWithAck('join', place)).toHaveProperty('epoch')
  const told = nextHeard(sockets[1] as Socket, 'event')
  await sacha.api.couple.change.mutate({
    homeMessage: 'Revenus',
    revision: (await sacha.api.couple.view.query()).revision,
  })
  expect(await told).toMatchObject({ name: coupleChanged.name })
  for (const socket of sockets) socket.disconnect()
})

test('while a module is off its jobs wait and its addresses do not exist; both come back with it', async () => {
  const { camille } = await twoPartners(app)
  const states = () => app.deps.db.select().from(job).where(eq(job.name, purgeMemories.name)).all()
  await camille.api.house.switchModule.mutate({ name: 'couple', on: false })
  app.deps.enqueue(purgeMemories, {}, 'while off')
  await app.settle()
  expect(states()).toMatchObject([{ doneAt: null, attempts: 0, deadAt: null }])
  const address = async () => (await app.visitor().fetch('/api/perspectives')).status
  expect(await address()).toBe(404)
  await camille.api.house.switchModule.mutate({ name: 'couple', on: true })
  await app.settle()
  expect(states()).toMatchObject([{ doneAt: expect.any(Number), attempts: 1, deadAt: null }])
  expect(await address()).not.toBe(404)
})
