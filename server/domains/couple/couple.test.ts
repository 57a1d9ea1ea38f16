import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Couple, memoryOf, sendSmallPicture, showTo, twoPartners } from '../../testing/couple.ts'
import { refusal } from '../../testing/refusal.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { actorOf } from '../../testing/uploads.ts'
import { createPerspective } from './perspectives.ts'
import { partnerOf } from './policy.ts'

let app: TestApp
let couple: Couple

beforeEach(async () => {
  app = await startApp()
  couple = await twoPartners(app)
})

afterEach(() => app.stop())

const audited = (): unknown[] => app.deps.db.$client.prepare('SELECT act FROM audit ORDER BY id').pluck().all()

test('the couple’s home is empty at first, in the house’s time zone, and seen by the two', async () => {
  expect(await couple.sacha.api.couple.view.query()).toEqual({
    startDate: null,
    startTime: null,
    timeZone: 'Europe/Paris',
    homeMessage: '',
    introText: '',
    photo: null,
    partners: [
      { position: 1, name: 'Camille' },
      { position: 2, name: 'Sacha' },
    ],
    visibility: 'partners',
    changedBy: null,
    mayEdit: true,
    revision: 0,
    now: '2026-03-14T10:00:00.000Z',
    today: '2026-03-14',
    room: { epoch: expect.any(String), seq: expect.any(Number) },
  })
})

test('either partner changes start, words and photograph; what is not named stays', async () => {
  const { camille, sacha } = couple
  const start = { startDate: '2019-06-21', startTime: '19:30', timeZone: 'Europe/Lisbon' }
  await camille.api.couple.change.mutate({ ...start, homeMessage: 'Bienvenue chez nous', revision: 0 })
  const mediaId = await sendSmallPicture(sacha)
  const changed = await sacha.api.couple.change.mutate({ photo: { mediaId, alt: 'Nous' }, revision: 1 })
  expect(changed).toMatchObject({ ...start, homeMessage: 'Bienvenue chez nous', photo: { id: mediaId, alt: 'Nous' } })
  const cleared = await camille.api.couple.change.mutate({ startTime: null, photo: null, revision: 2 })
  expect(cleared).toMatchObject({ startDate: '2019-06-21', startTime: null, photo: null, revision: 3 })
})

test('of two who change the home at once the second is told', async () => {
  await couple.camille.api.couple.change.mutate({ introText: 'Première', revision: 0 })
  const late = couple.sacha.api.couple.change.mutate({ introText: 'Seconde', revision: 0 })
  expect(await refusal(late)).toMatchObject({ status: 409, key: 'coupleEditor.errors.coupleChanged' })
  expect(await couple.sacha.api.couple.view.query()).toMatchObject({ introText: 'Première', changedBy: 'Camille' })
})

test.for([
  [{ startDate: '2025-02-29' }, 'startDate', 'coupleEditor.errors.notADate'],
  [{ startTime: '25:00' }, 'startTime', 'coupleEditor.errors.notATime'],
  [{ timeZone: 'Mars/Olympus' }, 'timeZone', 'common.errors.notATimeZone'],
  [{ homeMessage: 'a'.repeat(501) }, 'homeMessage', 'coupleEditor.errors.homeMessageTooLong'],
  [{ introText: 'a'.repeat(5001) }, 'introText', 'coupleEditor.errors.introTextTooLong'],
] as const)('%j is refused with what to do', async ([change, field, key]) => {
  const refused = await refusal(couple.camille.api.couple.change.mutate({ ...change, revision: 0 }))
  expect(refused).toMatchObject({ status: 400, issues: [{ path: [field], key }] })
})

test('whoever opens or closes the home over what the other just chose is told, and nothing changes', async () => {
  const { camille, sacha } = couple
  const { revision } = await sacha.api.couple.view.query()
  await camille.api.couple.changeVisibility.mutate({ visibility: 'link', revision })
  const late = sacha.api.couple.changeVisibility.mutate({ visibility: 'public', revision })
  expect(await refusal(late)).toMatchObject({ status: 409, key: 'coupleEditor.errors.coupleChanged' })
  expect((await sacha.api.couple.view.query()).visibility).toBe('link')
})

