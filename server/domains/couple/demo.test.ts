import sharp from 'sharp'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { purgeStory } from '../../../shared/couple-story.ts'
import { days } from '../../platform/clock.ts'
import { type Couple, memoryOf, sendSmallPicture, twoPartners } from '../../testing/couple.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { actorOf, filesOf } from '../../testing/uploads.ts'
import { exampleDate } from './demo/memories.ts'
import { paintScenes } from './demo/painter.ts'
import { scenes } from './demo/scenes.ts'
import { createMemory } from './memories.ts'
import { partnerOf } from './policy.ts'

let app: TestApp
let couple: Couple

beforeEach(async () => {
  app = await startApp()
  couple = await twoPartners(app)
})

afterEach(() => app.stop())

const insert = () => couple.camille.api.house.insertDemo.mutate()
const remove = () => couple.camille.api.house.removeDemo.mutate()

test('the examples fill an empty house once, and leave it as empty as it was', { timeout: 60_000 }, async () => {
  const { camille, sacha } = couple
  await insert()
  await insert()
  const view = await sacha.api.couple.view.query()
  expect(view).toMatchObject({ startDate: '2019-06-21', homeMessage: expect.stringMatching(/^Bienvenue/) })
  const { memories } = await sacha.api.couple.timeline.query({ limit: 50 })
  expect(memories).toHaveLength(12)
  expect(new Set(memories.map(({ date }) => date.slice(0, 4))).size).toBeGreaterThan(4)
  expect(memories.filter(({ pictureCount }) => pictureCount > 0).length).toBeGreaterThan(8)
  expect((await sacha.api.couple.onThisDay.query()).map(({ title }) => title)).toEqual(['Une journée sans rien'])
  expect((await sacha.api.couple.search.query({ query: 'vercors', limit: 5 })).memories).toHaveLength(1)
  expect((await sacha.api.couple.story.query()).chapters.map(({ pictures }) => pictures.length)).toEqual([1, 2, 1])
  expect((await sacha.api.couple.subjects.query()).subjects.map(({ sealed }) => sealed)).toEqual([false, true])
  expect(await sacha.api.couple.perspectives.query()).toHaveLength(1)
  for (const picture of [view.photo, memories[0]?.pictures[0]]) {
    expect(picture?.alt).not.toBe('')
    const shown = await sacha.fetch(picture?.sources[0]?.url ?? '')
    expect((await sharp(await shown.arrayBuffer()).metadata()).width).toBeGreaterThan(400)
  }

  await remove()
  expect(await camille.api.couple.view.query()).toMatchObject({
    ...{ startDate: null, homeMessage: '', introText: '', photo: null },
  })
  expect((await camille.api.couple.timeline.query({ limit: 50 })).memories).toEqual([])
  expect(await camille.api.couple.perspectives.query()).toEqual([])
  const count = (table: string) => app.deps.db.$client.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
  const tables = ['memory', 'chapter', 'perspective_subject', 'perspective', 'media_use', 'couple_demo']
  expect(tables.map(count)).toEqual([0, 0, 0, 0, 0, 0])
})

test('what the two wrote themselves is neither replaced nor taken out', { timeout: 60_000 }, async () => {
  const { camille, sacha } = couple
  const mediaId = await sendSmallPicture(camille)
  const own = { startDate: '2015-05-05', photo: { mediaId, alt: 'Nous' } }
  await camille.api.couple.change.mutate({ ...own, revision: 0 })
  const { id } = await camille.api.couple.createMemory.mutate(memoryOf())
  await camille.api.couple.createPerspective.mutate({ content: 'À nous' })
  await insert()
  const { revision, homeMessage } = await sacha.api.couple.view.query()
  expect(homeMessage).not.toBe('')
  await sacha.api.couple.change.mutate({ introText: 'Réécrit par nous', revision })
  await remove()
  expect(await sacha.api.couple.view.query()).toMatchObject({
    ...{ startDate: '2015-05-05', homeMessage: '', introText: 'Réécrit par nous', photo: { id: mediaId } },
  })
  expect((await sacha.api.couple.timeline.query({ limit: 50 })).memories.map((card) => card.id)).toEqual([id])
  expect((await sacha.api.couple.perspectives.query()).map(({ content }) => content)).toEqual(['À nous'])
  expect((await filesOf(app.deps)).stored).toContain(mediaId)
})

