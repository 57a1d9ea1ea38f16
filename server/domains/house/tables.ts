import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** How each line of the health page was found by the regular looks. Instants are milliseconds since the epoch. */
export const healthLine = sqliteTable('health_line', {
  /** The check's name. */
  name: text().primaryKey(),
  /** What counts: a state that was found twice in a row. */
  state: text({ enum: ['ok', 'off', 'attention', 'red'] }).notNull(),
  since: integer().notNull(),
  /** What the last look found, and since when it finds the same. */
  found: text({ enum: ['ok', 'off', 'attention', 'red'] }).notNull(),
  foundSince: integer('found_since').notNull(),
  lookedAt: integer('looked_at').notNull(),
  /** The owner was told that it is red, and not yet that it is well again. */
  toldRed: integer('told_red', { mode: 'boolean' }).notNull().default(false),
})