test('the photograph of the home is seen by whoever sees the home', async () => {
  const mediaId = await sendSmallPicture(couple.camille)
  await couple.camille.api.couple.change.mutate({ photo: { mediaId, alt: '' }, revision: 0 })
  const seen = async () => (await app.visitor().fetch(`/uploads/${mediaId}`)).status
  expect(await seen()).toBe(404)
  await showTo(couple, 'public')
  expect(await seen()).toBe(200)
})

test('a perspective of any number can be changed, and the next one takes the lowest that is free', async () => {
  const { sacha, people } = couple
  const last = Number.MAX_SAFE_INTEGER
  const by = partnerOf(app.deps, actorOf(app.deps, people.camille))
  for (const number of [1, last]) createPerspective(app.deps, by, { content: 'Un chien', number })
  await sacha.api.couple.createPerspective.mutate({ content: 'Un chat' })
  const all = await sacha.api.couple.changePerspective.mutate({ content: 'Deux chiens', number: last })
  expect(all.map(({ number, content }) => [number, content])).toEqual([
    [1, 'Un chien'],
    [2, 'Un chat'],
    [last, 'Deux chiens'],
  ])
})

test('perspectives are numbered, read by both and changed by both', async () => {
  const { camille, sacha } = couple
  await camille.api.couple.createPerspective.mutate({ content: 'Une maison au bord de l’eau' })
  await sacha.api.couple.createPerspective.mutate({ content: 'Un an de voyage', number: 7 })
  await sacha.api.couple.createPerspective.mutate({ content: 'Un chien' })
  await sacha.api.couple.changePerspective.mutate({ number: 1, content: 'Une maison' })
  const all = await camille.api.couple.perspectives.query()
  expect(all.map(({ number, content, author }) => [number, content, author])).toEqual([
    [1, 'Une maison', 'Sacha'],
    [2, 'Un chien', 'Sacha'],
    [7, 'Un an de voyage', 'Sacha'],
  ])
  const taken = camille.api.couple.createPerspective.mutate({ content: 'x', number: 7 })
  expect(await refusal(taken)).toMatchObject({
    status: 409,
    key: 'coupleEditor.errors.perspectiveTaken',
    args: { number: 7 },
  })
  const missing = camille.api.couple.changePerspective.mutate({ content: 'x', number: 99 })
  expect(await refusal(missing)).toMatchObject({ status: 404, key: 'couple.errors.perspectiveGone' })
})

test('the two are two: one person holds one place, and a third takes a place only from another', async () => {
  const { camille, people } = couple
  const { couple: api } = camille.api
  const twice = api.namePartner.mutate({ position: 2, accountId: people.camille.id })
  expect(await refusal(twice)).toMatchObject({ status: 409, key: 'coupleEditor.errors.alreadyPartner' })
  const client = api.namePartner.mutate({ position: 2, accountId: app.person('client').id })
  expect(await refusal(client)).toMatchObject({ status: 400, key: 'coupleEditor.errors.clientNoPartner' })
  const third = app.person('member', 'Dominique')
  const noPlace = api.namePartner.mutate({ position: 3 as 2, accountId: third.id })
  expect(await refusal(noPlace)).toMatchObject({ status: 400 })
  const places = await api.namePartner.mutate({ position: 2, accountId: third.id })
  expect(places.map(({ account }) => account?.name)).toEqual(['Camille', 'Dominique'])
  expect(await refusal(couple.sacha.api.couple.view.query())).toMatchObject({ status: 404 })
  expect((await app.as(third).api.couple.view.query()).mayEdit).toBe(true)
  const insert = app.deps.db.$client.prepare('INSERT INTO partner (position, account_id) VALUES (3, ?)')
  expect(() => insert.run(people.sacha.id)).toThrow(/partner_two/)
})

test('only whoever administers the couple names the partners, and each naming is in the audit log', async () => {
  const { sacha, people } = couple
  expect(await refusal(sacha.api.couple.partners.query())).toMatchObject({ status: 403 })
  const own = sacha.api.couple.namePartner.mutate({ position: 1, accountId: people.sacha.id })
  expect(await refusal(own)).toMatchObject({ status: 403 })
  await app.as('admin').api.couple.removePartner.mutate({ position: 2 })
  expect(audited()).toEqual([
    'coupleEditor.acts.partnerNamed',
    'coupleEditor.acts.partnerNamed',
    'coupleEditor.acts.partnerRemoved',
  ])
})

