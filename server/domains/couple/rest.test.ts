import { afterEach, beforeEach, expect, test } from 'vitest'
import { memoryOf, sendSmallPicture, smallJpeg } from '../../testing/couple.ts'
import { curlClient, formOf, type RestClient, restClient } from '../../testing/rest.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { createOwner } from '../accounts/accounts.ts'

// The old interface, call by call, as a program that knows nothing but `fetch` sees it.

let app: TestApp
let visitor: RestClient

const signIn = { username: 'camille', password: 'quatre mots sans lien' }

beforeEach(async () => {
  app = await startApp()
  visitor = restClient(app.url)
  const owner = {
    ...signIn,
    name: 'Camille',
    email: 'camille@example.org',
    locale: 'fr',
    timeZone: 'Europe/Paris',
  } as const
  const id = await createOwner(app.deps, owner, (id) => id)
  await app.as({ id, ...owner }).api.couple.namePartner.mutate({ position: 1, accountId: id })
})

afterEach(() => app.stop())

async function signedIn(): Promise<RestClient> {
  const { body } = await visitor.call('POST', '/api/auth/login', { json: signIn })
  return restClient(app.url, (body as { token: string }).token)
}

const at = '2026-03-14T10:00:00.000Z'

test.for([
  ['fetch', restClient],
  ['curl', curlClient],
] as const)('by %s: login, couple data, create, photo, list, perspective, delete', async ([, open]) => {
  const visitor = open(app.url)
  expect(await visitor.call('GET', '/api/health')).toMatchObject({ status: 200, body: { status: 'ok' } })

  const login = await visitor.call('POST', '/api/auth/login', { json: signIn })
  expect(login).toMatchObject({ status: 200, body: { token: expect.stringMatching(/^[\w-]{43}$/) } })
  expect(Object.keys(login.body as object)).toEqual(['token'])
  const client = open(app.url, (login.body as { token: string }).token)

  const put = async (what: string, json: unknown) => {
    const { status, body } = await client.call('PUT', `/api/couple-data/${what}`, { json })
    return { status, body }
  }
  const couple = { id: 1, start_date: null as string | null, home_message: '', intro_text: '' }
  expect((await client.call('GET', '/api/couple-data')).body).toEqual(couple)
  couple.start_date = '2020-02-29'
  expect(await put('start-date', { start_date: '2020-02-29' })).toEqual({ status: 200, body: couple })
  couple.home_message = 'Bienvenue chez nous'
  expect(await put('home-message', { home_message: 'Bienvenue chez nous' })).toEqual({ status: 200, body: couple })
  couple.intro_text = 'Deux lignes\nd’histoire'
  expect(await put('intro', { intro_text: 'Deux lignes\nd’histoire' })).toEqual({ status: 200, body: couple })
  expect(await client.call('GET', '/api/couple-data')).toMatchObject({ status: 200, body: couple })

  const created = await client.call('POST', '/api/memories', { json: { title: 'La plage', description: 'Du vent' } })
  const memory = { id: 1, title: 'La plage', description: 'Du vent', photo_url: null, created_at: at }
  expect([created.status, created.body]).toEqual([201, memory])

  app.clock.advance(60_000)
  const form = formOf(
    { title: 'La plage, en mars', description: 'Du vent et du sable' },
    { content: await smallJpeg() },
  )
  const changed = await client.call('PUT', '/api/memories/1', { form })
  const withPhoto = {
    ...memory,
    title: 'La plage, en mars',
    description: 'Du vent et du sable',
    photo_url: expect.stringMatching(/^\/uploads\/[0-9a-z]{26}\?expires=\d+&for=\d+&signature=[\w-]{43}$/),
  }
  expect([changed.status, changed.body]).toEqual([200, withPhoto])
  const photo = await fetch(new URL((changed.body as { photo_url: string }).photo_url, app.url))
  expect([photo.status, photo.headers.get('content-type')]).toEqual([200, 'image/webp'])

  const listed = await client.call('GET', '/api/memories')
  expect([listed.status, listed.body]).toEqual([200, [withPhoto]])
  const one = await client.call('GET', '/api/memories/1')
  expect([one.status, one.body]).toEqual([200, withPhoto])

  const written = await client.call('POST', '/api/perspectives', { json: { content: 'Une maison' } })
  const perspective = { id: 1, perspective_number: 1, content: 'Une maison', updated_at: '2026-03-14T10:01:00.000Z' }
  expect([written.status, written.body]).toEqual([201, perspective])
  const numbered = { json: { content: 'Un chien', perspective_number: 4 } }
  const second = { id: 2, perspective_number: 4, content: 'Un chien', updated_at: '2026-03-14T10:01:00.000Z' }
  expect(await client.call('POST', '/api/perspectives', numbered)).toMatchObject({ status: 201, body: second })
  const rewritten = await client.call('PUT', '/api/perspectives/4', { json: { content: 'Deux chiens' } })
  expect([rewritten.status, rewritten.body]).toEqual([200, { ...second, content: 'Deux chiens' }])
  const all = await client.call('GET', '/api/perspectives')
  expect([all.status, all.body]).toEqual([200, [perspective, { ...second, content: 'Deux chiens' }]])
  const single = await client.call('GET', '/api/perspectives/1')
  expect([single.status, single.body]).toEqual([200, perspective])

  const deleted = await client.call('DELETE', '/api/memories/1')
  expect([deleted.status, deleted.body]).toEqual([200, { message: 'Memory deleted' }])
  expect(await client.call('GET', '/api/memories')).toMatchObject({ status: 200, body: [] })
  expect((await client.call('GET', '/api/memories/1')).status).toBe(404)
})

