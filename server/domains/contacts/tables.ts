import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Everybody who is known to the house, with or without an account. */
export const contact = sqliteTable('contact', {
  id: integer().primaryKey({ autoIncrement: true }),
  name: text().notNull(),
  /** Lower case; a claim by whoever wrote it, never a place to send a sign-in link to. */
  email: text().unique(),
  createdAt: integer('created_at').notNull(),
  deletedAt: integer('deleted_at'),
})
