import { afterEach, beforeEach, expect, test } from 'vitest'
import { coupleHome, couplePartner, coupleRoomId } from '../../../../shared/couple-live.ts'
import { coupleMe } from '../../../../shared/couple-me.ts'
import { purgeStory } from '../../../../shared/couple-story.ts'
import type { Browser } from '../../../testing/browser.ts'
import { type Couple, showTo, twoPartners } from '../../../testing/couple.ts'
import { refusal } from '../../../testing/refusal.ts'
import { expectRefused, programOf, restClient } from '../../../testing/rest.ts'
import { openSocket } from '../../../testing/socket.ts'
import { startApp, type TestApp } from '../../../testing/start-app.ts'
import { answer, everything, proposeSubject, secret, subjects, writeWords as write } from '../../../testing/subjects.ts'

let app: TestApp
let couple: Couple

beforeEach(async () => {
  app = await startApp()
  couple = await twoPartners(app)
})

afterEach(() => app.stop())

const newSubject = (sealed: boolean, title?: string) => proposeSubject(couple.camille, sealed, title)

async function guestByLink(): Promise<Browser> {
  const guest = app.visitor()
  await guest.bare(new URL(await couple.camille.api.couple.link.query()).pathname)
  return guest
}

test('until both have written, each reads only their own words and that the other wrote', async () => {
  const { camille, sacha } = couple
  const id = await newSubject(true)
  await write(camille, id, secret)
  expect(await subjects(camille)).toMatchObject([
    {
      ...{ id, title: 'Dans dix ans', sealed: true, openedAt: null },
      columns: [
        { position: 1, name: 'Camille', mine: true, isSealed: false, hopes: [{ content: secret, revision: 1 }] },
        { position: 2, name: 'Sacha', mine: false, isSealed: false, hopes: [] },
      ],
    },
  ])
  expect(await subjects(sacha)).toMatchObject([
    {
      sealed: true,
      columns: [
        { position: 1, name: 'Camille', mine: false, isSealed: true, hopes: [] },
        { position: 2, mine: true, isSealed: false, hopes: [] },
      ],
    },
  ])
  expect(await everything(sacha)).not.toContain(secret)

  await write(sacha, id, answer)
  for (const browser of [camille, sacha]) {
    const [subject] = await subjects(browser)
    expect(subject).toMatchObject({ sealed: false, openedAt: '2026-03-14T10:00:00.000Z', maySeal: false })
    expect(subject?.columns.map(({ hopes }) => hopes.map(({ content }) => content))).toEqual([[secret], [answer]])
  }
})

test('once open it stays open: own words are rewritten, nobody seals it again, and the other’s are not touched', async () => {
  const { camille, sacha } = couple
  const id = await newSubject(true)
  await write(camille, id, secret)
  await write(sacha, id, answer)
  await write(camille, id, 'Deux figuiers.', true, 1)
  expect((await subjects(sacha))[0]?.columns[0]?.hopes).toMatchObject([{ content: 'Deux figuiers.', revision: 2 }])
  const sealing = { status: 409, key: 'coupleStory.errors.sealTooLate' }
  expect(await refusal(camille.api.couple.sealSubject.mutate({ id }))).toMatchObject(sealing)
  const theirs = camille.api.couple.changePerspective.mutate({ number: 2, content: 'x' })
  expect(await refusal(theirs)).toMatchObject({ status: 403, key: 'coupleStory.errors.notYourWords' })
  const late = write(camille, id, 'x', true, 1)
  expect(await refusal(late)).toMatchObject({ status: 409, key: 'coupleStory.errors.hopeChanged' })
})

test('two who save in the same moment open it for both', async () => {
  const { camille, sacha } = couple
  for (let round = 0; round < 5; round += 1) {
    const id = await newSubject(true, `Sujet ${round}`)
    await Promise.all([write(camille, id, secret), write(sacha, id, answer)])
    for (const browser of [camille, sacha]) {
      const subject = (await subjects(browser)).find((one) => one.id === id)
      expect(subject?.sealed).toBe(false)
      expect(subject?.columns.map(({ hopes }) => hopes[0]?.content)).toEqual([secret, answer])
    }
  }
})

test('attack 43: visitors and holders of the link learn nothing of a sealed subject until it is open', async () => {
  const { camille, sacha } = couple
  const id = await newSubject(true)
  await showTo(couple, 'link')
  const guest = await guestByLink()
  await write(camille, id, secret)
  expect(await subjects(guest)).toEqual([])
  expect(await everything(guest)).not.toMatch(/figuier|Dans dix ans/)
  await showTo(couple, 'public')
  for (const browser of [app.visitor(), guest, app.as('admin'), app.as('member')]) {
    expect(await subjects(browser)).toEqual([])
    expect(await everything(browser)).not.toMatch(/figuier|Dans dix ans/)
    expect(coupleMe.of(await browser.api.house.me.query()).sections).toEqual([])
  }
  await write(sacha, id, answer)
  for (const browser of [app.visitor(), guest]) {
    expect((await subjects(browser))[0]?.columns.map(({ hopes }) => hopes[0]?.content)).toEqual([secret, answer])
    expect(await everything(browser)).toContain(secret)
  }
})

