import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type BesideOldSite, remarked, startBesideOldSite } from '../../../testing/beside-old-site.ts'
import { memoryOf } from '../../../testing/couple.ts'
import {
  addOldMemory,
  addOldPhoto,
  makeOldSite,
  oldMemories,
  openOldDatabase,
  sendOldFile,
  sendOldSite,
} from '../../../testing/old-site.ts'
import { actorOf } from '../../../testing/uploads.ts'
import { importSite } from './import.ts'
import { openOldSite } from './old-site.ts'

let house: BesideOldSite

beforeEach(async () => {
  house = await startBesideOldSite()
})

afterEach(() => house.stop())

const timeline = async () => (await house.couple.sacha.api.couple.timeline.query({ limit: 50 })).memories

test('an old site comes in whole: numbers, dates where the couple lives, photographs, words', async () => {
  const report = await house.bring()
  expect(report).toMatchObject({
    memories: { brought: 7, updated: 0, known: 0 },
    photographs: { brought: 3, updated: 0, known: 0 },
    perspectives: { brought: 2, updated: 0, known: 0 },
    fields: 3,
    moreNotes: 0,
  })
  expect(remarked(report)).toEqual(['memoryUndated', 'memoryUntitled', 'photoBroken', 'photoMissing'])
  const cards = await timeline()
  expect(new Map(cards.map(({ id, date, pictureCount }) => [id, [date, pictureCount]]))).toEqual(
    new Map<number, [string, number]>([
      [3, ['2020-02-14', 1]],
      [4, ['2021-01-01', 1]],
      [7, ['2021-07-09', 1]],
      [8, ['2021-08-01', 0]],
      [9, ['2022-01-01', 0]],
      [10, ['2022-02-01', 0]],
      [12, ['2026-03-14', 0]],
    ]),
  )
  expect(cards.find(({ id }) => id === 3)).toMatchObject({ author: null, status: 'shared' })
  expect(await house.couple.sacha.api.couple.memory.query({ id: 4 })).toMatchObject({
    ...{ title: 'Nouvel an', text: 'Minuit passé.', createdAt: '2020-12-31T23:30:00.000Z' },
  })
  expect(await house.couple.sacha.api.couple.view.query()).toMatchObject({
    ...{ startDate: '2019-06-21', homeMessage: 'Bienvenue chez nous', introText: 'Notre histoire' },
  })
  const perspectives = await house.couple.sacha.api.couple.perspectives.query()
  expect(perspectives.map(({ number, content }) => [number, content])).toEqual([
    [1, 'Une maison'],
    [2, 'Un chien'],
  ])
  await house.app.settle()
  const { pictures } = await house.couple.sacha.api.couple.memory.query({ id: 3 })
  const shown = await house.couple.sacha.fetch(pictures[0]?.sources[0]?.url ?? '')
  const bytes = Buffer.from(await shown.arrayBuffer())
  expect([shown.status, bytes.includes('secret'), bytes.includes('GPS')]).toEqual([200, false, false])
})

