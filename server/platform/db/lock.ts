import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { ConfigError } from '../../config.ts'

/**
 * Keeps a second server off the same folders. The lock is the operating system's: it ends with the process, however
 * that dies. Returns its release.
 * @throws {ConfigError} where another server holds it
 */
export function lockFolder(dataFolder: string): () => void {
  const lock = new Sqlite(path.join(dataFolder, 'server.lock'), { timeout: 1000 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
    throw new ConfigError(
      `Another Foyer is running on ${dataFolder}. Stop it first, or set FOYER_DATA and FOYER_UPLOADS.`,
    )
  }
  return () => lock.close()
}
