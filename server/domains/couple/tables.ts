import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { account } from '../accounts/tables.ts'
import { perspectiveSubject } from './perspectives/tables.ts'

/** The couple: one row. Instants are milliseconds since the epoch, dates `YYYY-MM-DD`. */
export const couple = sqliteTable(
  'couple',
  {
    id: integer().primaryKey(),
    startDate: text('start_date'),
    /** `HH:MM` in `time_zone`. */
    startTime: text('start_time'),
    /** Null: the house's own. */
    timeZone: text('time_zone'),
    homeMessage: text('home_message').notNull().default(''),
    introText: text('intro_text').notNull().default(''),
    visibility: text({ enum: ['public', 'link', 'partners'] })
      .notNull()
      .default('partners'),
    /** The token of the link is this number signed by the house: another number, another link. */
    linkNumber: integer('link_number').notNull().default(1),
    changedBy: integer('changed_by').references(() => account.id, { onDelete: 'set null' }),
    revision: integer().notNull().default(1),
  },
  (table) => [check('couple_single', sql`${table.id} = 1`)],
)

/** The two partners; a third place does not exist. */
export const partner = sqliteTable(
  'partner',
  {
    position: integer().primaryKey(),
    accountId: integer('account_id')
      .notNull()
      .unique()
      .references(() => account.id, { onDelete: 'cascade' }),
  },
  (table) => [check('partner_two', sql`${table.position} IN (1, 2)`)],
)

/** A place that is kept for whoever accepts this invitation. */
export const partnerInvitation = sqliteTable(
  'partner_invitation',
  {
    position: integer().primaryKey(),
    invitationId: integer('invitation_id').notNull().unique(),
    name: text().notNull(),
    email: text().notNull(),
  },
  (table) => [check('partner_invitation_two', sql`${table.position} IN (1, 2)`)],
)

/** A memory; its words are also in the full-text index `memory_fts`, which triggers keep. */
export const memory = sqliteTable(
  'memory',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    title: text().notNull(),
    text: text().notNull(),
    date: text().notNull(),
    /** `MM-DD`: "on this day" would read every memory without an index of it. */
    monthDay: text('month_day').generatedAlwaysAs(sql`substr("date", 6)`),
    place: text().notNull(),
    author: integer().references(() => account.id, { onDelete: 'set null' }),
    /** Name of whoever told it, where their account is gone. */
    teller: text(),
    status: text({ enum: ['draft', 'private', 'shared'] }).notNull(),
    sharedAt: integer('shared_at'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    deletedAt: integer('deleted_at'),
    changedBy: integer('changed_by').references(() => account.id, { onDelete: 'set null' }),
    revision: integer().notNull().default(1),
  },
  (table) => [
    index('memory_date').on(table.date, table.id).where(sql`deleted_at IS NULL`),
    index('memory_month_day').on(table.monthDay, table.date).where(sql`deleted_at IS NULL`),
    index('memory_deleted').on(table.deletedAt).where(sql`deleted_at IS NOT NULL`),
  ],
)

/** What the partners hope, by number; under a subject, each writes once. */
export const perspective = sqliteTable(
  'perspective',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    number: integer('perspective_number').notNull().unique(),
    content: text().notNull(),
    author: integer().references(() => account.id, { onDelete: 'set null' }),
    /** Name of whoever wrote it, where their account is gone. */
    teller: text(),
    updatedAt: integer('updated_at').notNull(),
    /** Null for what came without a subject. */
    subjectId: integer('subject_id').references(() => perspectiveSubject.id, { onDelete: 'cascade' }),
    /** Closed to everybody but its author. */
    sealed: integer({ mode: 'boolean' }).notNull().default(false),
    /**
     * The other partner when they were sealed: whoever comes after that one reads them only by consent. Null where the
     * other place was empty. An id, not a reference: it stays when that account goes.
     */
    sealedFor: integer('sealed_for'),
    revision: integer().notNull().default(1),
  },
  (table) => [
    uniqueIndex('perspective_subject_author').on(table.subjectId, table.author).where(sql`subject_id IS NOT NULL`),
  ],
)

/**
 * What the example content put in. `reference` is the id of a memory, a chapter or a subject, the number of a
 * perspective, the id of the photograph, or the value that a field was given: it is taken out only while nobody changed
 * it, and the mark goes with the thing.
 */
export const coupleDemo = sqliteTable(
  'couple_demo',
  {
    thing: text({
      enum: ['memory', 'perspective', 'chapter', 'subject', 'photo', 'startDate', 'homeMessage', 'introText'],
    }).notNull(),
    reference: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.thing, table.reference] })],
)