test('a second import brings nothing twice, and what is new or changed in the old site comes', async () => {
  await house.bring()
  const again = await house.bring()
  expect(again).toMatchObject({
    memories: { brought: 0, updated: 0, known: 7 },
    photographs: { brought: 0, known: 3 },
    perspectives: { brought: 0, known: 2 },
    fields: 0,
  })
  expect([house.count('memory'), house.count('media_use'), house.count('perspective')]).toEqual([7, 3, 2])

  const { revision, ...kept } = await house.couple.sacha.api.couple.memory.query({ id: 8 })
  const { title, text, date, place, status } = kept
  await house.couple.sacha.api.couple.editMemory.mutate({
    ...{ title, text, date, place, status, pictures: [] },
    ...{ id: 8, text: 'Réécrit ici', revision },
  })
  await house.couple.sacha.api.couple.deleteMemory.mutate({ id: 7 })
  const db = openOldDatabase(house.folder)
  db.exec(`UPDATE memories SET description = 'Il pleuvait fort.' WHERE id = 3;
    UPDATE memories SET description = 'Autre' WHERE id IN (7, 8);
    UPDATE perspectives SET content = 'Un grand chien' WHERE perspective_number = 2;
    UPDATE couple_data SET home_message = 'Entrez'`)
  addOldMemory(db, {
    id: 20,
    title: 'Tout neuf',
    photo_url: '/uploads/neuf.jpg',
    created_at: '2023-05-05T10:00:00Z',
  })
  db.close()
  await addOldPhoto(house.folder, 'neuf.jpg', '#00aa00')
  await addOldPhoto(house.folder, 'perdue.jpg', '#aa0000')
  const third = await house.bring()
  expect(third).toMatchObject({
    memories: { brought: 1, updated: 2, known: 5 },
    photographs: { brought: 2, updated: 0 },
    perspectives: { brought: 0, updated: 1, known: 1 },
    fields: 1,
  })
  expect(remarked(third)).toEqual(['memoryChangedHere', 'memoryDeletedHere', 'photoBroken'])
  const texts = await Promise.all(
    [3, 8, 20].map(async (id) => (await house.couple.sacha.api.couple.memory.query({ id })).text),
  )
  expect(texts).toEqual(['Il pleuvait fort.', 'Réécrit ici', ''])
  expect((await house.couple.sacha.api.couple.memory.query({ id: 9 })).pictures).toHaveLength(1)
  expect((await timeline()).map(({ id }) => id)).not.toContain(7)
  expect((await house.couple.sacha.api.couple.view.query()).homeMessage).toBe('Entrez')
  expect((await house.bring()).memories).toMatchObject({ brought: 0, updated: 0 })
})

test('what the couple has already stays, and numbers that are taken are said', async () => {
  for (const title of ['Un', 'Deux', 'Trois', 'Quatre']) {
    await house.couple.camille.api.couple.createMemory.mutate(memoryOf({ title }))
  }
  await house.couple.camille.api.couple.createPerspective.mutate({ content: 'À nous' })
  const { revision } = await house.couple.camille.api.couple.view.query()
  await house.couple.camille.api.couple.change.mutate({ startDate: '2015-05-05', revision })
  const report = await house.bring()
  expect(remarked(report)).toEqual([
    ...['memoryRenumbered', 'memoryRenumbered', 'memoryUndated', 'memoryUntitled'],
    ...['perspectiveRenumbered', 'photoBroken', 'photoMissing', 'startDateKept'],
  ])
  const byTitle = new Map((await timeline()).map(({ id, title }) => [title, id]))
  expect([byTitle.get('Trois'), byTitle.get('Premier café'), byTitle.get('La plage')]).toEqual([3, 13, 7])
  expect(await house.couple.camille.api.couple.view.query()).toMatchObject({
    ...{ startDate: '2015-05-05', homeMessage: 'Bienvenue chez nous' },
  })
  expect(await house.couple.camille.api.couple.perspectives.query()).toHaveLength(3)
  expect((await house.bring()).memories).toMatchObject({ brought: 0, known: 7 })
})

test('two different old sites do not collide', async () => {
  await house.bring()
  const other = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-old-'))
  const memories = oldMemories.map((memory) => ({ ...memory, title: 'Ailleurs', created_at: '2010-01-01 10:00:00' }))
  await makeOldSite(other, { memories, perspectives: [] })
  expect((await house.bring(other)).memories).toMatchObject({ brought: 7 })
  expect([(await house.bring(other)).memories, (await house.bring()).memories]).toMatchObject([
    { known: 7 },
    { known: 7 },
  ])
  expect(house.count('memory')).toBe(14)
  fs.rmSync(other, { recursive: true })
})

