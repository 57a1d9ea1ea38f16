import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startApp } from '../../testing/start-app.ts'
import { createLogger } from '../log.ts'
import { migrateDatabase } from './migrate.ts'
import { closeDatabase, type Database, openDatabase } from './open.ts'

test('a database newer than the code is refused and left as it is', async () => {
  const app = await startApp()
  const file = path.join(app.root, 'data/foyer.db')
  await app.close()
  const db = openDatabase(file)
  db.$client.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 9999999999999)")
  closeDatabase(db)
  const before = fs.readFileSync(file)
  await expect(startApp({ root: app.root })).rejects.toThrow('newer version')
  expect(fs.readFileSync(file).equals(before)).toBe(true)
  fs.rmSync(app.root, { recursive: true })
})

test('a database that holds something is copied before its migration', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-migrate-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true }))
  const db = openDatabase(path.join(folder, 'foyer.db'))
  db.$client.exec('CREATE TABLE __drizzle_migrations (id INTEGER PRIMARY KEY, hash TEXT, created_at NUMERIC)')
  db.$client.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('first', 1)")
  db.$client.exec("CREATE TABLE old (text TEXT); INSERT INTO old VALUES ('kept')")
  migrateDatabase(db, folder, createLogger({ logLevel: 'silent' }))
  closeDatabase(db)
  const [copy = ''] = fs.readdirSync(path.join(folder, 'before-migration'))
  const copied = openDatabase(path.join(folder, 'before-migration', copy))
  expect(copied.$client.prepare('SELECT text FROM old').pluck().get()).toBe('kept')
  closeDatabase(copied)
})

/** A database as it was after the named migration. */
function databaseAfter(tag: string): { db: Database; migrate: () => void } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-migrate-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true }))
  const db = openDatabase(path.join(folder, 'foyer.db'))
  onTestFinished(() => closeDatabase(db))
  const migrations = path.join(import.meta.dirname, '../../../drizzle')
  const journal = JSON.parse(fs.readFileSync(path.join(migrations, 'meta/_journal.json'), 'utf8'))
  const entries: { tag: string; when: number }[] = journal.entries
  const applied = entries.slice(0, entries.findIndex((entry) => entry.tag === tag) + 1)
  db.$client.exec('CREATE TABLE __drizzle_migrations (id INTEGER PRIMARY KEY, hash TEXT, created_at NUMERIC)')
  for (const entry of applied) {
    db.$client.exec(fs.readFileSync(path.join(migrations, `${entry.tag}.sql`), 'utf8'))
    db.$client.prepare("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('', ?)").run(entry.when)
  }
  return { db, migrate: () => migrateDatabase(db, folder, createLogger({ logLevel: 'silent' })) }
}

test.each([
  ['{"on":[]}', '{"switched":{"couple":false}}'],
  ['{"on":["couple"]}', '{"switched":{"couple":true}}'],
])('a module stays as it was switched before each had a switch of its own (%s)', (before, after) => {
  const { db, migrate } = databaseAfter('0003_secret_links_apart')
  db.$client.prepare("INSERT INTO setting VALUES ('house.modules', ?, 1, 1)").run(before)
  db.$client.prepare(`INSERT INTO setting VALUES ('house.site', '{"name":"Chez nous"}', 1, 1)`).run()
  migrate()
  const values = db.$client.prepare('SELECT value FROM setting ORDER BY name').pluck().all()
  expect(values).toEqual([after, '{"name":"Chez nous"}'])
})

test('a link that left by mail before links were kept apart is no longer readable', () => {
  const { db, migrate } = databaseAfter('0001_memory_search')
  const link = `https://foyer.example/invitation#token=${'t'.repeat(43)}`
  const write = db.$client.prepare(
    "INSERT INTO mail (recipient, subject, html, text, created_at, sent_at) VALUES ('a@b.example', '', ?, ?, 1, ?)",
  )
  write.run(`<a href="${link}">${link}</a>`, `Ouvrez ${link} vite`, 2)
  write.run(link, link, null)
  migrate()
  const kept = 'https://foyer.example/invitation#token=…'
  expect(db.$client.prepare('SELECT html, text FROM mail ORDER BY id').all()).toEqual([
    { html: `<a href="${kept}">${kept}</a>`, text: `Ouvrez ${kept} vite` },
    // One that still waits must arrive whole.
    { html: link, text: link },
  ])
})

test('a second server on the same folders is refused, and the first goes on', async () => {
  const app = await startApp()
  onTestFinished(() => app.stop())
  await expect(startApp({ root: app.root })).rejects.toThrow('Another Foyer is running')
  expect(await app.visitor().api.house.me.query()).toMatchObject({ account: null })
})

test('an old site that was imported before is still known for what came of it', () => {
  const { db, migrate } = databaseAfter('0014_invitation_purpose')
  db.$client.exec(`INSERT INTO couple_import_site VALUES (1, 1);
    INSERT INTO couple_import VALUES (1, 'memory', '3 2020', 3, 'said', 'photograph', 2);
    INSERT INTO couple_import VALUES (1, 'perspective', '1', 1, 'said', NULL, 0);
    INSERT INTO couple_import VALUES (1, 'field', 'startDate', NULL, 'said', 'given', 0)`)
  migrate()
  const rows = db.$client.prepare(
    'SELECT kind, target, fingerprint, written, revision FROM couple_import ORDER BY kind',
  )
  expect(rows.raw().all()).toEqual([
    ['field', null, 'said', 'given', null],
    ['memory', 3, 'said', 'photograph', 2],
    ['perspective', 1, 'said', null, null],
  ])
})
