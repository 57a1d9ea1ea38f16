import * as z from 'zod/mini'
import { defineJob } from './definitions.ts'
import type { WireError } from './errors.ts'

/** What the old site called its database, and its folder of photographs. */
export const oldDatabaseName = 'moi_aimer_toi.db'
export const oldUploadsName = 'uploads'

/** An old site's database in bytes at most; real ones hold texts alone and stay below a hundredth of it. */
export const largestOldDatabase = 200_000_000

/** Files of an old site at most. */
export const mostOldFiles = 20_000

/** How many remarks of a report are kept. */
export const mostNotes = 500

/** What happens, or happened, to things of one kind. */
export interface ImportCount {
  /** New in this house. */
  readonly brought: number
  /** Changed in the old site since the last import, and followed here. */
  readonly updated: number
  /** Came with an earlier import. */
  readonly known: number
}

export const noteKinds = [
  'photoMissing',
  'photoOutside',
  'photoElsewhere',
  'photoBroken',
  'photoTooLarge',
  'memoryRenumbered',
  'memoryTaken',
  'memoryUnnumbered',
  'memoryUntitled',
  'memoryUndated',
  'memoryCut',
  'memoryChangedHere',
  'memoryDeletedHere',
  'perspectiveRenumbered',
  'perspectiveTaken',
  'perspectiveEmpty',
  'perspectiveCut',
  'perspectiveChangedHere',
  'startDateUnread',
  'startDateKept',
  'homeMessageKept',
  'introTextKept',
  'textCut',
] as const

export type NoteKind = (typeof noteKinds)[number]

/** A remark on one thing; in words: `coupleImport.notes.<kind>`. */
export interface ImportNote {
  readonly kind: NoteKind
  readonly args: Readonly<Record<string, string | number>>
}

/** What an import did, or, of a look, what it would do. */
export interface ImportReport {
  readonly memories: ImportCount
  readonly photographs: ImportCount
  readonly perspectives: ImportCount
  /** How many of start date, message and introduction were filled in. */
  readonly fields: number
  readonly notes: readonly ImportNote[]
  /** Remarks beyond {@link mostNotes}. */
  readonly moreNotes: number
}

/** `open`: files arrive · `queued`, `running` · `done` · `failed` */
export const importStates = ['open', 'queued', 'running', 'done', 'failed'] as const

/** An import as whoever began it sees it. */
export interface ImportView {
  readonly id: string
  readonly state: (typeof importStates)[number]
  /** Memories and perspectives that were dealt with, of all. */
  readonly done: number
  readonly total: number
  readonly report: ImportReport | null
  readonly error: WireError | null
}

/** A file that has arrived. */
export interface ImportFile {
  /** Path inside the old site's folder. */
  readonly path: string
  readonly bytes: number
}

const uploadId = z.string().check(z.regex(/^[0-9a-z]{26}$/))
const importId = uploadId

export const importInput = z.object({ importId })

export const importFileInput = z.object({
  importId,
  uploadId,
  path: z.string().check(z.minLength(1), z.maxLength(1000)),
})

export const runImport = defineJob('couple.import-site', z.object({ importId }))

export const sweepImports = defineJob('couple.sweep-imports', z.object({}))

const databaseEnding = /\.(?:db|sqlite3?)(-wal)?$/i

const isPart = (part: string): boolean => part !== '' && part !== '.' && part !== '..' && part.length <= 200

/**
 * Where a file lies in an old site's folder as the house keeps it: the database, its write-ahead log, or a photograph
 * in `uploads/`. null for a path that fits nowhere.
 * @param path as the browser names it, `folder/uploads/x.jpg` or `x.jpg`
 */
export function placeInOldSite(path: string): string | null {
  const parts = path.replace(/^\/+/, '').split('/')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no name of a file holds them
  if (!parts.every(isPart) || /[\0-\x1f\\]/.test(path)) return null
  const folder = parts.indexOf(oldUploadsName)
  if (folder !== -1 && folder < parts.length - 1) return parts.slice(folder).join('/')
  const name = parts.at(-1) ?? ''
  const [ending, log = ''] = databaseEnding.exec(name) ?? []
  if (ending !== undefined) return `${oldDatabaseName}${log.toLowerCase()}`
  return `${oldUploadsName}/${name}`
}

/** Whether this is the place of the database or of its log. */
export const isDatabasePlace = (place: string): boolean => !place.startsWith(`${oldUploadsName}/`)
