import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** A file that was received whole. Instants are milliseconds since the epoch. */
export const media = sqliteTable(
  'media',
  {
    /** Random; also the key of the original in the file store. */
    id: text().primaryKey(),
    kind: text({ enum: ['image'] }).notNull(),
    mime: text().notNull(),
    bytes: integer().notNull(),
    sha256: text().notNull(),
    /** In pixels, its orientation applied. */
    width: integer().notNull(),
    height: integer().notNull(),
    /** Base64; null until the variants are made. */
    thumbhash: text(),
    /** By the camera's own clock, `YYYY-MM-DDTHH:mm:ss`. */
    takenAt: text('taken_at'),
    /** The account that sent it; it may be gone since. */
    uploader: integer().notNull(),
    /** The person's file name, for downloads only. */
    name: text().notNull(),
    createdAt: integer('created_at').notNull(),
    /** When its last use ended; null while it is used and before it ever was. */
    detachedAt: integer('detached_at'),
    state: text({ enum: ['making', 'ready', 'damaged'] }).notNull(),
  },
  (table) => [index('media_state').on(table.state), index('media_uploader').on(table.uploader)],
)

/** A size of a picture that lies in the file store. */
export const mediaVariant = sqliteTable(
  'media_variant',
  {
    mediaId: text('media_id')
      .notNull()
      .references(() => media.id, { onDelete: 'cascade' }),
    width: integer().notNull(),
    height: integer().notNull(),
    bytes: integer().notNull(),
    key: text().notNull().unique(),
  },
  (table) => [primaryKey({ columns: [table.mediaId, table.width] })],
)

/** A place of the house where a file is shown; written in the transaction of the row that shows it. */
export const mediaUse = sqliteTable(
  'media_use',
  {
    mediaId: text('media_id')
      .notNull()
      .references(() => media.id),
    /** Names the declared use, such as `couple.memory`. */
    use: text().notNull(),
    ownerId: integer('owner_id').notNull(),
    position: integer().notNull(),
    alt: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.use, table.ownerId, table.position] }),
    uniqueIndex('media_use_media').on(table.mediaId, table.use, table.ownerId),
  ],
)

/** An upload under way: its bytes are reserved until it is finished or was idle for a day. */
export const mediaUpload = sqliteTable(
  'media_upload',
  {
    /** Random; becomes the id of the file and is the name of the staged one. */
    id: text().primaryKey(),
    accountId: integer('account_id').notNull(),
    bytes: integer().notNull(),
    createdAt: integer('created_at').notNull(),
    activeAt: integer('active_at').notNull(),
  },
  (table) => [index('media_upload_account').on(table.accountId), index('media_upload_active').on(table.activeAt)],
)
