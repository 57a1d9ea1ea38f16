import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { MessageKey } from '../../../shared/messages/catalogue.gen.ts'
import { contact } from '../contacts/tables.ts'

export const account = sqliteTable('account', {
  id: integer().primaryKey({ autoIncrement: true }),
  contactId: integer('contact_id')
    .notNull()
    .unique()
    .references(() => contact.id),
  /** Lower case. */
  username: text().notNull().unique(),
  name: text().notNull(),
  /** The sign-in address, proved by its owner; independent of the contact's. */
  email: text().unique(),
  passwordHash: text('password_hash').notNull(),
  role: text({ enum: ['owner', 'admin', 'member', 'client'] }).notNull(),
  locale: text({ enum: ['fr', 'en'] }).notNull(),
  timeZone: text('time_zone').notNull(),
  createdAt: integer('created_at').notNull(),
  disabledAt: integer('disabled_at'),
  /** To the minute; null where they never came. */
  lastSeenAt: integer('last_seen_at'),
})

export type AccountRow = typeof account.$inferSelect

export const session = sqliteTable(
  'session',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    accountId: integer('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    /** SHA-256 of the token, hexadecimal. */
    tokenHash: text('token_hash').notNull().unique(),
    kind: text({ enum: ['browser', 'bearer'] }).notNull(),
    remember: integer({ mode: 'boolean' }).notNull(),
    userAgent: text('user_agent').notNull(),
    address: text().notNull(),
    createdAt: integer('created_at').notNull(),
    lastSeenAt: integer('last_seen_at').notNull(),
  },
  (table) => [index('session_account').on(table.accountId)],
)

/** Devices and addresses with which somebody signed in before. */
export const knownPlace = sqliteTable(
  'known_place',
  {
    accountId: integer('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    /** SHA-256 of device and address. */
    place: text().notNull(),
    seenAt: integer('seen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.place] })],
)

/** Failed sign-ins under one name since its last success, whether an account bears it or not. Outlives a restart. */
export const signInFailure = sqliteTable('sign_in_failure', {
  /** SHA-256 of the account's id, or of a name that no account bears. */
  subject: text().primaryKey(),
  failures: integer().notNull(),
  lastAt: integer('last_at').notNull(),
})

/** A link that lets whoever reads the account's mail choose a new password. */
export const passwordReset = sqliteTable(
  'password_reset',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    accountId: integer('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    tokenHash: text('token_hash').notNull().unique(),
    /** The mail that carries the link. */
    mailId: integer('mail_id').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('password_reset_account').on(table.accountId)],
)

/** An address that takes the place of the account's own once its owner has followed the link. */
export const emailChange = sqliteTable('email_change', {
  accountId: integer('account_id')
    .primaryKey()
    .references(() => account.id, { onDelete: 'cascade' }),
  email: text().notNull(),
  tokenHash: text('token_hash').notNull().unique(),
  /** The mail that carries the link. */
  mailId: integer('mail_id').notNull(),
  expiresAt: integer('expires_at').notNull(),
})

export const invitation = sqliteTable('invitation', {
  id: integer().primaryKey({ autoIncrement: true }),
  tokenHash: text('token_hash').notNull().unique(),
  name: text().notNull(),
  email: text().notNull(),
  role: text({ enum: ['admin', 'member', 'client'] }).notNull(),
  locale: text({ enum: ['fr', 'en'] }).notNull(),
  /** Null: whoever reads the mail asked by themselves. */
  invitedBy: integer('invited_by').references(() => account.id, { onDelete: 'cascade' }),
  /** The mail that carries the link, where one was written. */
  mailId: integer('mail_id'),
  /** Message key of what the inviter has in mind, where it is more than an account. */
  purpose: text().$type<MessageKey>(),
  expiresAt: integer('expires_at').notNull(),
  acceptedAt: integer('accepted_at'),
})
