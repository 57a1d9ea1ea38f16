import type { FoundCategory } from '../../../../shared/torrent-search.ts'
import type { TorrentProblem } from '../../../../shared/torrents.ts'

/** Why an indexer did not answer what it was asked. */
export type IndexerFailure =
  | 'wrong-key'
  | 'unknown-indexer'
  | 'too-often'
  | 'failed'
  | 'login'
  | 'redirected'
  | 'not-torznab'
  | 'not-found'
  | 'not-a-torrent'
  | 'too-large'
  | 'timeout'
  | 'unknown-host'
  | 'unreachable'
  | 'tls'
  | 'forbidden'
  | 'ended'

/** Thrown by every function of the port; `problem` says it in words and holds no address and no key. */
export class IndexerError extends Error {
  readonly failure: IndexerFailure
  readonly problem: TorrentProblem

  constructor(failure: IndexerFailure, problem: TorrentProblem) {
    super(failure)
    this.name = 'IndexerError'
    this.failure = failure
    this.problem = problem
  }
}

/** Where an indexer is asked, and with which key. */
export interface IndexerAddress {
  /** Whole: it ends in `/api`. */
  readonly url: string
  readonly apiKey: string
}

/** What an indexer found, as it says it: what it does not say is null. */
export interface FoundTorrent {
  readonly title: string
  readonly category: FoundCategory
  /** Bytes. */
  readonly size: number | null
  readonly seeders: number | null
  readonly leechers: number | null
  /** Milliseconds since the epoch. */
  readonly publishedAt: number | null
  /** v1, 40 hexadecimal digits. */
  readonly hash: string | null
  readonly magnet: string | null
  /** Of its file; it may hold a key. */
  readonly link: string | null
}

/** What a link of an indexer led to. */
export type FetchedTorrent = { readonly magnet: string } | { readonly file: Uint8Array }

/** A site that knows torrents. Every function throws {@link IndexerError}, and `ended` where the signal ends it. */
export interface Indexer {
  /** What it calls itself; empty where it does not say. */
  name(of: IndexerAddress, signal: AbortSignal): Promise<string>
  search(
    of: IndexerAddress,
    query: string,
    categories: readonly FoundCategory[],
    signal: AbortSignal,
  ): Promise<readonly FoundTorrent[]>
  /** The configured indexers of a Jackett, each with an address of its own. */
  list(of: IndexerAddress, signal: AbortSignal): Promise<readonly { readonly name: string; readonly url: string }[]>
  /** @param link as the indexer gave it; redirects to magnets are followed */
  fetch(of: IndexerAddress, link: string, signal: AbortSignal): Promise<FetchedTorrent>
}