test('their painter ends when the house closes, and does not begin after that', async () => {
  const ending = new AbortController()
  const everything = Object.keys(scenes) as (keyof typeof scenes)[]
  const painting = expect(paintScenes(everything, ending.signal)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  ending.abort()
  await painting
  await expect(paintScenes(everything, ending.signal)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
})

test('the examples’ dates lie in the past on every day of the year', () => {
  expect(exampleDate('2026-01-01', { day: '12-24', yearsAgo: 1 })).toBe('2025-12-24')
  expect(exampleDate('2028-02-29', { yearsAgo: 3 })).toBe('2025-02-28')
})

test('an example that one of the two made their own stays, whoever takes the examples out', {
  timeout: 60_000,
}, async () => {
  const { camille, sacha } = couple
  await insert()
  const { couple: api } = sacha.api
  const [card] = (await api.timeline.query({ limit: 50 })).memories
  const memory = await api.memory.query({ id: card?.id ?? 0 })
  await api.editMemory.mutate({ ...memoryOf({ title: 'Notre soir' }), id: memory.id, revision: memory.revision })
  const [chapter] = (await api.story.query()).chapters
  const ours = { title: 'Notre chapitre', text: '', date: null, pictures: [] }
  await api.editChapter.mutate({ ...ours, id: chapter?.id ?? 0, revision: chapter?.revision ?? 0 })
  const [house, year] = (await api.subjects.query()).subjects
  await api.renameSubject.mutate({ id: year?.id ?? 0, title: 'Notre année', revision: year?.revision ?? 0 })
  const hope = { id: house?.id ?? 0, content: 'Une maison à nous', sealed: false, revision: 1 }
  await camille.api.couple.writeHope.mutate(hope)
  const { revision } = await api.view.query()
  await api.change.mutate({ startTime: '21:30', revision })

  await remove()
  expect((await api.timeline.query({ limit: 50 })).memories.map(({ title }) => title)).toEqual(['Notre soir'])
  expect((await api.story.query()).chapters.map(({ title }) => title)).toEqual(['Notre chapitre'])
  expect((await api.subjects.query()).subjects.map(({ title }) => title)).toEqual([house?.title, 'Notre année'])
  expect((await api.perspectives.query()).map(({ content }) => content)).toEqual(['Une maison à nous'])
  expect(await api.view.query()).toMatchObject({ startDate: '2019-06-21', startTime: '21:30' })
  expect(app.deps.db.$client.prepare('SELECT count(*) FROM couple_demo').pluck().get()).toBe(0)
})

test('what comes to the number of an example that is gone for good is no example', { timeout: 120_000 }, async () => {
  const { camille, people } = couple
  await insert()
  const id = (await camille.api.couple.timeline.query({ limit: 50 })).memories[0]?.id ?? 0
  await camille.api.couple.deleteMemory.mutate({ id })
  await camille.api.couple.removeMemory.mutate({ id })
  const partner = partnerOf(app.deps, actorOf(app.deps, people.camille))
  createMemory(app.deps, partner, memoryOf({ title: 'De l’ancien site' }), 'nobody', { id, createdAt: app.clock.now() })
  const { subjects } = await camille.api.couple.subjects.query()
  for (const subject of subjects) await camille.api.couple.deleteSubject.mutate({ id: subject.id })
  app.clock.advance(days(31))
  app.deps.enqueue(purgeStory, {}, 'after its term')
  await app.settle()
  const again = app.as(people.camille)
  expect(await again.api.couple.createPerspective.mutate({ content: 'À nous' })).toMatchObject([{ number: 1 }])

  await again.api.house.removeDemo.mutate()
  const { memories } = await again.api.couple.timeline.query({ limit: 50 })
  expect(memories.map(({ title }) => title)).toEqual(['De l’ancien site'])
  expect((await again.api.couple.perspectives.query()).map(({ content }) => content)).toEqual(['À nous'])
})
