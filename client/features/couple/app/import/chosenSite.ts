import {
  largestOldDatabase,
  oldDatabaseName,
  oldUploadsName,
  placeInOldSite,
} from '../../../../../shared/couple-import.ts'

/** A file as the person chose it, with its path in the chosen folder, `site/uploads/x.jpg`, or its bare name. */
export interface PlacedFile {
  readonly path: string
  readonly file: File
}

/** What of the chosen files is an old site. */
export interface ChosenSite {
  readonly database: PlacedFile
  /** Holds what the database was told last, where the old site is still running. */
  readonly log: PlacedFile | null
  readonly photographs: readonly PlacedFile[]
  /** How many files are not sent, as no old site needs them. */
  readonly ignored: number
}

export type ChoiceFault = 'noDatabase' | 'severalDatabases' | 'databaseTooLarge' | 'notADatabase' | 'unfinished'

/** Folders that lie beside a site and hold nothing of it. */
export const isOfTools = (name: string): boolean => name === 'node_modules' || name === '__MACOSX' || name === '.git'

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)
const depthOf = ({ path }: PlacedFile): number => path.split('/').length

/** Windows and macOS leave files of their own everywhere. */
const isOfSystem = (path: string): boolean => nameOf(path).startsWith('.') || nameOf(path) === 'Thumbs.db'

const isWorthALook = ({ path, file }: PlacedFile): boolean =>
  file.size > 0 && !isOfSystem(path) && !path.split('/').some(isOfTools) && placeInOldSite(path) !== null

const isDatabase = ({ path }: PlacedFile): boolean => placeInOldSite(path) === oldDatabaseName

function databasesAmong(files: readonly PlacedFile[]): PlacedFile[] {
  const all = files.filter(isDatabase)
  const named = all.filter(({ path }) => nameOf(path) === oldDatabaseName)
  // Copies of the old site lie deeper than itself.
  const top = Math.min(...named.map(depthOf))
  return named.length > 0 ? named.filter((one) => depthOf(one) === top) : all
}

const isPicture = ({ path, file }: PlacedFile): boolean =>
  file.type.startsWith('image/') || /\.(jpe?g|png|gif|webp|hei[cf]|avif|tiff?)$/i.test(path)

/** Those in `uploads` beside the database, else in any `uploads`, else pictures that were chosen with it. */
function photographsOf(files: readonly PlacedFile[], folder: string): readonly PlacedFile[] {
  const inUploads = files.filter(({ path }) => folderOf(path).split('/').includes(oldUploadsName))
  const beside = inUploads.filter(({ path }) => path.startsWith(`${folder}${oldUploadsName}/`))
  const loose = files.filter((one) => folderOf(one.path) === folder && isPicture(one))
  return [beside, inUploads, loose].find((found) => found.length > 0) ?? []
}

/** Finds an old site among chosen files, or says what is wrong with them. */
export function siteAmong(files: readonly PlacedFile[]): ChosenSite | ChoiceFault {
  const useful = files.filter(isWorthALook)
  const [database, ...others] = databasesAmong(useful)
  if (!database) return 'noDatabase'
  if (others.length > 0) return 'severalDatabases'
  if (database.file.size > largestOldDatabase) return 'databaseTooLarge'
  const beside = (ending: string) => useful.find(({ path }) => path === `${database.path}${ending}`) ?? null
  if (beside('-journal')) return 'unfinished'
  const log = beside('-wal')
  const photographs = photographsOf(useful, folderOf(database.path))
  return { database, log, photographs, ignored: files.length - photographs.length - (log ? 2 : 1) }
}

const header = 'SQLite format 3\0'

/** Whether a file begins as every SQLite database does. Throws where it cannot be read. */
export async function isSqlite(file: File): Promise<boolean> {
  const bytes = new Uint8Array(await file.slice(0, header.length).arrayBuffer())
  return String.fromCharCode(...bytes) === header
}

export const filesOfSite = ({ database, log, photographs }: ChosenSite): readonly PlacedFile[] => [
  database,
  ...(log ? [log] : []),
  ...photographs,
]

export const bytesOf = (files: readonly PlacedFile[]): number => files.reduce((sum, { file }) => sum + file.size, 0)
