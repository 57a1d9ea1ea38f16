import { defineEvent, defineRoom } from './definitions.ts'
import type { AskedIndexer, FoundView } from './torrent-search.ts'

/** Whoever searches listens here, by the id of the search. */
export const searchRoom = defineRoom('torrents.search')

/** An indexer's state changed; `put` are results that are new, or that another indexer has too. */
export const searchMoved = defineEvent<{
  readonly indexer: AskedIndexer
  readonly put: readonly FoundView[]
  readonly cut: boolean
}>('torrents.searchMoved', 'volatile')
