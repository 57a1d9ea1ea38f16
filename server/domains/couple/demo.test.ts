import sharp from 'sharp'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Couple, memoryOf, sendSmallPicture, twoPartners } from '../../testing/couple.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'
import { filesOf } from '../../testing/uploads.ts'
import { exampleDate } from './demo/memories.ts'
import { paintScenes } from './demo/painter.ts'
import { scenes } from './demo/scenes.ts'

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
