import type { MessageKey } from '../../../../shared/messages/catalogue.gen.ts'
import { IndexerError, type IndexerFailure } from './indexer.ts'

const keys = {
  'wrong-key': 'torrentSearch.problems.wrongKey',
  'unknown-indexer': 'torrentSearch.problems.unknownIndexer',
  'too-often': 'torrentSearch.problems.tooOften',
  failed: 'torrentSearch.problems.failed',
  login: 'torrentSearch.problems.login',
  redirected: 'torrentSearch.problems.redirected',
  'not-torznab': 'torrentSearch.problems.notTorznab',
  'not-found': 'torrentSearch.problems.notFound',
  'not-a-torrent': 'torrentSearch.problems.notTorrent',
  'too-large': 'torrentSearch.problems.tooLarge',
  timeout: 'torrentSearch.problems.timeout',
  'unknown-host': 'torrentSearch.problems.unknownHost',
  unreachable: 'torrentSearch.problems.unreachable',
  tls: 'torrentSearch.problems.tls',
  forbidden: 'torrentSearch.problems.forbidden',
  ended: 'torrentSearch.problems.ended',
} as const satisfies Record<IndexerFailure, MessageKey>

/** A failure with its words. */
export const failure = (of: IndexerFailure, args: Record<string, string | number> = {}): IndexerError =>
  new IndexerError(of, { key: keys[of], args })

/** It must be asked less often. @param seconds how long it wants to be left alone; 0 where it does not say */
export const tooOften = (seconds: number): IndexerError => failure('too-often', { seconds })

const longestSaying = 200

/** An indexer's own words, without addresses and keys that it may repeat in them. */
export function saying(text: string, apiKey: string): string {
  const bare = apiKey === '' ? text : text.replaceAll(apiKey, '…')
  return bare
    .replace(/[a-z][\w+.-]*:\/\/\S+/gi, '…')
    .replace(/\b(?:api_?key|jackett_apikey|passkey|token|password|cookie)\b\s*[=:]\s*\S+/gi, '…')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, longestSaying)
}

/** It answered that it failed. @param said its own words, bare; they may be empty */
export const failed = (status: number, said: string): IndexerError =>
  failure('failed', { status, said: said === '' ? 'none' : 'some', words: said })
