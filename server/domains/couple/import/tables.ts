import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { importStates } from '../../../../shared/couple-import.ts'
import { account } from '../../accounts/tables.ts'

/** An old site that something was imported from. */
export const coupleImportSite = sqliteTable('couple_import_site', {
  id: integer().primaryKey({ autoIncrement: true }),
  createdAt: integer('created_at').notNull(),
})

/** What became of a thing of an old site. Written with the thing itself, so that no second import doubles it. */
export const coupleImport = sqliteTable(
  'couple_import',
  {
    site: integer()
      .notNull()
      .references(() => coupleImportSite.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['memory', 'perspective', 'field'] }).notNull(),
    /** The old site's own name for it: id and moment of a memory, number of a perspective, name of a field. */
    reference: text().notNull(),
    /** Id of the memory or of the perspective that it became; null of a field. */
    target: integer(),
    /** SHA-256 of what the old site said. */
    fingerprint: text().notNull(),
    /** SHA-256 of a memory's photograph, or of what a field was given; null where there is none. */
    written: text(),
    /** Of a memory, as the import left it: while it is the same, nobody changed it here. */
    revision: integer(),
  },
  (table) => [primaryKey({ columns: [table.site, table.kind, table.reference] })],
)

/** An import by browser; its files lie in a folder of its id until it is over. */
export const coupleImportRun = sqliteTable('couple_import_run', {
  id: text().primaryKey(),
  accountId: integer('account_id')
    .notNull()
    .references(() => account.id, { onDelete: 'cascade' }),
  state: text({ enum: importStates }).notNull(),
  /** How many files have arrived, and how large they are together. */
  files: integer().notNull().default(0),
  bytes: integer().notNull().default(0),
  done: integer().notNull().default(0),
  total: integer().notNull().default(0),
  /** JSON of an `ImportReport`. */
  report: text(),
  /** JSON of a `WireError`. */
  error: text(),
  createdAt: integer('created_at').notNull(),
  activeAt: integer('active_at').notNull(),
})
