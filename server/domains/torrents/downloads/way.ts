import { type DownloadChoice, downloadSettings } from '../../../../shared/torrent-downloads.ts'
import { engineSettings } from '../../../../shared/torrent-engine.ts'
import type { Deps } from '../../../platform/deps.ts'
import { downloadsFolder } from '../engine/managed/installed.ts'
import { type Nginx, nginxAddress, nginxFolder } from './nginx.ts'

/** How finished files leave now; `folder` is what the engine calls the folder, `local` where it is on this machine. */
export type CurrentWay = { readonly way: 'none' } | MountedWay | NginxWay | { readonly way: 'engine' }

export interface MountedWay {
  readonly way: 'mounted'
  readonly folder: string
  readonly local: string
}

export interface NginxWay {
  readonly way: 'nginx'
  readonly folder: string
  readonly nginx: Nginx
}

/** The download folder of the engine that the house runs itself; null where it runs none. */
export const ownFolder = (deps: Deps): string | null =>
  deps.settings.get(engineSettings).way === 'managed' ? downloadsFolder(deps) : null

/**
 * The way of a choice.
 * @throws {DomainError} INVALID where address or folder of nginx are none
 */
export function wayOf(deps: Deps, choice: DownloadChoice, secret: string): CurrentWay {
  const { way, enginePath, localPath } = choice
  if (way === 'mounted') return { way, folder: enginePath, local: localPath || enginePath }
  if (way === 'nginx') {
    const address = nginxAddress(choice.nginxAddress)
    return { way, folder: enginePath, nginx: { address, folder: nginxFolder(choice.nginxPath || enginePath), secret } }
  }
  if (way === 'engine' || way === 'none') return { way }
  const own = ownFolder(deps)
  return own === null ? { way: 'none' } : { way: 'mounted', folder: own, local: own }
}

/** The way that is set. */
export function currentWay(deps: Deps): CurrentWay {
  const { secret, ...choice } = deps.settings.get(downloadSettings)
  return wayOf(deps, choice, secret)
}
