import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { account } from '../../accounts/tables.ts'

/** What both write about. Instants are milliseconds since the epoch. */
export const perspectiveSubject = sqliteTable('perspective_subject', {
  id: integer().primaryKey({ autoIncrement: true }),
  title: text().notNull(),
  /** Closed until both have written; false again from then on. */
  sealed: integer({ mode: 'boolean' }).notNull(),
  /** When both had written while it was sealed: it stays open. */
  openedAt: integer('opened_at'),
  /** Who wants it opened before that. */
  openingAskedBy: integer('opening_asked_by').references(() => account.id, { onDelete: 'set null' }),
  position: integer().notNull(),
  author: integer().references(() => account.id, { onDelete: 'set null' }),
  createdAt: integer('created_at').notNull(),
  deletedAt: integer('deleted_at'),
  revision: integer().notNull().default(1),
})