test('login takes the e-mail address as well, and its session is listed and revocable', async () => {
  const { body } = await visitor.call('POST', '/api/auth/login', {
    json: { email: 'camille@example.org', password: signIn.password },
    headers: { 'user-agent': 'old client' },
  })
  const client = restClient(app.url, (body as { token: string }).token)
  expect((await client.call('GET', '/api/memories')).status).toBe(200)
  const browser = app.visitor()
  await browser.api.accounts.signIn.mutate({ login: 'camille', password: signIn.password, remember: false })
  const sessions = await browser.api.accounts.sessions.query()
  const bearer = sessions.find(({ kind }) => kind === 'bearer')
  expect(bearer).toMatchObject({ userAgent: 'old client', current: false })
  await browser.api.accounts.endSession.mutate({ id: bearer?.id ?? 0 })
  expect((await client.call('GET', '/api/memories')).status).toBe(401)
})

test('a memory may be created with its photograph and its date in one form', async () => {
  const client = await signedIn()
  const form = formOf({ title: 'Noël', description: 'Neige', date: '2024-12-25' }, { content: await smallJpeg() })
  const { status, body } = await client.call('POST', '/api/memories', { form })
  expect([status, body]).toEqual([
    201,
    { id: 1, title: 'Noël', description: 'Neige', photo_url: expect.stringMatching(/^\/uploads\//), created_at: at },
  ])
  const browser = app.visitor()
  await browser.api.accounts.signIn.mutate({ login: 'camille', password: signIn.password, remember: false })
  expect(await browser.api.couple.memory.query({ id: 1 })).toMatchObject({ date: '2024-12-25', status: 'shared' })
})

test('a memory without a date is of today, where the couple lives', async () => {
  const client = await signedIn()
  app.clock.set('2026-03-14T23:30:00Z')
  await client.call('POST', '/api/memories', { json: { title: 'Minuit' } })
  expect(app.deps.db.$client.prepare('SELECT date FROM memory').pluck().get()).toBe('2026-03-15')
})

test('a PUT changes what it names: texts without the photograph, or the photograph alone', async () => {
  const client = await signedIn()
  const photo = { content: await smallJpeg() }
  await client.call('POST', '/api/memories', { form: formOf({ title: 'Un', description: 'texte' }, photo) })
  const before = (await client.call('GET', '/api/memories/1')).body as { photo_url: string }
  const titled = await client.call('PUT', '/api/memories/1', { json: { title: 'Deux' } })
  expect(titled.body).toEqual({ ...before, title: 'Deux' })
  const emptied = await client.call('PUT', '/api/memories/1', { json: { description: null } })
  expect(emptied.body).toMatchObject({ title: 'Deux', description: '' })
  const pictured = await client.call('PUT', '/api/memories/1', { form: formOf({}, photo) })
  expect(pictured.body).toMatchObject({ title: 'Deux', description: '' })
  expect((pictured.body as { photo_url: string }).photo_url).not.toBe(before.photo_url)
})

test('the photo of a PUT takes the place of the first one, the others stay', async () => {
  const client = await signedIn()
  const browser = app.visitor()
  await browser.api.accounts.signIn.mutate({ login: 'camille', password: signIn.password, remember: false })
  const [first, second] = [await sendSmallPicture(browser), await sendSmallPicture(browser)]
  const pictures = [
    { mediaId: first, alt: 'un' },
    { mediaId: second, alt: 'deux' },
  ]
  const { id } = await browser.api.couple.createMemory.mutate(memoryOf({ pictures }))
  const form = formOf({}, { content: await smallJpeg() })
  const { body } = await client.call('PUT', `/api/memories/${id}`, { form })
  const now = (await browser.api.couple.memory.query({ id })).pictures
  expect(now.map((picture) => picture.alt)).toEqual(['', 'deux'])
  expect(now[1]?.id).toBe(second)
  expect((body as { photo_url: string }).photo_url).toContain(now[0]?.id)
})

test('where the couple is public anybody reads, photographs by their plain address, and nobody else writes', async () => {
  const client = await signedIn()
  await client.call('POST', '/api/memories', { form: formOf({ title: 'Un' }, { content: await smallJpeg() }) })
  const browser = app.visitor()
  await browser.api.accounts.signIn.mutate({ login: 'camille', password: signIn.password, remember: false })
  await browser.api.couple.createMemory.mutate(memoryOf({ title: 'À moi', status: 'private' }))
  await browser.api.couple.changeVisibility.mutate({ visibility: 'public' })
  const open = await visitor.call('GET', '/api/memories')
  expect(open.body).toEqual([
    {
      id: 1,
      title: 'Un',
      description: '',
      photo_url: expect.stringMatching(/^\/uploads\/[0-9a-z]{26}$/),
      created_at: at,
    },
  ])
  expect((await visitor.call('GET', '/api/memories/2')).status).toBe(404)
  expect((await visitor.call('GET', '/api/couple-data')).status).toBe(200)
  expect((await visitor.call('GET', '/api/perspectives')).status).toBe(200)
  expect((await visitor.call('DELETE', '/api/memories/1')).status).toBe(401)
  const own = await client.call('GET', '/api/memories')
  expect((own.body as { title: string }[]).map(({ title }) => title)).toEqual(['À moi', 'Un'])
})

test('a signed address of a photograph stays the same for hours and ends in a day', async () => {
  const client = await signedIn()
  const form = formOf({ title: 'Un' }, { content: await smallJpeg() })
  const { body } = await client.call('POST', '/api/memories', { form })
  const address = (body as { photo_url: string }).photo_url
  app.clock.advance(60 * 60_000)
  expect((await client.call('GET', '/api/memories/1')).body).toEqual(body)
  expect((await visitor.call('GET', address)).status).toBe(200)
  app.clock.advance(24 * 60 * 60_000)
  expect((await visitor.call('GET', address)).status).toBe(404)
  const tampered = address.replace(/expires=\d+/, 'expires=99999999999999')
  expect((await visitor.call('GET', tampered)).status).toBe(404)
})

test('a signed address opens nothing after the memory was deleted or taken back, or its account was closed', async () => {
  const client = await signedIn()
  const address = async (title: string) => {
    const form = formOf({ title }, { content: await smallJpeg() })
    const { body } = await client.call('POST', '/api/memories', { form })
    return (body as { photo_url: string }).photo_url
  }
  const status = async (url: string) => (await visitor.call('GET', url)).status
  const run = (sql: string) => app.deps.db.$client.prepare(sql).run()
  const [deleted, kept] = [await address('Un'), await address('Deux')]
  expect([await status(deleted), await status(kept)]).toEqual([200, 200])
  expect((await client.call('DELETE', '/api/memories/1')).status).toBe(200)
  expect([await status(deleted), await status(kept)]).toEqual([404, 200])
  const { id: other } = app.person('member')
  expect(await status(kept.replace(/for=\d+/, `for=${other}`))).toBe(404)
  run(`UPDATE memory SET status = 'private', author = ${other} WHERE id = 2`)
  expect(await status(kept)).toBe(404)
  run("UPDATE memory SET status = 'shared' WHERE id = 2")
  expect(await status(kept)).toBe(200)
  run('UPDATE account SET disabled_at = 1')
  expect(await status(kept)).toBe(404)
})

test('a wrong password and an unknown name are the same 401, and no name or password is too long for an answer', async () => {
  const login = (json: unknown) => visitor.call('POST', '/api/auth/login', { json })
  const wrong = await login({ ...signIn, password: 'pas le bon du tout' })
  const unknown = await login({ username: 'personne', password: 'pas le bon du tout' })
  expect([wrong.status, unknown.status]).toEqual([401, 401])
  expect(unknown.body).toEqual(wrong.body)
  expect(wrong.body).toEqual({ error: expect.stringMatching(/\.$/) })
  for (const json of [
    { username: 'camille' },
    { ...signIn, username: 7 },
    { ...signIn, password: 'a'.repeat(257) },
    [],
  ]) {
    expect((await login(json)).status).toBe(400)
  }
  expect((await login({ ...signIn, password: 'a'.repeat(1_000_000) })).status).toBe(413)
})
