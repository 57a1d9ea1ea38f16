import { afterEach, beforeEach, expect, test } from 'vitest'
import { twoPartners } from '../../testing/couple.ts'
import { expectRefused, formOf, programOf, type RestCall, type RestClient } from '../../testing/rest.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'

// What the old interface refuses of texts and numbers: status, sentence, and that nothing is written.

let app: TestApp
let client: RestClient

beforeEach(async () => {
  app = await startApp()
  client = programOf(app, (await twoPartners(app)).people.camille)
})
afterEach(() => app.stop())

const rows = (table: string): unknown => app.deps.db.$client.prepare(`SELECT count(*) FROM ${table}`).pluck().get()

const long = (length: number) => 'a'.repeat(length)

test.for<[string, string, string, RestCall, number, string]>([
  ['no title', 'POST', '/api/memories', { json: { description: 'x' } }, 400, 'Le champ « title » manque.'],
  [
    'an empty title',
    'POST',
    '/api/memories',
    { json: { title: ' ' } },
    400,
    'Donnez un titre à ce souvenir, ou gardez-le en brouillon.',
  ],
  ['a title that is a number', 'POST', '/api/memories', { json: { title: 5 } }, 400, 'Le champ « title » manque.'],
  [
    'a title of 201 signs',
    'POST',
    '/api/memories',
    { json: { title: long(201) } },
    400,
    'Ce titre est trop long : 200 signes au plus. Le reste peut aller dans le texte.',
  ],
  [
    'a title of 1 MB',
    'POST',
    '/api/memories',
    { json: { title: long(1_000_000) } },
    413,
    'C’est trop volumineux : 256 Ko au plus pour les textes. Raccourcissez, puis renvoyez.',
  ],
  [
    '30 February',
    'POST',
    '/api/memories',
    { json: { title: 'x', date: '2026-02-30' } },
    400,
    'Cette date n’existe pas. Écrivez-la comme 2024-02-29, avec un jour que le mois connaît.',
  ],
  ['a list', 'POST', '/api/memories', { json: [] }, 400, 'Le contenu envoyé n’est pas un objet JSON valable.'],
  [
    'no start date',
    'PUT',
    '/api/couple-data/start-date',
    { json: {} },
    400,
    'Cette date n’existe pas. Écrivez-la comme 2024-02-29, avec un jour que le mois connaît.',
  ],
  [
    'a start date in words',
    'PUT',
    '/api/couple-data/start-date',
    { json: { start_date: 'hier' } },
    400,
    'Cette date n’existe pas. Écrivez-la comme 2024-02-29, avec un jour que le mois connaît.',
  ],
  [
    'no message',
    'PUT',
    '/api/couple-data/home-message',
    { json: { message: 'x' } },
    400,
    'Le champ « home_message » manque.',
  ],
  [
    'a long message',
    'PUT',
    '/api/couple-data/home-message',
    { json: { home_message: long(501) } },
    400,
    'Ce message est trop long : 500 signes au plus.',
  ],
  [
    'an empty perspective',
    'POST',
    '/api/perspectives',
    { json: { content: '' } },
    400,
    'Écrivez quelque chose avant d’enregistrer.',
  ],
  [
    'a perspective without end',
    'POST',
    '/api/perspectives',
    { json: { content: 'x', perspective_number: 1e9 } },
    400,
    'Le champ « perspective_number » n’a pas une valeur valable.',
  ],
])('%s is refused in words, and nothing is written', async ([, method, path, call, status, sentence]) => {
  const plain = sentence.replace(/« (\w+) »/, '«\u00a0$1\u00a0»').replace(' :', '\u00a0:')
  expectRefused(await client.call(method, path, call), status, plain)
  expect([rows('memory'), rows('perspective'), rows('couple')]).toEqual([0, 0, 0])
})

test('refusals speak the language that the program asks for', async () => {
  const english = { json: { title: '' }, headers: { 'accept-language': 'en-GB,en;q=0.9' } }
  const { body } = await client.call('POST', '/api/memories', english)
  expect(body).toEqual({ error: 'Give this memory a title, or keep it as a draft.' })
})

test('another type of content is 415, JSON that is none is 400', async () => {
  const raw = (type: string, body: string) => ({ raw: body, headers: { 'content-type': type } })
  expectRefused(await client.call('POST', '/api/memories', raw('text/plain', '{"title":"x"}')), 415)
  expectRefused(await client.call('POST', '/api/memories', raw('application/x-www-form-urlencoded', 'title=x')), 415)
  expectRefused(await client.call('POST', '/api/perspectives', { form: formOf({ content: 'x' }) }), 415)
  expectRefused(await client.call('POST', '/api/memories'), 415)
  expectRefused(await client.call('POST', '/api/memories', raw('application/json', '{"title":')), 400)
  expectRefused(await client.call('POST', '/api/memories', raw('application/json', '"x"')), 400)
  expect(rows('memory')).toBe(0)
})

test('a perspective’s number is given once', async () => {
  const json = { content: 'x', perspective_number: 2 }
  expect((await client.call('POST', '/api/perspectives', { json })).status).toBe(201)
  expectRefused(await client.call('POST', '/api/perspectives', { json }), 409)
})
