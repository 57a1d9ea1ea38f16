import { DomainError } from '../../../../shared/errors.ts'
import type { AddedTorrent } from '../../../../shared/torrents.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { addFile, addMagnet } from '../adding.ts'
import { type FetchedTorrent, IndexerError } from '../indexer/indexer.ts'
import { failure } from '../indexer/problems.ts'
import { torznab } from '../indexer/torznab.ts'
import type { Found } from './found.ts'
import { searchesOf } from './searches.ts'
import { refusalOf } from './trying.ts'

/** A magnet where an indexer gave one; else what the first link leads to that leads to anything. */
async function fetched({ sources }: Found, signal: AbortSignal): Promise<FetchedTorrent> {
  const magnet = sources.map((source) => source.magnet).find((one) => one !== null)
  if (magnet) return { magnet }
  let failed = failure('not-found')
  for (const { indexer, link } of sources) {
    if (link === null) continue
    try {
      return await torznab.fetch(indexer, link, signal)
    } catch (error) {
      if (!(error instanceof IndexerError)) throw error
      failed = error
    }
  }
  throw failed
}

/**
 * Adds what a person found; the link behind it is fetched here and never told.
 * @throws {DomainError} NOT_FOUND where nothing that they found has this token, UNAVAILABLE where the indexer does not
 * give it, with the reason in words, and what adding throws
 */
export async function addFound(deps: Deps, actor: SignedIn, token: string): Promise<AddedTorrent> {
  const found = searchesOf(deps).withResult(actor.account.id, token)?.result(token)
  if (!found) throw new DomainError('NOT_FOUND', 'torrentSearch.errors.searchGone')
  const { underway } = deps
  const source = await underway
    .run(() => fetched(found, underway.ending))
    .catch((error: unknown) => {
      throw refusalOf(error)
    })
  return 'magnet' in source ? addMagnet(deps, actor, source.magnet) : addFile(deps, actor, source.file)
}
