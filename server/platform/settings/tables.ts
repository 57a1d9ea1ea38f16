import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One row a settings definition: JSON in which secret fields are ciphertext. */
export const setting = sqliteTable('setting', {
  name: text().primaryKey(),
  value: text().notNull(),
  /** Rises at every change, so that two people cannot overwrite each other unseen. */
  revision: integer().notNull(),
  changedAt: integer('changed_at').notNull(),
})
