import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Couple, memoryOf, sendSmallPicture, twoPartners } from '../../testing/couple.ts'
import { refusal } from '../../testing/refusal.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { matchOf } from './search.ts'

let app: TestApp
let couple: Couple

beforeEach(async () => {
  app = await startApp()
  couple = await twoPartners(app)
})

afterEach(() => app.stop())

async function write(...memories: Parameters<typeof memoryOf>[0][]): Promise<number[]> {
  const ids: number[] = []
  for (const fields of memories) ids.push((await couple.camille.api.couple.createMemory.mutate(memoryOf(fields))).id)
  return ids
}

const search = async (query: string, browser = couple.camille) =>
  (await browser.api.couple.search.query({ query, limit: 50 })).memories.map(({ title }) => title)

test('the timeline goes back by date, page after page, without a gap or a repetition', async () => {
  const dates = ['2024-05-01', '2023-01-31', '2024-05-01', '2020-02-29', '2025-12-24', '2024-05-01', '2019-08-08']
  await write(...dates.map((date) => ({ date })))
  const seen: { date: string; id: number }[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof couple.sacha.api.couple.timeline.query>> =
      await couple.sacha.api.couple.timeline.query({ limit: 2, cursor })
    seen.push(...page.memories.map(({ date, id }) => ({ date, id })))
    cursor = page.next
  } while (cursor !== null)
  expect(seen.map(({ date }) => date)).toEqual([...dates].sort().reverse())
  expect(new Set(seen.map(({ id }) => id)).size).toBe(dates.length)
})

test('a month is read alone, and the rail counts each month', async () => {
  await write({ date: '2024-05-01' }, { date: '2024-05-31' }, { date: '2024-06-01' }, { date: '2023-05-15' })
  await write({ date: '2024-05-02', status: 'draft' }, { date: '2024-05-03', status: 'private' })
  const page = await couple.sacha.api.couple.timeline.query({ month: '2024-05', limit: 50 })
  expect(page.memories.map(({ date }) => date)).toEqual(['2024-05-31', '2024-05-01'])
  expect(page.next).toBeNull()
  const first = await couple.sacha.api.couple.timeline.query({ month: '2024-05', limit: 1 })
  const second = await couple.sacha.api.couple.timeline.query({ month: '2024-05', limit: 1, cursor: first.next })
  expect([...first.memories, ...second.memories].map(({ date }) => date)).toEqual(['2024-05-31', '2024-05-01'])
  expect(await couple.sacha.api.couple.months.query()).toEqual([
    { month: '2024-06', count: 1 },
    { month: '2024-05', count: 2 },
    { month: '2023-05', count: 1 },
  ])
  expect(await couple.camille.api.couple.months.query()).toContainEqual({ month: '2024-05', count: 3 })
})

test('a card tells of photographs beyond those it shows, and cuts the text between words', async () => {
  const sent = await Promise.all(Array.from({ length: 8 }, () => sendSmallPicture(couple.camille)))
  const text = 'Nous marchions '.repeat(40)
  await write({ text, pictures: sent.map((mediaId) => ({ mediaId, alt: '' })) })
  const { memories } = await couple.sacha.api.couple.timeline.query({ limit: 1 })
  expect(memories[0]).toMatchObject({ pictureCount: 8, author: 'Camille' })
  expect(memories[0]?.pictures.map(({ id }) => id)).toEqual(sent.slice(0, 6))
  expect(memories[0]?.excerpt).toMatch(/^Nous marchions .*(Nous|marchions)…$/)
  expect(memories[0]?.excerpt.length).toBeLessThanOrEqual(241)
})

test('search finds title, text and place, without accents, by the beginning of words', async () => {
  await write(
    { title: 'Été à Étretat', text: 'Les falaises blanches', place: 'Normandie' },
    { title: 'Noël', text: 'La neige sur l’étang gelé', place: 'Annecy' },
  )
  expect(await search('ete etretat')).toEqual(['Été à Étretat'])
  expect(await search('FALAISE')).toEqual(['Été à Étretat'])
  expect(await search('annec')).toEqual(['Noël'])
  expect(await search("l'étang")).toEqual(['Noël'])
  expect(await search('etang normandie')).toEqual([])
  expect(await search('')).toEqual([])
})

test('a title weighs more than a place, and a place more than the text', async () => {
  await write(
    { title: 'Un soir', text: 'On parlait de Lisbonne', place: 'Paris' },
    { title: 'Lisbonne', text: 'Le tram', place: 'Portugal' },
    { title: 'Le tram', text: 'Une montée', place: 'Lisbonne' },
  )
  expect(await search('lisbonne')).toEqual(['Lisbonne', 'Le tram', 'Un soir'])
})

test('search follows what is edited and forgets what is deleted', async () => {
  const [id] = await write({ title: 'Le canal' })
  if (!id) throw new Error('one was written')
  const { revision } = await couple.camille.api.couple.memory.query({ id })
  await couple.camille.api.couple.editMemory.mutate({ id, revision, ...memoryOf({ title: 'La rivière' }) })
  expect(await search('canal')).toEqual([])
  expect(await search('riviere')).toEqual(['La rivière'])
  await couple.camille.api.couple.deleteMemory.mutate({ id })
  expect(await search('riviere')).toEqual([])
})

