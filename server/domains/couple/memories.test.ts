import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Couple, memoryOf, sendSmallPicture, twoPartners } from '../../testing/couple.ts'
import { refusal } from '../../testing/refusal.ts'
import { startApp, type TestApp } from '../../testing/start-app.ts'

let app: TestApp
let couple: Couple

beforeEach(async () => {
  app = await startApp()
  couple = await twoPartners(app)
})

afterEach(() => app.stop())

const gone = { status: 404, code: 'NOT_FOUND', key: 'couple.errors.memoryGone' }

test('what one partner writes, the other reads', async () => {
  const { camille, sacha } = couple
  const { id } = await camille.api.couple.createMemory.mutate(memoryOf())
  expect(await sacha.api.couple.memory.query({ id })).toMatchObject({
    ...{ id, title: 'La plage de Carnac', text: 'Du vent, du sable, et nous deux.', date: '2025-07-14' },
    ...{ place: 'Carnac', status: 'shared', author: 'Camille', pictures: [], revision: 1, mayEdit: true, mine: false },
    createdAt: '2026-03-14T10:00:00.000Z',
  })
})

test('a memory keeps its photographs in their order, with their words', async () => {
  const { camille } = couple
  const [first, second, third] = await Promise.all([1, 2, 3].map(() => sendSmallPicture(camille)))
  if (!first || !second || !third) throw new Error('three pictures were sent')
  const items = (ids: string[]) => ids.map((mediaId) => ({ mediaId, alt: `photo ${mediaId}` }))
  const created = await camille.api.couple.createMemory.mutate(memoryOf({ pictures: items([first, second, third]) }))
  expect(created.pictures.map(({ id, alt }) => [id, alt])).toEqual(
    items([first, second, third]).map((i) => [i.mediaId, i.alt]),
  )
  const { id, revision } = created
  const edited = await camille.api.couple.editMemory.mutate({
    id,
    revision,
    ...memoryOf({ pictures: items([third, first]) }),
  })
  expect(edited.pictures.map((picture) => picture.id)).toEqual([third, first])
  expect((await camille.fetch(`/uploads/${second}`)).status).toBe(404)
})

test('a partner edits the other’s memory and keeps its photographs', async () => {
  const { camille, sacha } = couple
  const mediaId = await sendSmallPicture(camille)
  const { id, revision } = await camille.api.couple.createMemory.mutate(memoryOf({ pictures: [{ mediaId, alt: '' }] }))
  const change = memoryOf({ title: 'Carnac, en juillet', pictures: [{ mediaId, alt: 'La plage' }] })
  const edited = await sacha.api.couple.editMemory.mutate({ id, revision, ...change })
  expect(edited).toMatchObject({ title: 'Carnac, en juillet', author: 'Camille', revision: 2 })
  expect(edited.pictures[0]).toMatchObject({ id: mediaId, alt: 'La plage' })
})

test('nobody attaches a photograph that another sent', async () => {
  const { camille, sacha } = couple
  const mediaId = await sendSmallPicture(camille)
  const stolen = sacha.api.couple.createMemory.mutate(memoryOf({ pictures: [{ mediaId, alt: '' }] }))
  expect(await refusal(stolen)).toMatchObject({ status: 404, key: 'media.errors.unknown' })
  expect((await sacha.api.couple.timeline.query({ limit: 50 })).memories).toEqual([])
})

test('a photograph that the other took away meanwhile comes back with the version that still shows it', async () => {
  const { camille, sacha } = couple
  const mediaId = await sendSmallPicture(camille)
  const pictures = [{ mediaId, alt: 'La plage' }]
  const { id } = await camille.api.couple.createMemory.mutate(memoryOf({ pictures }))
  const { revision } = await camille.api.couple.editMemory.mutate({ id, revision: 1, ...memoryOf() })
  const again = await sacha.api.couple.editMemory.mutate({ id, revision, ...memoryOf({ pictures }) })
  expect(again.pictures).toMatchObject([{ id: mediaId, alt: 'La plage' }])
  expect((await sacha.fetch(`/uploads/${mediaId}`)).status).toBe(200)
})

test('what one deleted for good, the other writes anew with its photographs', async () => {
  const { camille, sacha } = couple
  const mediaId = await sendSmallPicture(camille)
  const pictures = [{ mediaId, alt: 'La plage' }]
  const { id } = await camille.api.couple.createMemory.mutate(memoryOf({ pictures }))
  await camille.api.couple.deleteMemory.mutate({ id })
  await camille.api.couple.removeMemory.mutate({ id })
  const again = await sacha.api.couple.createMemory.mutate(memoryOf({ pictures }))
  expect(again).toMatchObject({ author: 'Sacha', pictures: [{ id: mediaId, alt: 'La plage' }] })
  expect((await camille.fetch(`/uploads/${mediaId}`)).status).toBe(200)
})

test('a photograph that was never shown is attached by nobody else, and none by whoever is no partner', async () => {
  const { camille, sacha } = couple
  const fresh = [{ mediaId: await sendSmallPicture(camille), alt: '' }]
  const { id, revision } = await camille.api.couple.createMemory.mutate(memoryOf())
  const stolen = sacha.api.couple.editMemory.mutate({ id, revision, ...memoryOf({ pictures: fresh }) })
  expect(await refusal(stolen)).toMatchObject({ status: 404, key: 'media.errors.unknown' })
  const shown = await camille.api.couple.editMemory.mutate({ id, revision, ...memoryOf({ pictures: fresh }) })
  const bare = await camille.api.couple.editMemory.mutate({ id, revision: shown.revision, ...memoryOf() })
  await camille.api.couple.removePartner.mutate({ position: 1 })
  const late = sacha.api.couple.editMemory.mutate({ id, revision: bare.revision, ...memoryOf({ pictures: fresh }) })
  expect(await refusal(late)).toMatchObject({ status: 404, key: 'media.errors.unknown' })
})

