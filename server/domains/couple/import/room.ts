import fs from 'node:fs/promises'
import path from 'node:path'
import type { Deps } from '../../../platform/deps.ts'
import { refuseFullDisk } from '../../media/uploads.ts'

/** The house, as far as the files of imports need it. */
export type Housed = Pick<Deps, 'config'>

/** Where the files of imports wait, each import by browser in a folder of its id. */
export const importsFolder = ({ config }: Housed): string => path.join(config.dataFolder, 'imports')

/**
 * Checks that the disk of the database, where the files of imports wait, keeps room beside so many bytes more.
 * @throws {DomainError} UNAVAILABLE
 */
export async function assertDataRoom({ config }: Housed, bytes: number): Promise<void> {
  const { bavail, bsize } = await fs.statfs(config.dataFolder)
  refuseFullDisk(bavail * bsize, bytes)
}
