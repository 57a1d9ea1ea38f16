import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Every mail that the house wrote; one without `sentAt` still waits. */
export const mail = sqliteTable(
  'mail',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    recipient: text().notNull(),
    subject: text().notNull(),
    html: text().notNull(),
    text: text().notNull(),
    /** Ciphertext of the link that only the recipient may read, until the mail was sent. */
    secretLink: text('secret_link'),
    /** JSON of the headers besides those that every mail bears. */
    headers: text(),
    createdAt: integer('created_at').notNull(),
    sentAt: integer('sent_at'),
    failedAt: integer('failed_at'),
    /** The last answer of the mail server, or why nothing was sent yet. */
    error: text(),
  },
  (table) => [
    index('mail_created').on(table.createdAt),
    index('mail_sent').on(table.sentAt),
    index('mail_waiting').on(table.failedAt).where(sql`sent_at IS NULL`),
  ],
)
