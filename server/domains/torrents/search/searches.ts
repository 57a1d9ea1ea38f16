import type { AskedIndexer, FoundCategory } from '../../../../shared/torrent-search.ts'
import { minutes } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import { perHouse } from '../../../platform/per-house.ts'
import type { FoundTorrent } from '../indexer/indexer.ts'
import { type Found, merged, newToken } from './found.ts'
import type { StoredIndexer } from './indexers.ts'

/** How long results can be added after their search began. */
const kept = minutes(30)
const mostOfOne = 5
const mostOfAll = 40
const mostFound = 1_000

/** A search of one person, and what it found so far. */
export class Search {
  readonly id = newToken()
  readonly accountId: number
  readonly query: string
  readonly categories: readonly FoundCategory[]
  readonly began: number
  readonly #ending = new AbortController()
  readonly #asked = new Map<string, AskedIndexer>()
  readonly #found = new Map<string, Found>()
  readonly #byHash = new Map<string, string>()
  cut = false

  constructor(accountId: number, query: string, categories: readonly FoundCategory[], began: number) {
    this.accountId = accountId
    this.query = query
    this.categories = categories
    this.began = began
  }

  get ending(): AbortSignal {
    return this.#ending.signal
  }

  get asked(): readonly AskedIndexer[] {
    return [...this.#asked.values()]
  }

  get found(): readonly Found[] {
    return [...this.#found.values()]
  }

  result(token: string): Found | undefined {
    return this.#found.get(token)
  }

  stateOf(indexer: string): AskedIndexer | undefined {
    return this.#asked.get(indexer)
  }

  note(state: AskedIndexer): void {
    this.#asked.set(state.id, state)
  }

  /** Takes what an indexer found; answers the results that are new or that another one had told of. */
  take(indexer: StoredIndexer, torrents: readonly FoundTorrent[]): readonly Found[] {
    const touched = new Map<string, Found>()
    for (const torrent of torrents) {
      // Some indexers answer with whatever they have.
      if (!this.#isWanted(torrent)) continue
      const source = { indexer, magnet: torrent.magnet, link: torrent.link }
      const known = torrent.hash === null ? undefined : this.#found.get(this.#byHash.get(torrent.hash) ?? '')
      if (!known && this.#found.size >= mostFound) {
        this.cut = true
        continue
      }
      const found = known ? merged(known, torrent, source) : { token: newToken(), torrent, sources: [source] }
      this.#found.set(found.token, found)
      if (torrent.hash !== null) this.#byHash.set(torrent.hash, found.token)
      touched.set(found.token, found)
    }
    return [...touched.values()]
  }

  #isWanted({ category }: FoundTorrent): boolean {
    return this.categories.length === 0 || category === 'other' || this.categories.includes(category)
  }

  end(): void {
    this.#ending.abort()
  }
}

/** The searches that can still be read and added from: a few of each person, for a while. */
class Searches {
  readonly #deps: Deps
  readonly #kept = new Map<string, Search>()

  constructor(deps: Deps) {
    this.#deps = deps
  }

  begin(accountId: number, query: string, categories: readonly FoundCategory[]): Search {
    const search = new Search(accountId, query, categories, this.#deps.clock.now())
    this.#forgetOld()
    const own = [...this.#kept.values()].filter((other) => other.accountId === accountId)
    if (own.length >= mostOfOne) this.#forget(own[0])
    if (this.#kept.size >= mostOfAll) this.#forget(this.#kept.values().next().value)
    this.#kept.set(search.id, search)
    return search
  }

  /** Undefined where there is none of this person, or no longer. */
  of(accountId: number, id: string): Search | undefined {
    this.#forgetOld()
    const search = this.#kept.get(id)
    return search?.accountId === accountId ? search : undefined
  }

  /** The search of this person that found what the token stands for. */
  withResult(accountId: number, token: string): Search | undefined {
    this.#forgetOld()
    return [...this.#kept.values()].find((search) => search.accountId === accountId && search.result(token))
  }

  #forget(search: Search | undefined): void {
    if (search && this.#kept.delete(search.id)) search.end()
  }

  #forgetOld(): void {
    const oldest = this.#deps.clock.now() - kept
    for (const search of this.#kept.values()) if (search.began < oldest) this.#forget(search)
  }
}

export const searchesOf = perHouse((deps) => new Searches(deps))
