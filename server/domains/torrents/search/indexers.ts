import { randomBytes } from 'node:crypto'
import type * as z from 'zod/mini'
import { DomainError } from '../../../../shared/errors.ts'
import {
  type addIndexersInput,
  type changeIndexerInput,
  type IndexersView,
  indexerSettings,
  longestSearch,
  type removeIndexerInput,
  type SearchChoices,
} from '../../../../shared/torrent-search.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import { record } from '../../../platform/audit/audit.ts'
import type { Deps } from '../../../platform/deps.ts'
import { isSameMachine, readAddress } from '../indexer/address.ts'
import type { IndexerAddress } from '../indexer/indexer.ts'

/** An indexer with its key: never leaves the server. */
export interface StoredIndexer extends IndexerAddress {
  readonly id: string
  readonly name: string
  readonly on: boolean
}

function keysOf(stored: string): Readonly<Record<string, string>> {
  return stored === '' ? {} : (JSON.parse(stored) as Record<string, string>)
}

/** Every indexer of the house with its key, in the order in which they were added. */
export function storedIndexers(deps: Deps): StoredIndexer[] {
  const { list, keys } = deps.settings.get(indexerSettings)
  const byId = keysOf(keys)
  return list.map((indexer) => ({ ...indexer, apiKey: byId[indexer.id] ?? '' }))
}

function store(deps: Deps, indexers: readonly StoredIndexer[], revision: number): IndexersView {
  const keys = Object.fromEntries(indexers.flatMap(({ id, apiKey }) => (apiKey === '' ? [] : [[id, apiKey]])))
  const list = indexers.map(({ id, name, url, on }) => ({ id, name, url, on }))
  deps.settings.set(indexerSettings, { list, keys: JSON.stringify(keys) }, revision)
  return indexersView(deps)
}

export const indexersView = (deps: Deps): IndexersView => ({
  revision: deps.settings.revision(indexerSettings),
  indexers: storedIndexers(deps).map(({ id, name, url, on, apiKey }) => ({ id, name, url, on, keySet: apiKey !== '' })),
})

/** The indexers that are asked, as whoever searches may know them. */
export const searchChoices = (deps: Deps): SearchChoices => ({
  indexers: storedIndexers(deps)
    .filter(({ on }) => on)
    .map(({ id, name }) => ({ id, name })),
})

/** What stands in the audit log: the address without its path, in which some servers keep a secret. */
const recorded = ({ name, url, on }: StoredIndexer) => ({
  name,
  address: new URL(url).host,
  'torrentSearch.audit.asked': on,
})

function byId(indexers: readonly StoredIndexer[], id: string): StoredIndexer {
  const found = indexers.find((indexer) => indexer.id === id)
  if (!found) throw new DomainError('NOT_FOUND', 'torrentSearch.errors.indexerGone')
  return found
}

/**
 * The key that a form means: the typed one, the one in the address, or the kept one while the machine is the same, so
 * that none is shown to another.
 */
export function keyFor(deps: Deps, id: string | null, url: string, typed: string): string {
  const kept = id === null ? undefined : storedIndexers(deps).find((indexer) => indexer.id === id)
  if (typed !== '' || !kept) return typed
  return isSameMachine(kept.url, url) ? kept.apiKey : ''
}

/** The key that the form meant which these indexers come from, and for which machine it is. */
function keyOfForm(deps: Deps, { apiKey, from }: z.infer<typeof addIndexersInput>): (url: string) => string {
  if (apiKey !== '' || !from) return () => apiKey
  const { url, apiKey: written } = readAddress(from.url)
  const key = keyFor(deps, from.id, url, written)
  return (other) => (isSameMachine(url, other) ? key : '')
}

/** Adds indexers that share a key. Throws {@link DomainError} INVALID, CONFLICT, LIMIT where there would be too many. */
export function addIndexers(deps: Deps, actor: SignedIn, input: z.infer<typeof addIndexersInput>): IndexersView {
  return deps.inTx(() => {
    const before = storedIndexers(deps)
    const keyAt = keyOfForm(deps, input)
    const added = input.indexers.map(({ name, url }) => {
      const read = readAddress(url)
      const id = randomBytes(8).toString('hex')
      return { id, name, url: read.url, on: true, apiKey: input.apiKey || read.apiKey || keyAt(read.url) }
    })
    const most = longestSearch.indexers
    if (before.length + added.length > most) throw new DomainError('LIMIT', 'torrentSearch.errors.tooMany', { most })
    for (const indexer of added) {
      record(deps, actor, 'torrentSearch.acts.added', undefined, recorded(indexer))
    }
    return store(deps, [...before, ...added], input.revision)
  })
}

/** Changes an indexer. Throws {@link DomainError} INVALID, NOT_FOUND, CONFLICT where somebody else changed one since. */
export function changeIndexer(deps: Deps, actor: SignedIn, input: z.infer<typeof changeIndexerInput>): IndexersView {
  return deps.inTx(() => {
    const { id, name, on, revision } = input
    const indexers = storedIndexers(deps)
    const before = byId(indexers, id)
    const read = readAddress(input.url)
    const apiKey = keyFor(deps, id, read.url, input.apiKey || read.apiKey)
    const after = { id, name, url: read.url, on, apiKey }
    record(deps, actor, 'torrentSearch.acts.changed', recorded(before), recorded(after))
    return store(
      deps,
      indexers.map((indexer) => (indexer.id === id ? after : indexer)),
      revision,
    )
  })
}

/** Takes an indexer away, with its key. Throws {@link DomainError} NOT_FOUND, CONFLICT. */
export function removeIndexer(deps: Deps, actor: SignedIn, input: z.infer<typeof removeIndexerInput>): IndexersView {
  return deps.inTx(() => {
    const indexers = storedIndexers(deps)
    record(deps, actor, 'torrentSearch.acts.removed', recorded(byId(indexers, input.id)), undefined)
    return store(
      deps,
      indexers.filter(({ id }) => id !== input.id),
      input.revision,
    )
  })
}
