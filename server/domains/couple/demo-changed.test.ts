import fs from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { purgeStory } from '../../../shared/couple-story.ts'
import { days } from '../../platform/clock.ts'
import { type Couple, memoryOf, twoPartners } from '../../testing/couple.ts'
import { startApp, startCopy, type TestApp } from '../../testing/start-app.ts'
import { actorOf } from '../../testing/uploads.ts'
import { createMemory } from './memories.ts'
import { partnerOf } from './policy.ts'

let examples: TestApp
let people: Couple['people']
let app: TestApp

beforeAll(async () => {
  examples = await startApp()
  const couple = await twoPartners(examples)
  ;({ people } = couple)
  await couple.camille.api.house.insertDemo.mutate()
  await examples.close()
})

afterAll(() => fs.rmSync(examples.root, { recursive: true, force: true }))

beforeEach(async () => {
  app = await startCopy(examples.root)
})

afterEach(() => app.stop())

test('an example that one of the two made their own stays, whoever takes the examples out', async () => {
  const [camille, sacha] = [app.as(people.camille), app.as(people.sacha)]
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

  await camille.api.house.removeDemo.mutate()
  expect((await api.timeline.query({ limit: 50 })).memories.map(({ title }) => title)).toEqual(['Notre soir'])
  expect((await api.story.query()).chapters.map(({ title }) => title)).toEqual(['Notre chapitre'])
  expect((await api.subjects.query()).subjects.map(({ title }) => title)).toEqual([house?.title, 'Notre année'])
  expect((await api.perspectives.query()).map(({ content }) => content)).toEqual(['Une maison à nous'])
  expect(await api.view.query()).toMatchObject({ startDate: '2019-06-21', startTime: '21:30' })
  expect(app.deps.db.$client.prepare('SELECT count(*) FROM couple_demo').pluck().get()).toBe(0)
})

test('what comes to the number of an example that is gone for good is no example', async () => {
  const camille = app.as(people.camille)
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
