import fs from 'node:fs'
import path from 'node:path'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import type { Logger } from '../log.ts'
import type { Database } from './open.ts'

const migrationsFolder = path.join(import.meta.dirname, '../../../drizzle')
const copiesKept = 3

interface Journal {
  readonly entries: readonly { readonly when: number; readonly tag: string }[]
}

/** The database was written by a newer version of the house than this one. */
class NewerDatabaseError extends Error {}

function lastApplied(db: Database): number | null {
  const known = db.$client.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get()
  if (!known) return null
  return db.$client.prepare('SELECT max(created_at) FROM __drizzle_migrations').pluck().get() as number | null
}

function newestMigration(): number {
  const journal = JSON.parse(fs.readFileSync(path.join(migrationsFolder, 'meta/_journal.json'), 'utf8')) as Journal
  return journal.entries.at(-1)?.when ?? 0
}

/** Whether the tables are those of this version. */
export const isCurrent = (db: Database): boolean => lastApplied(db) === newestMigration()

function copyBefore(db: Database, dataFolder: string, applied: number, log: Logger): void {
  const folder = path.join(dataFolder, 'before-migration')
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const copy = path.join(folder, `foyer-${applied}-${Date.now()}.db`)
  db.$client.prepare('VACUUM INTO ?').run(copy)
  for (const old of fs.readdirSync(folder).sort().reverse().slice(copiesKept)) fs.rmSync(path.join(folder, old))
  log.info({ copy }, 'The database was copied before its migration')
}

/**
 * Brings the tables up to this version; a database that holds something is copied first.
 * @throws {NewerDatabaseError} where the database is newer than the code: nothing was changed.
 */
export function migrateDatabase(db: Database, dataFolder: string, log: Logger): void {
  const newest = newestMigration()
  const applied = lastApplied(db)
  if (applied !== null && applied > newest) {
    throw new NewerDatabaseError(
      'This database was written by a newer version of Foyer. Nothing was changed: install that version again, ' +
        'or restore a backup made by this one.',
    )
  }
  if (applied === newest) return
  if (applied !== null) copyBefore(db, dataFolder, applied, log)
  db.$client.pragma('foreign_keys = OFF')
  migrate(db, { migrationsFolder })
  db.$client.pragma('foreign_keys = ON')
  const broken = db.$client.pragma('foreign_key_check') as unknown[]
  if (broken.length > 0) log.error({ broken }, 'Rows point to rows that are missing')
}
