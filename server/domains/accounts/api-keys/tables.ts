import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { account } from '../tables.ts'

/** Lets programs act in an account's name, within its scopes. */
export const apiKey = sqliteTable(
  'api_key',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    accountId: integer('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** Names of scopes. */
    scopes: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at'),
    revokedAt: integer('revoked_at'),
  },
  (table) => [index('api_key_account').on(table.accountId)],
)

/** What a program sends; a key has a second one while programs are moved over. */
export const apiKeySecret = sqliteTable(
  'api_key_secret',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    keyId: integer('key_id')
      .notNull()
      .references(() => apiKey.id, { onDelete: 'cascade' }),
    /** SHA-256 of the secret, hexadecimal. */
    secretHash: text('secret_hash').notNull().unique(),
    /** The last four signs, so that a person tells secrets apart. */
    hint: text().notNull(),
    createdAt: integer('created_at').notNull(),
    lastUsedAt: integer('last_used_at'),
    lastAddress: text('last_address'),
    revokedAt: integer('revoked_at'),
  },
  (table) => [index('api_key_secret_key').on(table.keyId)],
)
