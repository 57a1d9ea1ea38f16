import fs from 'node:fs'
import path from 'node:path'
import type { Deps } from '../../../platform/deps.ts'
import { downloadsFolder } from '../engine/managed/installed.ts'

/** Folders of the system that lead anywhere, or hold what no torrent brought. */
const ofSystem = ['/proc', '/sys', '/dev']

/** Where a folder really is; of one that does not exist, where it would be. */
function realPlace(folder: string): string {
  try {
    return fs.realpathSync(folder)
  } catch {
    const parent = path.dirname(folder)
    return parent === folder ? folder : path.join(realPlace(parent), path.basename(folder))
  }
}

const isWithin = (outer: string, inner: string): boolean => {
  const way = path.relative(outer, inner)
  return way === '' || !(way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way))
}

/**
 * Whether nothing below a folder of this machine may be sent: it is one of the house's own, lies in one or holds one, or
 * is one of the system. Links are followed. What the house's own engine downloads may be sent.
 */
export function isForbiddenFolder(deps: Deps, folder: string): boolean {
  const named = path.resolve(folder)
  const real = realPlace(named)
  if (ofSystem.some((outer) => isWithin(outer, named) || isWithin(outer, real))) return true
  if (isWithin(realPlace(downloadsFolder(deps)), real)) return false
  const { dataFolder, uploadsFolder } = deps.config
  return [dataFolder, uploadsFolder]
    .map((own) => realPlace(path.resolve(own)))
    .some((own) => isWithin(own, real) || isWithin(real, own))
}