test('an import that was cut off in the middle is completed, and nothing is doubled', async () => {
  const actor = actorOf(house.app.deps, house.couple.people.camille)
  const stopped = importSite(house.app.deps, actor, await openOldSite(house.app.deps, house.folder), (done) => {
    if (done === 5) throw new Error('the power failed')
  })
  await expect(stopped).rejects.toThrow('the power failed')
  expect(house.count('memory')).toBe(3)
  expect((await house.bring()).memories).toMatchObject({ brought: 4, known: 3 })
  expect([house.count('memory'), house.count('media_use'), house.count('perspective')]).toEqual([7, 3, 2])
})

test('attack 58: a photograph’s path never leads out of the folder of photographs', async () => {
  const secret = path.join(house.folder, 'secret.jpg')
  await addOldPhoto(house.folder, '../secret.jpg', '#123456')
  fs.symlinkSync(secret, path.join(house.folder, 'uploads/link.jpg'))
  fs.symlinkSync(house.folder, path.join(house.folder, 'uploads/loop'))
  const hostile = ['../secret.jpg', '/uploads/../secret.jpg', 'uploads/%2e%2e/secret.jpg', secret]
  hostile.push('/uploads/link.jpg', '/uploads/loop/secret.jpg', 'https://x.example/uploads/../secret.jpg')
  hostile.push('uploads/..\\secret.jpg', 'uploads//etc/passwd')
  const db = openOldDatabase(house.folder)
  db.exec('DELETE FROM memories')
  for (const [index, photo_url] of hostile.entries()) {
    addOldMemory(db, { id: index + 1, title: `Hostile ${index}`, photo_url, created_at: '2020-01-01' })
  }
  addOldMemory(db, { id: 50, title: 'Elsewhere', photo_url: 'file:///etc/passwd', created_at: '2020-01-01' })
  db.close()
  const report = await house.bring()
  expect(report).toMatchObject({ memories: { brought: 10 }, photographs: { brought: 0 } })
  expect(remarked(report)).toEqual(['photoElsewhere', ...hostile.map(() => 'photoOutside')])
  expect(house.count('media')).toBe(0)
})

test('whoever brings the old site in, its words are put into nobody’s mouth', async () => {
  const admin = actorOf(house.app.deps, house.app.person('admin', 'Ada'))
  await importSite(house.app.deps, admin, await openOldSite(house.app.deps, house.folder))
  const db = openOldDatabase(house.folder)
  db.exec(`UPDATE memories SET description = 'Il neigeait.' WHERE id = 3;
    UPDATE perspectives SET content = 'Un chat' WHERE perspective_number = 2;
    UPDATE couple_data SET home_message = 'Entrez'`)
  db.close()
  const again = await importSite(house.app.deps, admin, await openOldSite(house.app.deps, house.folder))
  expect(again).toMatchObject({ memories: { updated: 1 }, perspectives: { updated: 1 }, fields: 1 })
  for (const { api } of [house.couple.camille, house.couple.sacha]) {
    expect(await api.couple.perspectives.query()).toMatchObject([
      { content: 'Une maison', author: null },
      { content: 'Un chat', author: null },
    ])
    const { subjects } = await api.couple.subjects.query()
    expect(subjects[0]?.columns.map(({ name, hopes }) => [name, hopes.length])).toEqual([
      ['Camille', 0],
      ['Sacha', 0],
      [null, 2],
    ])
    expect(await api.couple.memory.query({ id: 3 })).toMatchObject({ author: null, changedBy: null })
    expect(await api.couple.view.query()).toMatchObject({ homeMessage: 'Entrez', changedBy: null })
  }
  await house.couple.sacha.api.couple.changePerspective.mutate({ number: 2, content: 'Deux chats' })
  expect(await house.couple.camille.api.couple.perspectives.query()).toMatchObject([
    { author: null },
    { content: 'Deux chats', author: 'Sacha' },
  ])
})

