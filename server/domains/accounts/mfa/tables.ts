import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { account } from '../tables.ts'

/** The authenticator of an account, and the one that is being set up in its place. Keys are sealed by the house. */
export const totp = sqliteTable('totp', {
  accountId: integer('account_id')
    .primaryKey()
    .references(() => account.id, { onDelete: 'cascade' }),
  /** Null until a code of it was given. */
  key: text(),
  confirmedAt: integer('confirmed_at'),
  /** The last step of half a minute whose code was accepted: older ones never are again. */
  lastStep: integer('last_step'),
  nextKey: text('next_key'),
  nextMadeAt: integer('next_made_at'),
})

export const backupCode = sqliteTable(
  'backup_code',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    accountId: integer('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    /** SHA-256 of the code, hexadecimal. */
    codeHash: text('code_hash').notNull().unique(),
    usedAt: integer('used_at'),
  },
  (table) => [index('backup_code_account').on(table.accountId)],
)

/** Stands for a right name and password while the second factor is asked for. Opens no session by itself. */
export const signInTicket = sqliteTable('sign_in_ticket', {
  id: integer().primaryKey({ autoIncrement: true }),
  tokenHash: text('token_hash').notNull().unique(),
  accountId: integer('account_id')
    .notNull()
    .references(() => account.id, { onDelete: 'cascade' }),
  remember: integer({ mode: 'boolean' }).notNull(),
  tries: integer().notNull().default(0),
  expiresAt: integer('expires_at').notNull(),
})

/** Somebody who knows the password asked to do without the second factor; it opens after a delay, unless stopped. */
export const mfaRecovery = sqliteTable('mfa_recovery', {
  accountId: integer('account_id')
    .primaryKey()
    .references(() => account.id, { onDelete: 'cascade' }),
  /** Of the link that stops it. */
  stopHash: text('stop_hash').notNull().unique(),
  opensAt: integer('opens_at').notNull(),
  /** Of the link that is mailed once it opens. */
  tokenHash: text('token_hash').unique(),
  /** Of that link, in milliseconds since the epoch. */
  expiresAt: integer('expires_at'),
})
