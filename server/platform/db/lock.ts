import fs from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { ConfigError } from '../../config.ts'

/**
 * Takes a data folder for this process alone. The lock is the operating system's: it ends with the process, however
 * that dies. Returns its release, or null where another process holds it.
 */
export function tryLock(dataFolder: string): (() => void) | null {
  fs.mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const lock = new Sqlite(path.join(dataFolder, 'server.lock'), { timeout: 1000 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return () => lock.close()
  } catch (error) {
    lock.close()
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return null
    throw error
  }
}

/**
 * Keeps a second server off the same folder. Returns the release of its lock.
 * @throws {ConfigError} where another server holds it
 */
export function lockFolder(dataFolder: string): () => void {
  const release = tryLock(dataFolder)
  if (release) return release
  throw new ConfigError(
    `Another Foyer is running on ${dataFolder}. Stop it first, or set FOYER_DATA and FOYER_UPLOADS.`,
  )
}
