import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { largestOldDatabase, oldDatabaseName, oldUploadsName } from '../../../../shared/couple-import.ts'
import { DomainError } from '../../../../shared/errors.ts'
import { mebibytes } from '../../../platform/files/mebibytes.ts'
import { type OldContent, readOldDatabase } from './old-database.ts'

/** An old couple site: what its database said when it was opened, and where its photographs lie. */
export interface OldSite extends OldContent {
  /** The folder of photographs, with all links in its own path resolved; null where there is none. */
  readonly uploads: string | null
}

const header = Buffer.from('SQLite format 3\0')

const isFile = async (file: string): Promise<boolean> => (await fs.stat(file).catch(() => null))?.isFile() ?? false

/**
 * The database in a folder: by its old name, else the only one there.
 * @throws {DomainError} NOT_FOUND (nothing there), INVALID (none, or several)
 */
async function databaseIn(place: string): Promise<string> {
  const stats = await fs.stat(place).catch(() => null)
  if (!stats) throw new DomainError('NOT_FOUND', 'coupleImport.errors.nothingThere', { path: place })
  if (!stats.isDirectory()) return place
  const named = path.join(place, oldDatabaseName)
  if (await isFile(named)) return named
  const others = (await fs.readdir(place)).filter((name) => /\.(db|sqlite3?)$/i.test(name))
  const [only] = others
  if (!only) throw new DomainError('INVALID', 'coupleImport.errors.noDatabase', { name: oldDatabaseName })
  if (others.length > 1)
    throw new DomainError('INVALID', 'coupleImport.errors.severalDatabases', { name: oldDatabaseName })
  return path.join(place, only)
}

/** @throws {DomainError} INVALID, TOO_LARGE */
async function checkFile(file: string): Promise<void> {
  const { size } = await fs.stat(file)
  if (!(await isFile(file))) throw new DomainError('INVALID', 'coupleImport.errors.notADatabase')
  if (size > largestOldDatabase) {
    throw new DomainError('TOO_LARGE', 'coupleImport.errors.databaseTooLarge', { limit: mebibytes(largestOldDatabase) })
  }
  const handle = await fs.open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(header.length), 0, header.length, 0)
    if (bytesRead < header.length || !buffer.equals(header)) {
      throw new DomainError('INVALID', 'coupleImport.errors.notADatabase')
    }
  } finally {
    await handle.close()
  }
}

/** Reads a copy: the old site may be running, and its own files are never touched. */
async function readCopy(file: string): Promise<OldContent> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'foyer-old-site-'))
  try {
    const copy = path.join(folder, 'copy.db')
    await fs.copyFile(file, copy)
    const log = await fs.stat(`${file}-wal`).catch(() => null)
    if (log && log.size > largestOldDatabase) {
      throw new DomainError('TOO_LARGE', 'coupleImport.errors.databaseTooLarge', {
        limit: mebibytes(largestOldDatabase),
      })
    }
    if (log?.isFile()) await fs.copyFile(`${file}-wal`, `${copy}-wal`)
    return readOldDatabase(copy)
  } finally {
    await fs.rm(folder, { recursive: true, force: true })
  }
}

/**
 * Opens an old couple site.
 * @param place its folder, or its database file
 * @throws {DomainError} NOT_FOUND, INVALID, TOO_LARGE: what is wrong with it
 */
export async function openOldSite(place: string): Promise<OldSite> {
  const file = await databaseIn(path.resolve(place))
  await checkFile(file)
  const journal = await fs.stat(`${file}-journal`).catch(() => null)
  // Rolling it back could remove files that it names.
  if (journal && journal.size > 0) throw new DomainError('CONFLICT', 'coupleImport.errors.unfinished')
  const content = await readCopy(file)
  const uploads = await fs.realpath(path.join(path.dirname(file), oldUploadsName)).catch(() => null)
  return { ...content, uploads }
}