test('search finds own drafts and never the other’s', async () => {
  await write({ title: 'Surprise pour Sacha', status: 'draft' }, { title: 'Surprise gardée', status: 'private' })
  expect((await search('surprise')).toSorted()).toEqual(['Surprise gardée', 'Surprise pour Sacha'])
  expect(await search('surprise', couple.sacha)).toEqual([])
})

test('a long search goes on page by page', async () => {
  await write(...Array.from({ length: 5 }, (_, day) => ({ title: 'Balade', date: `2024-04-0${day + 1}` })))
  const first = await couple.camille.api.couple.search.query({ query: 'balade', limit: 3 })
  const second = await couple.camille.api.couple.search.query({ query: 'balade', limit: 3, cursor: first.next })
  const found = [...first.memories, ...second.memories].map(({ date }) => date)
  expect(found).toEqual(['2024-04-05', '2024-04-04', '2024-04-03', '2024-04-02', '2024-04-01'])
  expect(second.next).toBeNull()
})

test.for([
  '"',
  "'",
  '*',
  'a*b^c',
  'NEAR(a b)',
  'title:secret',
  'a AND',
  'a OR NOT b',
  '(((',
  '-a',
  '{a b}:c',
  '%_',
  '; DROP TABLE memory; --',
  '\u0000',
  'a"b\'c',
  '💔',
  '+ +',
  'memory_fts MATCH "x"',
])('attack 49: the search %j harms nothing and is no error', async (query) => {
  await write({ title: 'Secret', text: 'rien' })
  expect(await search(query)).toEqual([])
  expect(await search('secret')).toEqual(['Secret'])
})

test('attack 49: metacharacters beside words are nothing but spaces', async () => {
  await write({ title: '100 % nous; l’amour (toujours)' })
  expect(await search('"amour" (toujours) 100%')).toHaveLength(1)
  expect(await search('amour*^"')).toHaveLength(1)
  expect(matchOf('NEAR("a" OR b*)')).toBe('"NEAR"* "a"* "OR"* "b"*')
  expect(matchOf(' *"()')).toBeNull()
})

test.for([
  ['a limit of a billion', { limit: 1e9 }],
  ['a limit of nothing', { limit: 0 }],
  ['a broken limit', { limit: 1.5 }],
  ['a cursor that was never given out', { limit: 5, cursor: "2024-01-01_1' OR 1=1" }],
  ['a month that does not exist', { limit: 5, month: '2024-13' }],
] as const)('attack 50: %s is refused', async ([, input]) => {
  expect(await refusal(couple.camille.api.couple.timeline.query(input))).toMatchObject({ status: 400, code: 'INVALID' })
})

test('attack 50: a search of 201 signs, or from a place that is none, is refused', async () => {
  const { api } = couple.camille
  expect(await refusal(api.couple.search.query({ query: 'a'.repeat(201), limit: 5 }))).toMatchObject({
    status: 400,
    issues: [{ path: ['query'], key: 'couple.errors.searchTooLong' }],
  })
  const astray = api.couple.search.query({ query: 'a', limit: 5, cursor: '-1' })
  expect(await refusal(astray)).toMatchObject({ status: 400, key: 'couple.errors.badPage' })
})

test('on this day shows the same day of earlier years, where the couple lives', async () => {
  await write({ date: '2020-03-14', title: '2020' }, { date: '2024-03-14', title: '2024' }, { date: '2026-03-14' })
  await write({ date: '2024-03-15', title: 'lendemain' }, { date: '2023-03-14', title: 'brouillon', status: 'draft' })
  const titles = async () => (await couple.sacha.api.couple.onThisDay.query()).map(({ title }) => title)
  expect(await titles()).toEqual(['2024', '2020'])
  app.clock.set('2026-03-14T23:30:00Z')
  expect(await titles()).toEqual(['lendemain'])
  const { revision } = await couple.camille.api.couple.view.query()
  await couple.camille.api.couple.change.mutate({ timeZone: 'America/Montreal', revision })
  expect(await titles()).toEqual(['2024', '2020'])
})

test('29 February is remembered on the 28th in years that lack it', async () => {
  await write({ date: '2024-02-29', title: 'bissextile' }, { date: '2024-02-28', title: 'la veille' })
  const titles = async () => (await couple.sacha.api.couple.onThisDay.query()).map(({ title }) => title)
  app.clock.set('2026-02-28T12:00:00Z')
  expect(await titles()).toEqual(['bissextile', 'la veille'])
  app.clock.set('2028-02-28T12:00:00Z')
  couple = { ...couple, sacha: app.as(couple.people.sacha) }
  expect(await titles()).toEqual(['la veille'])
  app.clock.set('2028-02-29T12:00:00Z')
  expect(await titles()).toEqual(['bissextile'])
})
