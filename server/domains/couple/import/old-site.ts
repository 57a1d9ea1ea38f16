import { once } from 'node:events'
import fs from 'node:fs/promises'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { largestOldDatabase, oldDatabaseName, oldUploadsName } from '../../../../shared/couple-import.ts'
import { DomainError } from '../../../../shared/errors.ts'
import type { Deps } from '../../../platform/deps.ts'
import { megabytes } from '../../../platform/files/megabytes.ts'
import { sayingDiskFull } from '../../../platform/files/writing.ts'
import type { OldContent } from './old-database.ts'
import type { OldAnswer } from './old-database.worker.ts'
import { assertDataRoom, type Housed, importsFolder } from './room.ts'

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

const tooLarge = () =>
  new DomainError('TOO_LARGE', 'coupleImport.errors.databaseTooLarge', { limit: megabytes(largestOldDatabase) })

/** @throws {DomainError} INVALID, TOO_LARGE */
async function checkFile(file: string): Promise<void> {
  const { size } = await fs.stat(file)
  if (!(await isFile(file))) throw new DomainError('INVALID', 'coupleImport.errors.notADatabase')
  if (size > largestOldDatabase) throw tooLarge()
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

/** Reads a database in a thread of its own: a large one would hold everybody up. */
async function readAside(file: string): Promise<OldContent> {
  const worker = new Worker(new URL('./old-database.worker.ts', import.meta.url), { workerData: file })
  const [answer] = (await once(worker, 'message')) as [OldAnswer]
  if ('content' in answer) return answer.content
  const { code, key, args } = answer.refusal
  throw new DomainError(code, key, args)
}

/** Reads a copy: the old site may be running, and its own files are never touched. */
async function readCopy(house: Housed, file: string): Promise<OldContent> {
  const { size } = await fs.stat(file)
  const log = await fs.stat(`${file}-wal`).catch(() => null)
  if (log && log.size > largestOldDatabase) throw tooLarge()
  await assertDataRoom(house, size + (log?.size ?? 0))
  await fs.mkdir(importsFolder(house), { recursive: true, mode: 0o700 })
  const folder = await fs.mkdtemp(path.join(importsFolder(house), 'copy-'))
  try {
    const copy = path.join(folder, 'copy.db')
    await sayingDiskFull(async () => {
      await fs.copyFile(file, copy)
      if (log?.isFile()) await fs.copyFile(`${file}-wal`, `${copy}-wal`)
    })
    return await readAside(copy)
  } finally {
    await fs.rm(folder, { recursive: true, force: true })
  }
}

/**
 * Reads old sites one at a time in the whole house.
 * @throws {DomainError} UNAVAILABLE where the house closes before its turn; what `work` throws
 */
export const readInTurn = <T>({ turns, underway }: Deps, work: () => Promise<T>): Promise<T> =>
  underway.run(() => turns.run('couple.import-read', { signal: underway.ending }, work))

/**
 * Opens an old couple site.
 * @param place its folder, or its database file
 * @throws {DomainError} NOT_FOUND, INVALID, TOO_LARGE: what is wrong with it; UNAVAILABLE: the disk is full
 */
export async function openOldSite(house: Housed, place: string): Promise<OldSite> {
  const file = await databaseIn(path.resolve(place))
  await checkFile(file)
  const journal = await fs.stat(`${file}-journal`).catch(() => null)
  // Rolling it back could remove files that it names.
  if (journal && journal.size > 0) throw new DomainError('CONFLICT', 'coupleImport.errors.unfinished')
  const content = await readCopy(house, file)
  const uploads = await fs.realpath(path.join(path.dirname(file), oldUploadsName)).catch(() => null)
  return { ...content, uploads }
}