test('attack 43: over the old interface, sealed words are their author’s alone', async () => {
  const { camille, sacha, people } = couple
  await showTo(couple, 'public')
  const id = await newSubject(true)
  await write(camille, id, secret)
  const [author, other, visitor] = [programOf(app, people.camille), programOf(app, people.sacha), restClient(app.url)]
  expect((await author.call('GET', '/api/perspectives')).body).toMatchObject([
    { perspective_number: 1, content: secret },
  ])
  expect((await author.call('GET', '/api/perspectives/1')).status).toBe(200)
  for (const client of [other, visitor, programOf(app, app.person('admin'))]) {
    expect((await client.call('GET', '/api/perspectives')).body).toEqual([])
    expectRefused(await client.call('GET', '/api/perspectives/1'), 404)
  }
  expectRefused(await other.call('PUT', '/api/perspectives/1', { json: { content: 'x' } }), 404)
  const rewritten = await author.call('PUT', '/api/perspectives/1', { json: { content: 'Mes mots' } })
  expect(rewritten.body).toEqual({
    ...{ id: 1, perspective_number: 1, content: 'Mes mots' },
    updated_at: '2026-03-14T10:00:00.000Z',
  })
  expect((await other.call('GET', '/api/perspectives')).body).toEqual([])

  await write(sacha, id, answer)
  for (const client of [author, other, visitor]) {
    const { body } = await client.call('GET', '/api/perspectives')
    expect(body).toMatchObject([{ content: 'Mes mots' }, { content: answer }])
    expect((await client.call('GET', '/api/perspectives/1')).status).toBe(200)
  }
  expectRefused(await other.call('PUT', '/api/perspectives/1', { json: { content: 'x' } }), 403)
  await camille.api.couple.deleteSubject.mutate({ id })
  expect((await other.call('GET', '/api/perspectives')).body).toEqual([])
  expectRefused(await author.call('GET', '/api/perspectives/1'), 404)
})

test('what comes over the old interface stands under no subject, and is never sealed', async () => {
  const { sacha, people } = couple
  await programOf(app, people.camille).call('POST', '/api/perspectives', { json: { content: 'Un chien' } })
  await newSubject(true)
  expect(await subjects(sacha)).toMatchObject([
    {
      ...{ id: 0, title: '', sealed: false, maySeal: false },
      columns: [
        { name: 'Camille', hopes: [{ number: 1, content: 'Un chien' }] },
        { name: 'Sacha', hopes: [] },
      ],
    },
    { title: 'Dans dix ans' },
  ])
})

test('over sockets, a sealed subject is heard of by the two alone, and its opening by all', async () => {
  const { camille, sacha, people } = couple
  await showTo(couple, 'public')
  const member = app.as('member')
  const heard = { member: [] as unknown[], sacha: [] as unknown[] }
  const sockets = [await openSocket(member), await openSocket(sacha)] as const
  sockets[0].on('event', (event) => heard.member.push(event))
  sockets[1].on('event', (event) => heard.sacha.push(event))
  await sockets[0].emitWithAck('join', { room: coupleHome.name, id: coupleRoomId })
  await sockets[1].emitWithAck('join', { room: coupleHome.name, id: coupleRoomId })
  await sockets[1].emitWithAck('join', { room: couplePartner.name, id: String(people.sacha.id) })
  const own = { room: couplePartner.name, id: String(people.sacha.id) }
  expect(await sockets[0].emitWithAck('join', own)).not.toMatchObject({ ok: true })

  const id = await newSubject(true)
  await write(camille, id, secret)
  await expect.poll(() => heard.sacha.length).toBe(2)
  expect(heard.sacha).toMatchObject([{ payload: { what: 'subject', id } }, { payload: { what: 'subject', id } }])
  expect(JSON.stringify(heard.sacha)).not.toContain('figuier')
  await write(sacha, id, answer)
  await expect.poll(() => heard.member.length).toBe(1)
  expect(heard.member).toMatchObject([{ payload: { what: 'subject', id } }])
  for (const socket of sockets) socket.disconnect()
})

test('nobody alone opens what the other sealed: it takes a question and a yes', async () => {
  const { camille, sacha } = couple
  const id = await newSubject(true)
  await write(camille, id, secret)
  expect(await sacha.api.couple.unsealSubject.mutate({ id })).toBe(false)
  expect((await subjects(sacha))[0]).toMatchObject({ sealed: true, openingAsked: 'mine' })
  expect((await subjects(camille))[0]).toMatchObject({ sealed: true, openingAsked: 'theirs' })
  expect(await sacha.api.couple.unsealSubject.mutate({ id })).toBe(false)
  expect(await everything(sacha)).not.toContain(secret)

  await camille.api.couple.keepSealed.mutate({ id })
  expect((await subjects(sacha))[0]).toMatchObject({ sealed: true, openingAsked: null })
  await sacha.api.couple.unsealSubject.mutate({ id })
  expect(await camille.api.couple.unsealSubject.mutate({ id })).toBe(true)
  expect((await subjects(sacha))[0]?.columns[0]?.hopes[0]?.content).toBe(secret)
})

