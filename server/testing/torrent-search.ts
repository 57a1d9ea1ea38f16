import { vi } from 'vitest'
import type { AskedIndexer, SearchView } from '../../shared/torrent-search.ts'
import type { Browser } from './browser.ts'

/** Adds indexers to the house, by their names and addresses. */
export async function addIndexers(
  owner: Browser,
  apiKey: string,
  addresses: Readonly<Record<string, string>>,
): Promise<void> {
  const { revision } = await owner.api.torrents.indexers.query()
  const indexers = Object.entries(addresses).map(([name, url]) => ({ name, url }))
  await owner.api.torrents.addIndexers.mutate({ revision, apiKey, indexers })
}

export const wanted = (query: string) => ({ query, categories: [], indexers: [] })

/** A search once every indexer has answered, or failed. */
export async function wholeSearch(browser: Browser, query = 'linux'): Promise<SearchView> {
  const { id } = await browser.api.torrents.search.mutate(wanted(query))
  return vi.waitFor(async () => {
    const search = await browser.api.torrents.searched.query({ id })
    if (search.indexers.some(({ state }) => state === 'asking')) throw new Error('It goes on')
    return search
  })
}

/** What an indexer of this name came to. */
export const stateOf = ({ indexers }: SearchView, name: string): AskedIndexer | undefined =>
  indexers.find((indexer) => indexer.name === name)
