import { DomainError } from '../../../../shared/errors.ts'
import { isForbiddenHost } from '../../../platform/forbidden-hosts.ts'
import { infoHashOf } from './info-hash.ts'
import { shownName } from './names.ts'

/** What a magnet link names. */
export interface Magnet {
  /** Hexadecimal, 40 digits; null where the link does not say. */
  readonly v1: string | null
  /** Hexadecimal, 64 digits; null where the link does not say. */
  readonly v2: string | null
  readonly name: string | null
  /** The link that the engine is given: one hash, name and trackers alone. */
  readonly magnet: string
}

const mostTrackers = 50
const longestTracker = 1000
const trackerProtocols: readonly string[] = ['udp:', 'http:', 'https:']

/**
 * Reads a magnet link (BEP 9, BEP 52) and builds the one that goes to the engine, of a hash, name and trackers: what
 * else a link may hold, such as addresses of files and of peers, is left out. Where it names two hashes, nothing proves
 * that they are of one torrent: the engine is given the first, and finds the other with the content.
 * @throws {DomainError} INVALID where it is none
 */
export function readMagnet(text: string): Magnet {
  const link = text.trim()
  if (!/^magnet:\?/i.test(link)) throw new DomainError('INVALID', 'torrents.errors.notMagnet')
  const fields = new URLSearchParams(link.slice(link.indexOf('?') + 1))
  // Some links number what they hold several times: xt.1, xt.2.
  const all = (of: string) => [...fields].filter(([key]) => key.split('.')[0] === of).map(([, value]) => value)
  const v1 = first(all('xt'), firstVersion)
  const v2 = first(all('xt'), secondVersion)
  if (v1 === null && v2 === null) throw new DomainError('INVALID', 'torrents.errors.noHash')
  const name = shownName(fields.get('dn') ?? '') || null
  const given = { v1, v2: v1 === null ? v2 : null, name }
  return { v1, v2, name, magnet: magnetOf(given, all('tr').filter(isTracker).slice(0, mostTrackers)) }
}

/** A magnet link of what is known of a torrent; v2 in its multihash form. */
export function magnetOf(
  { v1, v2, name }: { v1: string | null; v2: string | null; name: string | null },
  trackers: readonly string[] = [],
): string {
  const fields = [
    ...(v1 === null ? [] : [`xt=urn:btih:${v1}`]),
    ...(v2 === null ? [] : [`xt=urn:btmh:1220${v2}`]),
    ...(name === null ? [] : [`dn=${encodeURIComponent(name)}`]),
    ...trackers.map((tracker) => `tr=${encodeURIComponent(tracker)}`),
  ]
  return `magnet:?${fields.join('&')}`
}

function first(values: readonly string[], read: (value: string) => string | null): string | null {
  for (const value of values) {
    const found = read(value)
    if (found !== null) return found
  }
  return null
}

const firstVersion = (topic: string): string | null => infoHashOf(/^urn:btih:(.+)$/i.exec(topic)?.[1] ?? '')

const secondVersion = (topic: string): string | null =>
  /^urn:btmh:1220([0-9a-f]{64})$/i.exec(topic)?.[1]?.toLowerCase() ?? null

function isTracker(address: string): boolean {
  if (address.length > longestTracker || !URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return trackerProtocols.includes(protocol) && !isForbiddenHost(hostname)
}
