import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** What the house still owes the world. Instants are milliseconds since the epoch. */
export const job = sqliteTable(
  'job',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    name: text().notNull(),
    /** Unique within its name: a job enqueued twice under one key is one job. */
    key: text().notNull(),
    /** JSON; holds ids, never rows. */
    payload: text().notNull(),
    lane: text().notNull(),
    runAt: integer('run_at').notNull(),
    attempts: integer().notNull().default(0),
    leaseOwner: text('lease_owner'),
    leaseUntil: integer('lease_until'),
    doneAt: integer('done_at'),
    deadAt: integer('dead_at'),
    /** When it is due again because it was armed while it ran. */
    againAt: integer('again_at'),
    error: text(),
  },
  (table) => [
    uniqueIndex('job_name_key').on(table.name, table.key),
    index('job_due').on(table.lane, table.runAt).where(sql`done_at IS NULL AND dead_at IS NULL`),
  ],
)