test('own words alone are unsealed at once, and sealed again while the other has not written', async () => {
  const { camille, sacha } = couple
  const id = await newSubject(false)
  await write(camille, id, secret, false)
  expect((await subjects(sacha))[0]?.columns[0]?.hopes).toHaveLength(1)
  await sacha.api.couple.sealSubject.mutate({ id })
  expect(await everything(sacha)).not.toContain(secret)
  expect(await camille.api.couple.unsealSubject.mutate({ id })).toBe(true)
  expect(await everything(sacha)).toContain(secret)
})

test('what was written for a sealed subject is not shown under one that was unsealed meanwhile', async () => {
  const { camille, sacha } = couple
  const id = await newSubject(true)
  await sacha.api.couple.unsealSubject.mutate({ id })
  const meant = write(camille, id, secret)
  expect(await refusal(meant)).toMatchObject({ status: 409, key: 'coupleStory.errors.notSealed' })
  expect(await everything(sacha)).not.toContain(secret)
})

test('a deleted subject comes back as closed as it was, and after its term never', async () => {
  const { camille, sacha } = couple
  const id = await newSubject(true)
  await newSubject(false, 'Notre maison')
  await write(camille, id, secret)
  await sacha.api.couple.deleteSubject.mutate({ id })
  expect(await subjects(camille)).toMatchObject([{ title: 'Notre maison' }])
  const gone = { status: 404, key: 'coupleStory.errors.subjectGone' }
  expect(await refusal(write(sacha, id, answer))).toMatchObject(gone)
  expect(await camille.api.couple.deletedSubjects.query()).toMatchObject([{ id, title: 'Dans dix ans' }])
  await camille.api.couple.restoreSubject.mutate({ id })
  expect((await subjects(sacha)).map(({ title, sealed }) => [title, sealed])).toEqual([
    ['Dans dix ans', true],
    ['Notre maison', false],
  ])
  expect(await everything(sacha)).not.toContain(secret)
  await camille.api.couple.deleteSubject.mutate({ id })
  app.clock.advance(31 * 24 * 3_600_000)
  app.deps.enqueue(purgeStory, {}, 'after its term')
  await app.settle()
  const again = app.as(couple.people.camille)
  expect(await refusal(again.api.couple.restoreSubject.mutate({ id }))).toMatchObject(gone)
  expect(app.deps.db.$client.prepare('SELECT count(*) FROM perspective').pluck().get()).toBe(0)
})

test('subjects are renamed and put in order, never over what the other did', async () => {
  const { camille, sacha } = couple
  const [first, second] = [await newSubject(true), await newSubject(false, 'Notre maison')]
  await sacha.api.couple.renameSubject.mutate({ id: first, title: 'Dans vingt ans', revision: 1 })
  const late = camille.api.couple.renameSubject.mutate({ id: first, title: 'x', revision: 1 })
  expect(await refusal(late)).toMatchObject({ status: 409, key: 'coupleStory.errors.subjectChanged' })
  await camille.api.couple.orderSubjects.mutate({ ids: [second, first] })
  expect((await subjects(sacha)).map(({ title }) => title)).toEqual(['Notre maison', 'Dans vingt ans'])
  const other = camille.api.couple.orderSubjects.mutate({ ids: [second] })
  expect(await refusal(other)).toMatchObject({ status: 409, key: 'coupleStory.errors.listChanged' })
})

test('only the two write: everybody else is refused, whatever they call', async () => {
  const id = await newSubject(false)
  await showTo(couple, 'public')
  for (const [browser, status] of [
    [app.visitor(), 401],
    [app.as('admin'), 403],
  ] as const) {
    const { couple: api } = browser.api
    for (const call of [
      () => api.createSubject.mutate({ title: 'x', sealed: false }),
      () => api.renameSubject.mutate({ id, title: 'x', revision: 1 }),
      () => api.writeHope.mutate({ id, content: 'x', sealed: false, revision: null }),
      () => api.sealSubject.mutate({ id }),
      () => api.unsealSubject.mutate({ id }),
      () => api.keepSealed.mutate({ id }),
      () => api.orderSubjects.mutate({ ids: [id] }),
      () => api.deleteSubject.mutate({ id }),
      () => api.restoreSubject.mutate({ id }),
      () => api.deletedSubjects.query(),
    ]) {
      expect(await refusal(call())).toMatchObject({ status })
    }
  }
})
