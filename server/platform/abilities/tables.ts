import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** A set of people who share abilities and limits. */
export const group = sqliteTable('group', {
  id: integer().primaryKey({ autoIncrement: true }),
  name: text().notNull().unique(),
  /** Counts the changes: whoever saves says which one they read. */
  revision: integer().notNull().default(1),
  /** The account that changed it last; it may be gone since. */
  changedBy: integer('changed_by'),
})

export const groupMember = sqliteTable(
  'group_member',
  {
    groupId: integer('group_id')
      .notNull()
      .references(() => group.id, { onDelete: 'cascade' }),
    accountId: integer('account_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.groupId] })],
)

export const groupAbility = sqliteTable(
  'group_ability',
  {
    groupId: integer('group_id')
      .notNull()
      .references(() => group.id, { onDelete: 'cascade' }),
    ability: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.groupId, table.ability] })],
)

/** One row a limit; the name is a `defineLimit`, the value in its unit. */
export const groupLimit = sqliteTable(
  'group_limit',
  {
    groupId: integer('group_id')
      .notNull()
      .references(() => group.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    value: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.groupId, table.name] })],
)