test('of two who edit at once the second is told, and nothing is overwritten', async () => {
  const { camille, sacha } = couple
  const { id, revision } = await camille.api.couple.createMemory.mutate(memoryOf())
  await camille.api.couple.editMemory.mutate({ id, revision, ...memoryOf({ title: 'Le premier titre' }) })
  const late = sacha.api.couple.editMemory.mutate({ id, revision, ...memoryOf({ title: 'Le second titre' }) })
  expect(await refusal(late)).toMatchObject({ status: 409, code: 'CONFLICT', key: 'coupleEditor.errors.memoryChanged' })
  expect((await sacha.api.couple.memory.query({ id })).title).toBe('Le premier titre')
})

test('a partner learns that the other changed a memory last, and nobody else does', async () => {
  const { camille, sacha } = couple
  const { id, revision, changedBy } = await camille.api.couple.createMemory.mutate(memoryOf())
  expect(changedBy).toBeNull()
  await camille.api.couple.editMemory.mutate({ id, revision, ...memoryOf({ title: 'Le premier titre' }) })
  await camille.api.couple.changeVisibility.mutate({ visibility: 'public' })
  expect((await sacha.api.couple.memory.query({ id })).changedBy).toBe('Camille')
  expect((await camille.api.couple.memory.query({ id })).changedBy).toBeNull()
  expect((await app.visitor().api.couple.memory.query({ id })).changedBy).toBeNull()
})

test('a draft needs no title, what is shared does', async () => {
  const { camille, sacha } = couple
  const untitled = camille.api.couple.createMemory.mutate(memoryOf({ title: '  ' }))
  expect(await refusal(untitled)).toMatchObject({
    status: 400,
    issues: [{ path: ['title'], key: 'coupleEditor.errors.titleMissing' }],
  })
  const { id } = await camille.api.couple.createMemory.mutate(memoryOf({ title: '', status: 'draft' }))
  expect(await refusal(camille.api.couple.shareMemory.mutate({ id }))).toMatchObject({
    status: 400,
    key: 'coupleEditor.errors.titleMissing',
  })
  expect((await camille.api.couple.drafts.query()).map((card) => card.id)).toEqual([id])
  expect(await sacha.api.couple.drafts.query()).toEqual([])
})

test('what is private until shared is then the couple’s, and only its author takes it back', async () => {
  const { camille, sacha } = couple
  const { id } = await camille.api.couple.createMemory.mutate(memoryOf({ status: 'private' }))
  expect(await refusal(sacha.api.couple.memory.query({ id }))).toMatchObject(gone)
  expect(await camille.api.couple.shareMemory.mutate({ id })).toMatchObject({ status: 'shared' })
  const { revision } = await sacha.api.couple.memory.query({ id })
  const takeBack = { id, revision, ...memoryOf({ status: 'private' }) }
  expect(await refusal(sacha.api.couple.editMemory.mutate(takeBack))).toMatchObject({
    status: 403,
    key: 'coupleEditor.errors.notYoursToTakeBack',
  })
  await camille.api.couple.editMemory.mutate(takeBack)
  expect(await refusal(sacha.api.couple.memory.query({ id }))).toMatchObject(gone)
})

test.for([
  ['a title of 201 signs', { title: 'a'.repeat(201) }, 'title', 'coupleEditor.errors.titleTooLong'],
  ['a title of two lines', { title: 'a\nb' }, 'title', 'common.errors.oneLine'],
  ['a text of 20,001 signs', { text: 'a'.repeat(20_001) }, 'text', 'coupleEditor.errors.textTooLong'],
  ['a place of 201 signs', { place: 'a'.repeat(201) }, 'place', 'coupleEditor.errors.placeTooLong'],
  ['30 February', { date: '2026-02-30' }, 'date', 'coupleEditor.errors.notADate'],
  ['29 February of a common year', { date: '2025-02-29' }, 'date', 'coupleEditor.errors.notADate'],
  ['a date in words', { date: 'hier' }, 'date', 'coupleEditor.errors.notADate'],
  ['a year before 1000', { date: '0999-12-31' }, 'date', 'coupleEditor.errors.notADate'],
  [
    '61 photographs',
    { pictures: Array.from({ length: 61 }, () => ({ mediaId: '0'.repeat(26), alt: '' })) },
    'pictures',
    'coupleEditor.errors.tooManyPictures',
  ],
] as const)('%s is refused with what to do, and nothing is written', async ([, fields, field, key]) => {
  const { camille } = couple
  const refused = await refusal(
    camille.api.couple.createMemory.mutate({
      ...memoryOf(),
      ...fields,
      pictures: [...('pictures' in fields ? fields.pictures : [])],
    }),
  )
  expect(refused).toMatchObject({ status: 400, code: 'INVALID', issues: [{ path: [field], key }] })
  expect(app.deps.db.$client.prepare('SELECT count(*) FROM memory').pluck().get()).toBe(0)
})

test('29 February of a leap year is a date', async () => {
  const { date } = await couple.camille.api.couple.createMemory.mutate(memoryOf({ date: '2024-02-29' }))
  expect(date).toBe('2024-02-29')
})

test('a title of 1 MB is refused before it is looked at', async () => {
  const { camille } = couple
  const refused = await refusal(camille.api.couple.createMemory.mutate(memoryOf({ title: 'a'.repeat(1_000_000) })))
  expect(refused).toMatchObject({ status: 413, code: 'TOO_LARGE' })
})
