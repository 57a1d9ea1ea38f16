import {
  type AskedIndexer,
  addFoundInput,
  addIndexersInput,
  askAgainInput,
  changeIndexerInput,
  type IndexersView,
  removeIndexerInput,
  type SearchChoices,
  type SearchView,
  searchIdInput,
  searchInput,
  type TriedIndexer,
  tryIndexerInput,
} from '../../../../shared/torrent-search.ts'
import { type AddedTorrent, administerTorrents, useTorrents } from '../../../../shared/torrents.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { Rate } from '../../../platform/rate.ts'
import { may } from '../../../platform/trpc.ts'
import { addFound } from './adding-found.ts'
import { addIndexers, changeIndexer, indexersView, removeIndexer, searchChoices } from './indexers.ts'
import { askAgain, beginSearch, readSearch } from './searching.ts'
import { tryIndexer } from './trying.ts'

const searches: Rate = { name: 'torrents.search', points: 30, seconds: 60 }
const additions: Rate = { name: 'torrents.add-found', points: 60, seconds: 60 }
const tries: Rate = { name: 'torrents.try-indexer', points: 30, seconds: 60 }

/** Each of these acts asks other machines: it is bounded by person, wherever they are. */
const take = (deps: Deps, actor: SignedIn, rate: Rate) => deps.rates.take(rate, String(actor.account.id))

export const searchProcedures = {
  searchChoices: may(useTorrents).query(({ ctx }): SearchChoices => searchChoices(ctx.deps)),

  search: may(useTorrents)
    .input(searchInput)
    .mutation(async ({ ctx, input }): Promise<SearchView> => {
      await take(ctx.deps, ctx.actor, searches)
      return beginSearch(ctx.deps, ctx.actor, input)
    }),

  searched: may(useTorrents)
    .input(searchIdInput)
    .query(({ ctx, input }): SearchView => readSearch(ctx.deps, ctx.actor, input.id)),

  askIndexerAgain: may(useTorrents)
    .input(askAgainInput)
    .mutation(async ({ ctx, input }): Promise<AskedIndexer> => {
      await take(ctx.deps, ctx.actor, searches)
      return askAgain(ctx.deps, ctx.actor, input.id, input.indexer)
    }),

  addFound: may(useTorrents)
    .input(addFoundInput)
    .mutation(async ({ ctx, input }): Promise<AddedTorrent> => {
      await take(ctx.deps, ctx.actor, additions)
      return addFound(ctx.deps, ctx.actor, input.token)
    }),

  indexers: may(administerTorrents).query(({ ctx }): IndexersView => indexersView(ctx.deps)),

  tryIndexer: may(administerTorrents)
    .input(tryIndexerInput)
    .mutation(async ({ ctx, input }): Promise<TriedIndexer> => {
      await take(ctx.deps, ctx.actor, tries)
      return tryIndexer(ctx.deps, ctx.actor, input)
    }),

  addIndexers: may(administerTorrents)
    .input(addIndexersInput)
    .mutation(({ ctx, input }): IndexersView => addIndexers(ctx.deps, ctx.actor, input)),

  changeIndexer: may(administerTorrents)
    .input(changeIndexerInput)
    .mutation(({ ctx, input }): IndexersView => changeIndexer(ctx.deps, ctx.actor, input)),

  removeIndexer: may(administerTorrents)
    .input(removeIndexerInput)
    .mutation(({ ctx, input }): IndexersView => removeIndexer(ctx.deps, ctx.actor, input)),
}
