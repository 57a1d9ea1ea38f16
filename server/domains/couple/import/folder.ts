import fs from 'node:fs/promises'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import {
  type ImportFile,
  isDatabasePlace,
  largestOldDatabase,
  mostOldFiles,
  oldDatabaseName,
  placeInOldSite,
} from '../../../../shared/couple-import.ts'
import { DomainError } from '../../../../shared/errors.ts'
import { pictureBytes, reservedBytes } from '../../../../shared/media.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { megabytes } from '../../../platform/files/megabytes.ts'
import { codeOf, sayingDiskFull } from '../../../platform/files/writing.ts'
import { takeRaw } from '../../media/raw.ts'
import { assertDataRoom, importsFolder } from './room.ts'
import { changeRun, type ImportRun, openRun } from './runs.ts'
import { coupleImportRun } from './tables.ts'

const folderOf = (deps: Deps, id: string): string => path.join(importsFolder(deps), id)

/** The files that have arrived, by their places in the old site's folder. */
export async function filesOf(deps: Deps, actor: SignedIn, id: string): Promise<ImportFile[]> {
  const folder = folderOf(deps, openRun(deps, actor, id).id)
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith(unfinished))
  return Promise.all(
    files.map(async ({ parentPath, name }) => {
      const file = path.join(parentPath, name)
      return { path: path.relative(folder, file), bytes: (await fs.stat(file)).size }
    }),
  )
}

const unfinished = '.part'

/** @throws {DomainError} LIMIT */
function refuseMore(deps: Deps, actor: SignedIn, run: ImportRun, bytes: number): void {
  if (run.files >= mostOldFiles) {
    throw new DomainError('LIMIT', 'coupleImport.errors.tooManyFiles', { limit: mostOldFiles })
  }
  const limit = deps.limitOf(actor.account.id, reservedBytes)
  if (run.bytes + bytes > limit) {
    throw new DomainError('LIMIT', 'coupleImport.errors.tooMuch', { limit: megabytes(limit) })
  }
}

const badNames = new Set<unknown>(['ENAMETOOLONG', 'ENOTDIR', 'EISDIR', 'EEXIST', 'EINVAL'])

async function copyInto(source: string, target: string, name: string): Promise<void> {
  try {
    await sayingDiskFull(async () => {
      await fs.mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
      await fs.copyFile(source, `${target}${unfinished}`)
      await fs.rename(`${target}${unfinished}`, target)
    })
  } catch (error) {
    await fs.rm(`${target}${unfinished}`, { force: true }).catch(() => undefined)
    if (badNames.has(codeOf(error))) throw strange(name)
    throw error
  }
}

const strange = (name: string) =>
  new DomainError('INVALID', 'coupleImport.errors.strangeFile', { name: name.slice(0, 200) })

/**
 * Takes an upload as a file of the old site. Asked again, it gives the same answer.
 * @param name path of the file as the browser names it
 * @throws {DomainError} NOT_FOUND (import or upload), CONFLICT (started, or bytes are missing), INVALID (the path),
 *   TOO_LARGE, LIMIT, UNAVAILABLE (the disk is full)
 */
export async function addFile(
  deps: Deps,
  actor: SignedIn,
  { importId, uploadId, name }: { importId: string; uploadId: string; name: string },
): Promise<ImportFile> {
  const run = openRun(deps, actor, importId)
  const place = placeInOldSite(name)
  if (place === null) throw strange(name)
  const target = path.join(folderOf(deps, run.id), place)
  const maxBytes = isDatabasePlace(place) ? largestOldDatabase : deps.limitOf(actor.account.id, pictureBytes)
  const before = await fs.stat(target).catch(() => null)
  const taken = await takeRaw(deps, actor, uploadId, maxBytes, async (file) => {
    refuseMore(deps, actor, openRun(deps, actor, importId), file.bytes)
    await assertDataRoom(deps, file.bytes)
    await copyInto(file.path, target, name)
    const { files, bytes } = openRun(deps, actor, importId)
    changeRun(deps, run.id, { files: files + (before ? 0 : 1), bytes: bytes + file.bytes - (before?.size ?? 0) })
  })
  if (!taken && !before) throw new DomainError('NOT_FOUND', 'media.errors.unknownUpload')
  return { path: place, bytes: (await fs.stat(target)).size }
}

/** Removes what has arrived of an import. */
export const removeFolder = (deps: Deps, id: string): Promise<void> =>
  fs.rm(folderOf(deps, id), { recursive: true, force: true })

/**
 * Gives up an import that was not started.
 * @throws {DomainError} NOT_FOUND, CONFLICT
 */
export async function discardRun(deps: Deps, actor: SignedIn, id: string): Promise<void> {
  const run = openRun(deps, actor, id)
  deps.db.delete(coupleImportRun).where(eq(coupleImportRun.id, run.id)).run()
  await removeFolder(deps, run.id)
}

/**
 * The folder with a database in it.
 * @throws {DomainError} INVALID where none has arrived
 */
export async function wholeFolder(deps: Deps, run: ImportRun): Promise<string> {
  const folder = folderOf(deps, run.id)
  const stats = await fs.stat(path.join(folder, oldDatabaseName)).catch(() => null)
  if (!stats) throw new DomainError('INVALID', 'coupleImport.errors.noDatabase', { name: oldDatabaseName })
  return folder
}
