import type * as z from 'zod/mini'
import { DomainError } from '../../../../shared/errors.ts'
import type { AskedIndexer, FoundView, SearchView, searchInput } from '../../../../shared/torrent-search.ts'
import { searchMoved, searchRoom } from '../../../../shared/torrent-search-live.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { IndexerError } from '../indexer/indexer.ts'
import { failure } from '../indexer/problems.ts'
import { torznab } from '../indexer/torznab.ts'
import { type Found, foundView } from './found.ts'
import { type StoredIndexer, storedIndexers } from './indexers.ts'
import { type Search, searchesOf } from './searches.ts'
import { standings } from './standing.ts'

/** Connections to indexers, whoever searches. */
const atOnce = 60

function views(deps: Deps, actor: SignedIn, found: readonly Found[]): FoundView[] {
  const hashes = found.flatMap(({ torrent }) => (torrent.hash === null ? [] : [torrent.hash]))
  const known = standings(deps, actor, hashes)
  return found.map((one) => foundView(one, known.get(one.torrent.hash ?? '') ?? null))
}

function searchView(deps: Deps, actor: SignedIn, search: Search): SearchView {
  const { id, asked, found, cut } = search
  return {
    id,
    room: deps.live.state(searchRoom.name, id),
    indexers: asked,
    found: views(deps, actor, found),
    cut,
  }
}

/** Asks one indexer and tells the person's browser what became of it; never throws. */
async function askIndexer(deps: Deps, actor: SignedIn, search: Search, indexer: StoredIndexer): Promise<void> {
  const { id, name } = indexer
  const began = performance.now()
  const tell = (state: Pick<AskedIndexer, 'state' | 'count' | 'problem'>, put: readonly Found[]) => {
    const told = { id, name, ...state, ms: Math.round(performance.now() - began) }
    search.note(told)
    if (deps.underway.ending.aborted) return
    deps.publish(searchMoved, searchRoom, search.id, {
      indexer: told,
      put: views(deps, actor, put),
      cut: search.cut,
    })
  }
  const signal = AbortSignal.any([search.ending, deps.underway.ending])
  const asking = () => torznab.search(indexer, search.query, search.categories, signal)
  try {
    const torrents = await deps.turns.run('torrents.indexers', { atOnce, signal }, asking)
    tell({ state: 'answered', count: torrents.length, problem: null }, search.take(indexer, torrents))
  } catch (error) {
    if (!(error instanceof IndexerError) && !signal.aborted) {
      deps.log.error({ err: error }, 'An indexer could not be asked')
    }
    const { problem } = error instanceof IndexerError ? error : failure(signal.aborted ? 'ended' : 'not-torznab')
    tell({ state: 'failed', count: 0, problem }, [])
  }
}

function start(deps: Deps, actor: SignedIn, search: Search, indexer: StoredIndexer): void {
  const { id, name } = indexer
  search.note({ id, name, state: 'asking', count: 0, ms: null, problem: null })
  void deps.underway.run(() => askIndexer(deps, actor, search, indexer))
}

/**
 * Asks all chosen indexers at once; what they answer comes over the room of the search.
 * @throws {DomainError} CONFLICT where no chosen indexer is on
 */
export function beginSearch(deps: Deps, actor: SignedIn, input: z.infer<typeof searchInput>): SearchView {
  const isChosen = ({ id }: StoredIndexer) => input.indexers.length === 0 || input.indexers.includes(id)
  const asked = storedIndexers(deps).filter((indexer) => indexer.on && isChosen(indexer))
  if (asked.length === 0) throw new DomainError('CONFLICT', 'torrentSearch.errors.noIndexer')
  const search = searchesOf(deps).begin(actor.account.id, input.query, input.categories)
  for (const indexer of asked) start(deps, actor, search, indexer)
  return searchView(deps, actor, search)
}

function ownSearch(deps: Deps, actor: SignedIn, id: string): Search {
  const search = searchesOf(deps).of(actor.account.id, id)
  if (!search) throw new DomainError('NOT_FOUND', 'torrentSearch.errors.searchGone')
  return search
}

/** A search as far as it got. Throws {@link DomainError} NOT_FOUND where it is somebody else's, or was forgotten. */
export const readSearch = (deps: Deps, actor: SignedIn, id: string): SearchView =>
  searchView(deps, actor, ownSearch(deps, actor, id))

/** Asks one indexer of a search again that failed. Throws {@link DomainError} NOT_FOUND. */
export function askAgain(deps: Deps, actor: SignedIn, id: string, indexerId: string): AskedIndexer {
  const search = ownSearch(deps, actor, id)
  const indexer = storedIndexers(deps).find((one) => one.id === indexerId && one.on)
  const before = search.stateOf(indexerId)
  if (!indexer || !before) throw new DomainError('NOT_FOUND', 'torrentSearch.errors.indexerGone')
  if (before.state !== 'failed') return before
  start(deps, actor, search, indexer)
  return search.stateOf(indexerId) ?? before
}
