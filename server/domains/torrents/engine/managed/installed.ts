import fs from 'node:fs'
import path from 'node:path'
import type { ManagedView } from '../../../../../shared/torrent-engine.ts'
import type { Deps } from '../../../../platform/deps.ts'

/** The program without a window, as Debian and others name it. */
const program = 'qbittorrent-nox'

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK)
    return fs.statSync(file).isFile()
  } catch {
    return false
  }
}

/** Where qbittorrent-nox is; null where it is not installed. */
export function findProgram({ config }: Deps): string | null {
  const files = config.searchPath.map((folder) => path.join(folder, program))
  return files.find(isExecutable) ?? null
}

/** Where the house's own engine keeps its profile. */
export const managedFolder = ({ config }: Deps): string => path.join(config.dataFolder, 'torrents')

/** Where it puts what it downloads. */
export const downloadsFolder = (deps: Deps): string => path.join(managedFolder(deps), 'files')

/** What the settings page shows of the engine that the house may run itself. */
export const managedView = (deps: Deps): ManagedView => ({
  installed: findProgram(deps) !== null,
  folder: downloadsFolder(deps),
})