test('by browser: sent, looked at, imported in the background, and a second time nothing is doubled', async () => {
  const { api } = house.couple.sacha
  expect(await api.couple.importState.query()).toBeNull()
  for (const known of [0, 7]) {
    const { id: importId } = await api.couple.beginImport.mutate()
    expect((await api.couple.beginImport.mutate()).id).toBe(importId)
    await sendOldSite(house.couple.sacha, importId, house.folder)
    expect((await api.couple.importFiles.query({ importId })).map((file) => file.path).sort()).toEqual([
      ...['moi_aimer_toi.db', 'uploads/2021/nouvel an.jpg', 'uploads/cafe.jpg', 'uploads/plage.jpg'],
    ])
    const look = await api.couple.lookAtImport.mutate({ importId })
    expect(look.memories).toEqual({ brought: 7 - known, updated: 0, known })
    expect(house.count('memory')).toBe(known)
    await api.couple.startImport.mutate({ importId })
    await expect(api.couple.addImportFile.mutate({ importId, uploadId: importId, path: 'x.jpg' })).rejects.toThrow()
    await house.app.settle()
    expect(await api.couple.importState.query()).toMatchObject({
      ...{ state: 'done', done: 9, total: 9, report: { memories: { brought: 7 - known, known } } },
    })
  }
  expect([house.count('memory'), house.count('media_use'), house.count('media_upload')]).toEqual([7, 3, 0])
  expect(fs.readdirSync(path.join(house.app.root, 'data/imports'))).toEqual([])
  const [last, started] = await house.couple.camille.api.house.audit.query({ before: null, limit: 2 })
  expect([started, last]).toMatchObject([
    { act: 'coupleImport.acts.started', who: 'Sacha' },
    { act: 'coupleImport.acts.imported', who: 'Sacha', after: { memories: { brought: 0, known: 7 } } },
  ])
})

test('files that nobody imports are swept, and those of an import under way are not', async () => {
  const { api } = house.couple.sacha
  const { id: importId } = await api.couple.beginImport.mutate()
  await sendOldSite(house.couple.sacha, importId, house.folder)
  const folders = () => fs.readdirSync(path.join(house.app.root, 'data/imports'))
  const sweep = async () => {
    house.app.deps.enqueueAgain(
      (await import('../../../../shared/couple-import.ts')).sweepImports,
      {},
      `${house.app.clock.now()}`,
    )
    await house.app.settle()
  }
  await sweep()
  expect(folders()).toEqual([importId])
  house.app.clock.advance(25 * 3_600_000)
  await sweep()
  expect([folders(), await api.couple.importState.query()]).toEqual([[], null])
})

test('nobody else imports, looks at another’s import, or sends what has no place in it', async () => {
  const { api } = house.couple.sacha
  const { id: importId } = await api.couple.beginImport.mutate()
  await expect(house.app.as('member').api.couple.beginImport.mutate()).rejects.toMatchObject({
    data: { code: 'FORBIDDEN' },
  })
  const admin = house.app.as('admin')
  expect(await admin.api.couple.importState.query()).toBeNull()
  for (const call of [
    () => admin.api.couple.lookAtImport.mutate({ importId }),
    () => admin.api.couple.startImport.mutate({ importId }),
    () => admin.api.couple.discardImport.mutate({ importId }),
    () => admin.api.couple.importFiles.query({ importId }),
  ]) {
    await expect(call()).rejects.toMatchObject({ data: { code: 'NOT_FOUND' } })
  }
  for (const name of ['../foyer.db.jpg', 'uploads/../../x.jpg', 'a\0b.jpg', 'uploads/..']) {
    await expect(sendOldFile(house.couple.sacha, importId, name, Buffer.from('x'))).rejects.toMatchObject({
      data: { code: 'INVALID' },
    })
  }
  await sendOldFile(house.couple.sacha, importId, 'moi_aimer_toi.db', Buffer.from('not a database'))
  await expect(api.couple.startImport.mutate({ importId })).rejects.toMatchObject({
    data: { key: 'coupleImport.errors.notADatabase' },
  })
  await api.couple.discardImport.mutate({ importId })
  expect(await api.couple.importState.query()).toBeNull()
  expect(house.count('memory')).toBe(0)
})
