import fs, { type StatsFs } from 'node:fs'
import fsPromises from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { storedBytes } from '../../../../shared/media.ts'
import { type BesideOldSite, remarked, startBesideOldSite } from '../../../testing/beside-old-site.ts'
import { memoryOf } from '../../../testing/couple.ts'
import { makeOldSite, sendOldFile, sendOldSite } from '../../../testing/old-site.ts'
import { refusal } from '../../../testing/refusal.ts'
import { filesOf, sendFile } from '../../../testing/uploads.ts'

let house: BesideOldSite

beforeEach(async () => {
  house = await startBesideOldSite()
})

afterEach(() => house.stop())

test('numbers that would leave none for what is new are not kept, and the house goes on', async () => {
  const huge = Number.MAX_SAFE_INTEGER
  const memories = [huge, 2_000_000_000, 5].map((id) => ({ id, title: `N° ${id}`, created_at: '2020-01-01' }))
  const perspectives = [huge, 1001, 4].map((number) => ({ perspective_number: number, content: `Mot ${number}` }))
  const other = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-old-'))
  await makeOldSite(other, { memories, perspectives })
  expect(remarked(await house.bring(other))).toEqual([
    ...['memoryRenumbered', 'memoryRenumbered', 'perspectiveRenumbered', 'perspectiveRenumbered'],
  ])
  const numbers = (await house.couple.sacha.api.couple.perspectives.query()).map(({ number }) => number)
  expect(numbers).toEqual([1, 2, 4])
  const { id } = await house.couple.sacha.api.couple.createMemory.mutate(memoryOf({ date: '2020-01-01' }))
  expect(id).toBe(8)
  expect(
    (await house.couple.sacha.api.couple.createPerspective.mutate({ content: 'Un jardin' })).find(
      ({ content }) => content === 'Un jardin',
    )?.number,
  ).toBe(3)
  const seen: number[] = []
  for (let cursor: string | null = null, page = 0; page < 4; page += 1) {
    const { memories: cards, next } = await house.couple.sacha.api.couple.timeline.query({ limit: 1, cursor })
    seen.push(...cards.map((card) => card.id))
    cursor = next
  }
  expect(seen).toEqual([8, 7, 6, 5])
  expect(await house.bring(other)).toMatchObject({
    memories: { brought: 0, known: 3 },
    perspectives: { brought: 0, known: 3 },
  })
  fs.rmSync(other, { recursive: true })
})

test('a photograph that the person has no room for ends the import with its reason, and what came stays', async () => {
  const { id, revision, name } = await house.couple.camille.api.house.createGroup.mutate({ name: 'Peu' })
  const limits = [{ name: storedBytes.name, value: 1000 }]
  const members = [house.couple.people.camille.id]
  await house.couple.camille.api.house.changeGroup.mutate({ id, revision, name, limits, abilities: [], members })
  await expect(house.bring()).rejects.toMatchObject({ code: 'LIMIT', key: 'media.errors.storedFull' })
  expect([house.count('perspective'), house.count('memory'), house.count('media')]).toEqual([2, 0, 0])
  await house.couple.camille.api.house.deleteGroup.mutate({ id })
  expect(await house.bring()).toMatchObject({ memories: { brought: 7 }, photographs: { brought: 3 } })
})

/** Starts the house anew, on a disk with as much room as `free` says. */
async function startOnDisk(free: () => number): Promise<void> {
  await house.stop()
  house = await startBesideOldSite({
    overrides: { files: (disk) => ({ ...disk, freeBytes: async () => free() }) },
  })
}

test('an import leaves the disk room for the database: photographs, sent files, and where they wait', async () => {
  let free = Number.POSITIVE_INFINITY
  await startOnDisk(() => free)
  const full = { code: 'UNAVAILABLE', key: 'media.errors.diskFull' }
  const { id: importId } = await house.couple.sacha.api.couple.beginImport.mutate()
  const uploadId = await sendFile(house.couple.sacha, Buffer.alloc(1_000_000))
  const add = () => house.couple.sacha.api.couple.addImportFile.mutate({ importId, uploadId, path: 'uploads/x.jpg' })
  free = 256_500_000
  await expect(add()).rejects.toMatchObject({ data: full })
  free = Number.POSITIVE_INFINITY
  const here = vi.spyOn(fsPromises, 'statfs').mockResolvedValue({ bavail: 256, bsize: 1_000_000 } as StatsFs)
  await expect(add()).rejects.toMatchObject({ data: full })
  here.mockRestore()
  expect(await add()).toMatchObject({ path: 'uploads/x.jpg' })

  free = 256_000_000
  await expect(house.bring()).rejects.toMatchObject(full)
  expect((await filesOf(house.app.deps)).staged).toEqual([])
  free = Number.POSITIVE_INFINITY
  expect(await house.bring()).toMatchObject({ photographs: { brought: 3 } })
})

test('an import that is given up for good stands in the log with its beginning and its end', async () => {
  let free = Number.POSITIVE_INFINITY
  await startOnDisk(() => free)
  const { id: importId } = await house.couple.sacha.api.couple.beginImport.mutate()
  await sendOldSite(house.couple.sacha, importId, house.folder)
  await house.couple.sacha.api.couple.startImport.mutate({ importId })
  free = 0
  for (let attempt = 0; attempt < 8; attempt += 1) {
    await house.app.settle()
    house.app.clock.advance(3_600_000)
  }
  expect(await house.couple.sacha.api.couple.importState.query()).toMatchObject({
    ...{ state: 'failed', error: { key: 'media.errors.diskFull' } },
  })
  expect(house.count('perspective')).toBe(2)
  expect(
    (await house.couple.camille.api.house.audit.query({ before: null, limit: 2 })).map(({ act, who }) => [act, who]),
  ).toEqual([
    ['coupleImport.acts.failed', 'Sacha'],
    ['coupleImport.acts.started', 'Sacha'],
  ])
})

test('an old site that is refused is not read again and again', async () => {
  const { api } = house.couple.sacha
  const { id: importId } = await api.couple.beginImport.mutate()
  await sendOldFile(house.couple.sacha, importId, 'moi_aimer_toi.db', Buffer.from('not a database'))
  const answers = new Set<string>()
  for (let call = 0; call < 31; call += 1) answers.add((await refusal(api.couple.startImport.mutate({ importId }))).key)
  expect([...answers]).toEqual(['coupleImport.errors.notADatabase', 'common.errors.tooOften'])
})
