import fs, { type StatsFs } from 'node:fs'
import fsPromises from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { largestOldDatabase } from '../../../../shared/couple-import.ts'
import type { Config } from '../../../config.ts'
import { addOldMemory, makeOldSite, openOldDatabase } from '../../../testing/old-site.ts'
import { dayIn, readOldDate } from './old-dates.ts'
import { openOldSite } from './old-site.ts'
import { type Housed, importsFolder } from './room.ts'

let folder: string
let house: Housed
const file = () => path.join(folder, 'moi_aimer_toi.db')

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-old-'))
  house = { config: { dataFolder: fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-data-')) } as Config }
})

afterEach(() => {
  for (const made of [folder, house.config.dataFolder]) fs.rmSync(made, { recursive: true, force: true })
})

const copies = () => fs.readdirSync(importsFolder(house))

const refused = async (key: string) => {
  await expect(openOldSite(house, folder)).rejects.toMatchObject({ key: `coupleImport.errors.${key}` })
  expect(fs.existsSync(importsFolder(house)) ? copies() : []).toEqual([])
}

function database(sql: string): void {
  const db = new Sqlite(file())
  db.exec(sql)
  db.close()
}

test('what is no old site is refused with the reason', async () => {
  await refused('noDatabase')
  fs.writeFileSync(file(), 'Cher journal, aujourd’hui il pleut.')
  await refused('notADatabase')
  fs.rmSync(file())
  database('CREATE TABLE bookmarks (id INTEGER PRIMARY KEY)')
  await refused('tableMissing')
  database('CREATE TABLE couple_data (id INTEGER); CREATE TABLE memories (id INTEGER PRIMARY KEY, name TEXT)')
  await refused('columnMissing')
  fs.truncateSync(file(), 0)
  fs.truncateSync(file(), largestOldDatabase + 1)
  await refused('databaseTooLarge')
  await expect(openOldSite(house, path.join(folder, 'nowhere'))).rejects.toMatchObject({
    key: 'coupleImport.errors.nothingThere',
  })
  fs.mkdirSync(path.join(folder, 'x'))
  await expect(openOldSite(house, path.join(folder, 'x'))).rejects.toMatchObject({
    key: 'coupleImport.errors.noDatabase',
  })
})

test('a database that was cut off or overwritten is refused as damaged', async () => {
  await makeOldSite(folder)
  const db = openOldDatabase(folder)
  for (let id = 100; id < 400; id += 1) {
    addOldMemory(db, { id, title: 'x'.repeat(500), created_at: '2020-01-01' })
  }
  db.close()
  const whole = fs.readFileSync(file())
  fs.writeFileSync(file(), whole.subarray(0, Math.floor(whole.length / 2)))
  await refused('damaged')
  whole.fill(0xa5, 4096 * 8, 4096 * 20)
  fs.writeFileSync(file(), whole)
  await refused('damaged')
})

test('a hostile schema runs nothing', async () => {
  const endless = '(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT'
  database(`CREATE TABLE couple_data (id INTEGER);
    CREATE VIEW memories AS SELECT i AS id, 'x' AS title FROM ${endless} i FROM n)`)
  await refused('notATable')
  fs.rmSync(file())
  database(`CREATE TABLE couple_data (id INTEGER);
    CREATE TABLE memories (id INTEGER PRIMARY KEY, n INTEGER, title TEXT AS (hex(zeroblob(n))))`)
  await refused('notATable')
  fs.rmSync(file())
  database(`CREATE TABLE couple_data (id INTEGER); CREATE VIRTUAL TABLE memories USING fts5(id, title)`)
  await refused('notATable')
  fs.rmSync(file())
  database(`CREATE TABLE couple_data (id INTEGER);
    CREATE TABLE memories (id INTEGER PRIMARY KEY, title TEXT CHECK (length(hex(zeroblob(400000000))) > 0 OR 1));
    PRAGMA ignore_check_constraints = ON; INSERT INTO memories VALUES (1, 'Vrai');
    CREATE VIEW other AS SELECT load_extension('x')`)
  expect((await openOldSite(house, folder)).memories).toMatchObject([{ id: 1, title: 'Vrai' }])
})

test('a site that is still running is read with its write-ahead log, and its files stay as they are', async () => {
  await makeOldSite(folder)
  const db = openOldDatabase(folder)
  db.pragma('journal_mode = WAL')
  addOldMemory(db, { id: 99, title: 'À l’instant', created_at: null })
  const before = fs.readFileSync(file())
  const { memories, uploads } = await openOldSite(house, file())
  expect([memories.at(-1)?.title, uploads]).toEqual(['À l’instant', fs.realpathSync(path.join(folder, 'uploads'))])
  expect(fs.readFileSync(file()).equals(before)).toBe(true)
  db.close()
  fs.writeFileSync(`${file()}-journal`, 'something')
  await refused('unfinished')
})

test('a disk without room for a copy is said, and nothing is left of it', async () => {
  await makeOldSite(folder)
  const full = { code: 'UNAVAILABLE', key: 'media.errors.diskFull' }
  const room = vi.spyOn(fsPromises, 'statfs').mockResolvedValue({ bavail: 256, bsize: 1_000_000 } as StatsFs)
  await expect(openOldSite(house, folder)).rejects.toMatchObject(full)
  room.mockRestore()
  const copying = vi.spyOn(fsPromises, 'copyFile').mockRejectedValue(Object.assign(new Error(), { code: 'ENOSPC' }))
  await expect(openOldSite(house, folder)).rejects.toMatchObject(full)
  copying.mockRestore()
  expect((await openOldSite(house, folder)).memories).toHaveLength(7)
  expect(copies()).toEqual([])
})

test('more columns and missing ones are both no obstacle', async () => {
  database(`CREATE TABLE couple_data (id INTEGER, colour TEXT);
    CREATE TABLE memories (id TEXT, title TEXT, stars INTEGER);
    INSERT INTO memories VALUES ('5', 'Cinq', 3), ('abc', 'Sans numéro', 4)`)
  expect(await openOldSite(house, folder)).toMatchObject({
    ...{ couple: { startDate: null, homeMessage: '' }, perspectives: [], uploads: null },
    memories: [
      { id: 5, title: 'Cinq', createdAt: null },
      { id: null, title: 'Sans numéro' },
    ],
  })
})

test('dates are read in every spelling', () => {
  const day = (value: string | number | null) => {
    const date = readOldDate(value)
    return date && dayIn('Europe/Paris', date)
  }
  for (const [value, expected] of [
    ['2020-02-14', '2020-02-14'],
    ['2020-02-14T10:00:00Z', '2020-02-14'],
    ['2020-02-14 10:00:00', '2020-02-14'],
    ['2020-02-14 23:30:00', '2020-02-15'],
    ['2020-02-14T23:30:00.123+0200', '2020-02-14'],
    ['1581674400', '2020-02-14'],
    [1_581_674_400_000, '2020-02-14'],
    ['2020-02-30', null],
    ['0001-01-01', null],
    ['hier', null],
    ['', null],
    [null, null],
  ] as const) {
    expect([value, day(value)]).toEqual([value, expected])
  }
})
