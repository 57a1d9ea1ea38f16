import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { account } from '../accounts/tables.ts'

const accountId = () =>
  integer('account_id')
    .notNull()
    .references(() => account.id, { onDelete: 'cascade' })

/** What people were told. Instants are milliseconds since the epoch. */
export const notice = sqliteTable(
  'notice',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    accountId: accountId(),
    kind: text().notNull(),
    /** What it is about: nobody is told of one thing twice. */
    key: text().notNull(),
    /** JSON of ids and short values; words are made of it when somebody reads them. */
    payload: text().notNull(),
    createdAt: integer('created_at').notNull(),
    /** Stands in the list of notices. */
    shown: integer({ mode: 'boolean' }).notNull().default(false),
    readAt: integer('read_at'),
    /** Goes out with the next daily mail. */
    inDigest: integer('in_digest', { mode: 'boolean' }).notNull().default(false),
    /** The mail that told of it; kept apart from the mail's own life. */
    mailId: integer('mail_id'),
    /** Kept back on all channels while what it tells of is deleted and may come back. */
    withheld: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (table) => [
    uniqueIndex('notice_once').on(table.accountId, table.kind, table.key),
    index('notice_list').on(table.accountId, sql`(read_at IS NOT NULL)`, table.id).where(sql`shown = 1`),
    index('notice_digest').on(table.accountId).where(sql`in_digest = 1`),
    index('notice_about').on(table.kind, table.key),
  ],
)

/** Where somebody chose otherwise than the kind itself. */
export const noticeChoice = sqliteTable(
  'notice_choice',
  {
    accountId: accountId(),
    kind: text().notNull(),
    channel: text().notNull(),
    on: integer({ mode: 'boolean' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.kind, table.channel] })],
)

/** When somebody's mails leave; times of day are `HH:MM` in their own time zone. */
export const noticeTiming = sqliteTable('notice_timing', {
  accountId: accountId().primaryKey(),
  mail: text({ enum: ['at-once', 'digest', 'never'] }).notNull(),
  digestAt: text('digest_at').notNull(),
  quietFrom: text('quiet_from'),
  quietTo: text('quiet_to'),
})
