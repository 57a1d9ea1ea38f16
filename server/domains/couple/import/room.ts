import fs from 'node:fs/promises'
import type { Deps } from '../../../platform/deps.ts'
import { refuseFullDisk } from '../../media/uploads.ts'

/**
 * Checks that the disk of the database, where the files of imports wait, keeps room beside so many bytes more.
 * @throws {DomainError} UNAVAILABLE
 */
export async function assertDataRoom(deps: Deps, bytes: number): Promise<void> {
  const { bavail, bsize } = await fs.statfs(deps.config.dataFolder)
  refuseFullDisk(bavail * bsize, bytes)
}
