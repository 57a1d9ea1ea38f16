import * as z from 'zod/mini'
import { defineSettings, type RoomState } from './definitions.ts'
import { message } from './errors.ts'
import type { TorrentProblem } from './torrents.ts'

/** Signs and counts at most. */
export const longestSearch = { query: 200, name: 100, url: 1_000, key: 500, indexers: 100 } as const

const indexerId = z.string().check(z.regex(/^[0-9a-f]{16}$/))
const name = z
  .string()
  .check(z.trim(), z.minLength(1, message('torrentSearch.errors.nameMissing')), z.maxLength(longestSearch.name))
const url = z.string().check(z.trim(), z.maxLength(longestSearch.url))
const apiKey = z.string().check(z.trim(), z.maxLength(longestSearch.key))

const keysById = z.record(z.string(), z.string())

function isKeys(text: string): boolean {
  if (text === '') return true
  try {
    return keysById.safeParse(JSON.parse(text)).success
  } catch {
    return false
  }
}

/** The indexers that are asked, and their keys as a JSON object by id. */
export const indexerSettings = defineSettings(
  'torrents.indexers',
  z.object({
    list: z
      .array(
        z.object({
          id: indexerId,
          name,
          /** Whole, as it is asked: it ends in `/api`. */
          url: url.check(z.refine((text) => /^https?:/.test(text) && URL.canParse(text))),
          on: z.boolean(),
        }),
      )
      .check(z.maxLength(longestSearch.indexers)),
    keys: z.catch(z.string().check(z.maxLength(100_000), z.refine(isKeys)), ''),
  }),
  { list: [], keys: '' },
  { secrets: ['keys'], boundTo: ['list'], ownDoor: true },
)

/** What is kept of one indexer; its key never leaves the server. */
export interface IndexerView {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly on: boolean
  readonly keySet: boolean
}

export interface IndexersView {
  readonly revision: number
  readonly indexers: readonly IndexerView[]
}

/** An empty key stands for the stored one, while the indexer stays on the same machine. */
export const tryIndexerInput = z.object({ id: z.nullable(indexerId), url, apiKey })

/**
 * What an address turned out to be: one indexer, or a Jackett with several, each of which is asked at its own address
 * so that a slow one holds up none of the others.
 */
export type TriedIndexer =
  | { readonly kind: 'indexer'; readonly name: string; readonly url: string; readonly ms: number }
  | { readonly kind: 'jackett'; readonly indexers: readonly { readonly name: string; readonly url: string }[] }

export const addIndexersInput = z.object({
  revision: z.number(),
  apiKey,
  /**
   * What the form held when it was tried: the key of its address, or the one that is kept, goes to what is added of the
   * same machine. What a trial tells has no key in it.
   */
  from: z.optional(z.object({ id: z.nullable(indexerId), url })),
  indexers: z.array(z.object({ name, url })).check(z.minLength(1), z.maxLength(longestSearch.indexers)),
})

export const changeIndexerInput = z.object({
  revision: z.number(),
  id: indexerId,
  name,
  url,
  apiKey,
  on: z.boolean(),
})

export const removeIndexerInput = z.object({ revision: z.number(), id: indexerId })

export const foundCategories = ['movies', 'series', 'music', 'books', 'software', 'games', 'adult', 'other'] as const

export type FoundCategory = (typeof foundCategories)[number]

/** What whoever searches may choose from. */
export interface SearchChoices {
  readonly indexers: readonly { readonly id: string; readonly name: string }[]
}

export const searchInput = z.object({
  query: z
    .string()
    .check(z.trim(), z.minLength(1, message('torrentSearch.errors.queryMissing')), z.maxLength(longestSearch.query)),
  /** None narrows nothing; of the indexers likewise. */
  categories: z.array(z.enum(foundCategories)).check(z.maxLength(foundCategories.length)),
  indexers: z.array(indexerId).check(z.maxLength(longestSearch.indexers)),
})

const searchId = z.string().check(z.regex(/^[\w-]{22}$/))

export const searchIdInput = z.object({ id: searchId })

export const askAgainInput = z.object({ id: searchId, indexer: indexerId })

/** One of the indexers that a search asks. */
export interface AskedIndexer {
  readonly id: string
  readonly name: string
  readonly state: 'asking' | 'answered' | 'failed'
  /** How many it found. */
  readonly count: number
  /** Milliseconds until it had answered or failed; null before. */
  readonly ms: number | null
  /** Why it failed. */
  readonly problem: TorrentProblem | null
}

/** A result. Sizes in bytes, instants in ISO 8601; what an indexer does not say is null. */
export interface FoundView {
  /** By which it is added: the server alone knows the link behind it. */
  readonly token: string
  readonly title: string
  readonly category: FoundCategory
  readonly size: number | null
  readonly seeders: number | null
  readonly leechers: number | null
  readonly publishedAt: string | null
  /** Names of the indexers that have it. */
  readonly indexers: readonly string[]
  /** Whether the house is known to have it, as far as whoever asks may know. */
  readonly standing: 'yours' | 'house' | null
}

/** A search as far as it got. */
export interface SearchView {
  readonly id: string
  readonly room: RoomState
  readonly indexers: readonly AskedIndexer[]
  readonly found: readonly FoundView[]
  /** An indexer found more than a search holds. */
  readonly cut: boolean
}

export const addFoundInput = z.object({ token: z.string().check(z.regex(/^[\w-]{22}$/)) })