test('a partner who becomes a client leaves the place at once, and the log says so', async () => {
  const { camille, sacha, people } = couple
  const { id } = await camille.api.couple.createMemory.mutate(memoryOf())
  await camille.api.accounts.changeRole.mutate({ id: people.sacha.id, role: 'admin' })
  expect((await sacha.api.couple.memory.query({ id })).title).toBe(memoryOf().title)
  await camille.api.accounts.changeRole.mutate({ id: people.sacha.id, role: 'client' })
  expect((await camille.api.couple.partners.query()).map(({ account }) => account?.name)).toEqual([
    'Camille',
    undefined,
  ])
  expect(await refusal(sacha.api.couple.memory.query({ id }))).toMatchObject({ status: 404 })
  const deletion = sacha.api.couple.deleteMemory.mutate({ id })
  expect(await refusal(deletion)).toMatchObject({ status: 403, key: 'couple.errors.notPartner' })
  const lines = await camille.api.house.audit.query({ before: null, limit: 2 })
  expect(lines.map(({ act, who }) => [act, who])).toEqual([
    ['coupleEditor.acts.partnerRemoved', 'Camille'],
    ['people.acts.roleChanged', 'Camille'],
  ])
})

test('the invited person takes the place that was kept, whatever address they give', async () => {
  const { camille } = couple
  await camille.api.couple.removePartner.mutate({ position: 2 })
  const invited = { position: 2, name: 'Alex', email: '', locale: 'fr' } as const
  const first = await camille.api.couple.invitePartner.mutate(invited)
  const { link } = await camille.api.couple.invitePartner.mutate({ ...invited, email: 'alex@example.org' })
  expect((await camille.api.couple.partners.query())[1]).toEqual({
    position: 2,
    account: null,
    invited: { name: 'Alex', email: 'alex@example.org' },
  })
  const accept = (from: string) =>
    app.visitor().api.accounts.acceptInvitation.mutate({
      token: from.split('#token=')[1] ?? '',
      locale: 'fr',
      username: 'alex',
      name: 'Alex',
      email: 'autre@example.org',
      password: 'quatre mots sans lien',
      timeZone: 'Europe/Paris',
    })
  expect(await refusal(accept(first.link))).toMatchObject({ status: 404 })
  await accept(link)
  expect((await camille.api.couple.partners.query())[1]).toMatchObject({ account: { name: 'Alex' }, invited: null })
  expect((await camille.api.couple.view.query()).partners[1]).toEqual({ position: 2, name: 'Alex' })
})

test('attack 48: an input that names properties of every object is refused', async () => {
  const call = (body: string) =>
    couple.camille.fetch('/trpc/couple.createMemory', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
  const honest = JSON.stringify(memoryOf())
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    const response = await call(`${honest.slice(0, -1)},"${key}":{"mayEdit":true}}`)
    expect(response.status).toBe(400)
  }
  expect((await call(honest)).status).toBe(200)
})

test('attack 50: a deeply nested input is refused', async () => {
  const body = `{"title":${'['.repeat(5000)}${']'.repeat(5000)}}`
  const response = await couple.camille.fetch('/trpc/couple.createMemory', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  expect(response.status).toBe(400)
})

test('attack 51: a fault inside tells nobody what broke', async () => {
  app.deps.db.$client.exec('DROP TABLE memory_fts')
  const refused = await refusal(couple.camille.api.couple.search.query({ query: 'plage', limit: 5 }))
  expect(refused).toEqual({ status: 500, code: 'INTERNAL', key: 'common.errors.INTERNAL', args: {} })
})

test('attack 74: scripts in names, titles and words come back as the text they are', async () => {
  const corpus = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '</script><svg onload=alert(1)>',
    'javascript:alert(1)',
    '{{constructor.constructor("alert(1)")()}}',
  ]
  const { camille } = couple
  for (const words of corpus) {
    const { id } = await camille.api.couple.createMemory.mutate(memoryOf({ title: words, text: words, place: words }))
    const answer = await camille.bare(`/trpc/couple.memory?input=${encodeURIComponent(JSON.stringify({ id }))}`)
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await answer.json()).toMatchObject({ result: { data: { title: words, text: words, place: words } } })
  }
})
