import type { DownloadRefusal, TorrentFiles } from '../../../../shared/torrent-downloads.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { asked } from '../engine/problems.ts'
import { mayAct, torrentFor } from '../policy.ts'
import { contentNow } from './content.ts'
import { downloadToken, linkEnd } from './links.ts'
import { LinkRefused, openLink } from './opening.ts'
import { mountedFile, nginxAddressOf } from './sendable.ts'
import { currentWay } from './way.ts'

/**
 * The files of a torrent as the engine names them now, each whole one with a link made for whoever asks.
 * @throws {DomainError} NOT_FOUND, UNAVAILABLE where the engine does not answer
 */
export async function torrentFiles(deps: Deps, actor: SignedIn, id: number): Promise<TorrentFiles> {
  const row = torrentFor(deps, actor, id)
  const content = await asked(() => contentNow(deps, row))
  const { way } = currentWay(deps)
  const expires = linkEnd(deps)
  const tokenOf = (file: number) => downloadToken(deps, { uuid: row.uuid, file, accountId: actor.account.id, expires })
  return {
    way,
    until: new Date(expires * 1000).toISOString(),
    mayAct: mayAct(deps, actor, id),
    files: (content?.files ?? []).map((file) => ({
      ...file,
      token: way !== 'none' && file.progress === 1 ? tokenOf(file.index) : null,
    })),
  }
}

/** Why a link opens nothing; null where it opens its file. */
export async function refusalOf(deps: Deps, token: string): Promise<DownloadRefusal | null> {
  try {
    const opened = await openLink(deps, token)
    const { way } = opened
    if (way.way === 'mounted') await (await mountedFile(deps, opened, way)).close()
    if (way.way === 'nginx') nginxAddressOf(deps, opened, way)
    return null
  } catch (error) {
    if (error instanceof LinkRefused) return error.refusal
    throw error
  }
}
