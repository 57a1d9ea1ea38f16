import { sql } from 'drizzle-orm'
import { blob, check, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { torrentStates } from '../../../shared/torrents.ts'
import { account } from '../accounts/tables.ts'

/**
 * A torrent of the house, written before the engine is told of it. Instants are milliseconds since the epoch, sizes in
 * bytes; what the engine says of it is kept as it was last seen.
 */
export const torrent = sqliteTable(
  'torrent',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** The engine holds it under the tag `foyer:<uuid>`. */
    uuid: text().notNull().unique(),
    /** SHA-1 of the info dictionary, 40 hexadecimal digits; null where it has none. */
    v1: text(),
    /** SHA-256 of the info dictionary, 64 hexadecimal digits; null where it has none or a magnet does not say. */
    v2: text(),
    name: text().notNull(),
    state: text({ enum: torrentStates }).notNull().default('waiting'),
    /** Message key and arguments of what is the matter, as JSON. */
    problem: text(),
    size: integer(),
    progress: real().notNull().default(0),
    ratio: real().notNull().default(0),
    /** Null: the engine's own setting. */
    ratioLimit: real('ratio_limit'),
    seedingMinutes: integer('seeding_minutes'),
    addedAt: integer('added_at').notNull(),
    addedBy: integer('added_by').references(() => account.id, { onDelete: 'set null' }),
    /** When the engine was seen to hold it, and never before its row was written. */
    sentAt: integer('sent_at'),
    /** When it was first seen whole after it had not been; its owners were told then. */
    finishedAt: integer('finished_at'),
    /** Whether its owners were told that it failed, since it last did well. */
    failureTold: integer('failure_told', { mode: 'boolean' }).notNull().default(false),
  },
  (table) => [
    uniqueIndex('torrent_v1').on(table.v1).where(sql`${table.v1} IS NOT NULL`),
    uniqueIndex('torrent_v2').on(table.v2).where(sql`${table.v2} IS NOT NULL`),
    check('torrent_hash', sql`${table.v1} IS NOT NULL OR ${table.v2} IS NOT NULL`),
  ],
)

/** What the engine is given: kept as long as the torrent, so that it can be given again. One of the two is there. */
export const torrentSource = sqliteTable('torrent_source', {
  torrentId: integer('torrent_id')
    .primaryKey()
    .references(() => torrent.id, { onDelete: 'cascade' }),
  magnet: text(),
  file: blob({ mode: 'buffer' }),
})

export const torrentOwner = sqliteTable(
  'torrent_owner',
  {
    torrentId: integer('torrent_id')
      .notNull()
      .references(() => torrent.id, { onDelete: 'cascade' }),
    accountId: integer('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    since: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.torrentId, table.accountId] }),
    index('torrent_owner_account').on(table.accountId),
  ],
)

/** Mean speeds in bytes a second over a stretch of time; torrent 0 is the whole engine. */
export const torrentSpeedRow = sqliteTable(
  'torrent_speed',
  {
    torrentId: integer('torrent_id').notNull(),
    /** Length of the stretch in seconds: rows are thinned by age. */
    step: integer().notNull(),
    /** Its beginning, in seconds since the epoch. */
    at: integer().notNull(),
    down: integer().notNull(),
    up: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.torrentId, table.step, table.at] })],
)
