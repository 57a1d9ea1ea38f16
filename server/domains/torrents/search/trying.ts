import type * as z from 'zod/mini'
import { DomainError } from '../../../../shared/errors.ts'
import type { MessageKey } from '../../../../shared/messages/catalogue.gen.ts'
import type { TriedIndexer, tryIndexerInput } from '../../../../shared/torrent-search.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import { record } from '../../../platform/audit/audit.ts'
import type { Deps } from '../../../platform/deps.ts'
import { readAddress } from '../indexer/address.ts'
import { IndexerError } from '../indexer/indexer.ts'
import { torznab } from '../indexer/torznab.ts'
import { keyFor } from './indexers.ts'

/** What an indexer failed with, as a refusal of the house. */
export const refusalOf = (error: unknown): unknown =>
  error instanceof IndexerError
    ? new DomainError('UNAVAILABLE', error.problem.key as MessageKey, error.problem.args)
    : error

/**
 * Asks an address what it is: capabilities, and a search that finds out whether the key is taken, or the indexers that a
 * Jackett has.
 * @throws {DomainError} INVALID for what is no address, UNAVAILABLE with the reason in words
 */
export async function tryIndexer(
  deps: Deps,
  actor: SignedIn,
  input: z.infer<typeof tryIndexerInput>,
): Promise<TriedIndexer> {
  const { url, apiKey: written, isJackett } = readAddress(input.url)
  const apiKey = keyFor(deps, input.id, url, input.apiKey || written)
  // Before it is asked: a server that refuses the key has seen it all the same.
  record(deps, actor, 'torrentSearch.acts.tried', undefined, { address: new URL(url).host })
  const began = performance.now()
  const { ending } = deps.underway
  try {
    if (isJackett) return { kind: 'jackett', indexers: await torznab.list({ url, apiKey }, ending) }
    const name = await torznab.name({ url, apiKey }, ending)
    // Some tell what they can to everybody, and want the key for a search only.
    await torznab.search({ url, apiKey }, '', [], ending)
    return { kind: 'indexer', name, url, ms: Math.round(performance.now() - began) }
  } catch (error) {
    throw refusalOf(error)
  }
}
