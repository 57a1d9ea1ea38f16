import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { AskedIndexer, FoundView, SearchView } from '../../../../../shared/torrent-search.ts'
import { searchMoved, searchRoom } from '../../../../../shared/torrent-search-live.ts'
import type { AddedTorrent } from '../../../../../shared/torrents.ts'
import { isEvent } from '../../../../lib/live.ts'
import { useApi, useLive } from '../../../../ui/services.tsx'
import type { Wanted } from './searchAddress.ts'

/** As long as the house keeps what was found. */
const kept = 30 * 60_000

/** A search, and what became of its results by their tokens. */
export interface Searched {
  readonly search: SearchView
  readonly added: Readonly<Record<string, AddedTorrent>>
}

const withIndexer = (indexers: readonly AskedIndexer[], told: AskedIndexer) =>
  indexers.map((indexer) => (indexer.id === told.id ? told : indexer))

/** Results keep their places; new ones follow. */
function withFound(found: readonly FoundView[], put: readonly FoundView[]): readonly FoundView[] {
  const byToken = new Map(found.map((one) => [one.token, one]))
  for (const one of put) byToken.set(one.token, one)
  return [...byToken.values()]
}

/** Searches as soon as there is something to search for; results come live, and stay while other pages are looked at. */
export function useTorrentSearch({ query: words, categories, indexers }: Wanted) {
  const api = useApi()
  const queries = useQueryClient()
  const queryKey = ['torrentSearch', words, categories, indexers] as const
  const query = useQuery<Searched>({
    queryKey,
    queryFn: async () => ({
      search: await api.torrents.search.mutate({
        query: words,
        categories: [...categories],
        indexers: [...indexers],
      }),
      added: {},
    }),
    enabled: words !== '',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: kept,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const { data } = query
  const id = data?.search.id

  const change = (to: (searched: Searched) => Searched) =>
    queries.setQueryData<Searched>(queryKey, (searched) =>
      searched?.search.id === id ? searched && to(searched) : searched,
    )
  const changeSearch = (to: (search: SearchView) => SearchView) =>
    change((searched) => ({ ...searched, search: to(searched.search) }))

  const readAgain = async () => {
    if (id === undefined) return
    // A search that the house forgot is shown as it was; whoever adds from it is told.
    const read = await api.torrents.searched.query({ id }).catch(() => null)
    if (read) changeSearch(() => read)
  }

  useLive(id === undefined ? null : searchRoom.name, id ?? '', {
    onEvent: (event) => {
      if (!isEvent(event, searchMoved)) return
      const { indexer, put, cut } = event.payload
      changeSearch((search) => ({
        ...search,
        cut,
        room: { ...search.room, seq: event.seq },
        indexers: withIndexer(search.indexers, indexer),
        found: withFound(search.found, put),
      }))
    },
    onStale: () => void readAgain(),
    ...(data ? { known: data.search.room } : {}),
  })

  return {
    query,
    /** Asks one indexer again that failed. */
    askAgain: async (indexer: string) => {
      if (id === undefined) return
      const told = await api.torrents.askIndexerAgain.mutate({ id, indexer })
      changeSearch((search) => ({ ...search, indexers: withIndexer(search.indexers, told) }))
    },
    add: async (token: string) => {
      const added = await api.torrents.addFound.mutate({ token })
      change((searched) => ({ ...searched, added: { ...searched.added, [token]: added } }))
    },
  }
}

export type TorrentSearch = ReturnType<typeof useTorrentSearch>
