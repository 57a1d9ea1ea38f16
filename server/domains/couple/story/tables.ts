import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { account } from '../../accounts/tables.ts'

/** A chapter of the couple's story. Instants are milliseconds since the epoch. */
export const chapter = sqliteTable(
  'chapter',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    title: text().notNull(),
    text: text().notNull(),
    /** `YYYY-MM-DD` */
    date: text(),
    /** Chapters stand in its order, then by id. */
    position: integer().notNull(),
    author: integer().references(() => account.id, { onDelete: 'set null' }),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    deletedAt: integer('deleted_at'),
    changedBy: integer('changed_by').references(() => account.id, { onDelete: 'set null' }),
    revision: integer().notNull().default(1),
  },
  (table) => [index('chapter_position').on(table.position, table.id).where(sql`deleted_at IS NULL`)],
)
