import Sqlite from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'

/** Drizzle over one better-sqlite3 connection; the connection itself is `db.$client`. */
export type Database = BetterSQLite3Database<Record<string, never>> & { $client: Sqlite.Database }

/**
 * Opens the database file, durable at every commit: a commit that was acknowledged survives a power cut.
 * @param file path of the database; it is created when missing.
 */
export function openDatabase(file: string): Database {
  const client = new Sqlite(file)
  client.pragma('journal_mode = WAL')
  client.pragma('synchronous = FULL')
  client.pragma('foreign_keys = ON')
  client.pragma('busy_timeout = 5000')
  client.pragma('trusted_schema = OFF')
  return drizzle(client)
}

/** Folds the write-ahead log into the main file and closes. */
export function closeDatabase(db: Database): void {
  db.$client.pragma('wal_checkpoint(TRUNCATE)')
  db.$client.close()
}

/**
 * Makes a function that prepares a hot query once for each database (a single row: 4 µs prepared, 53 µs not). SQLite
 * plans a join anew for each value that it compares with (token of a session: 54 µs), unless the parameter stands behind
 * a plus (9 µs); the same goes for the parameter of LIMIT, where the plus must be followed by something: `:limit + 0`.
 */
export function prepared<Q>(prepare: (db: Database) => Q): (db: Database) => Q {
  const queries = new WeakMap<Database, Q>()
  return (db) => {
    const known = queries.get(db)
    if (known !== undefined) return known
    const query = prepare(db)
    queries.set(db, query)
    return query
  }
}

const revisionStatement = prepared((db) => ({
  own: db.$client.prepare('SELECT total_changes()').pluck(),
  others: db.$client.prepare('PRAGMA data_version').pluck(),
}))

/** A text that differs after any row changed, in this process or in another one. */
export function databaseRevision(db: Database): string {
  const { own, others } = revisionStatement(db)
  return `${own.get()}.${others.get()}`
}
