import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Who did what, from where, with the values before and after as JSON. Rows are never changed. */
export const audit = sqliteTable(
  'audit',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    at: integer().notNull(),
    accountId: integer('account_id'),
    /** The person's name as it was then. */
    who: text().notNull(),
    address: text().notNull(),
    /** A message key such as `audit.settingsChanged`. */
    act: text().notNull(),
    before: text(),
    after: text(),
  },
  (table) => [index('audit_at').on(table.at)],
)
