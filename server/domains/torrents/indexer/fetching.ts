import { longestTorrent } from '../../../../shared/torrents.ts'
import type { FetchedTorrent, IndexerAddress } from './indexer.ts'
import { failure } from './problems.ts'
import { type Answer, ask, type Reach } from './request.ts'

const mostRedirects = 3

/** A file of a torrent is a bencoded dictionary. */
const isDictionary = (body: Buffer): boolean => body[0] === 0x64

const isMarkup = (body: Buffer): boolean => /^[\s\uFEFF]*</.test(body.subarray(0, 100).toString('utf8'))

function refuse({ status, body }: Answer, tellFeed: () => unknown): never {
  if (status === 401 || status === 403) throw failure('wrong-key')
  if (status === 404 || status === 410) throw failure('not-found')
  // An error of Torznab says more than that it is no torrent.
  if (/<error\b/.test(body.subarray(0, 1_000).toString('utf8'))) tellFeed()
  if (status === 200 && isMarkup(body)) throw failure('not-a-torrent')
  if (status >= 400) tellFeed()
  throw failure('not-a-torrent')
}

/** Where a redirect leads: a magnet as it is, an address of the same host whole. */
function redirected(from: URL, location: string): string | URL {
  if (/^magnet:\?/i.test(location)) return location
  if (!URL.canParse(location, from)) throw failure('redirected')
  const to = new URL(location, from)
  if (/\/(UI\/)?Login\b/i.test(to.pathname)) throw failure('login')
  const isPlain = ['http:', 'https:'].includes(to.protocol)
  if (!isPlain || to.hostname !== from.hostname) throw failure('redirected')
  return to
}

/**
 * Follows the link of a result to its file or its magnet. A link to the indexer's own host may lead into the house's
 * network, as the indexer does; any other must be public.
 * @param tellFeed throws what an answer in Torznab's language says
 * @throws {IndexerError}
 */
export async function fetchTorrent(
  of: IndexerAddress,
  link: string,
  signal: AbortSignal,
  tellFeed: (answer: Answer) => unknown,
): Promise<FetchedTorrent> {
  let url = new URL(link)
  const reach: Reach = url.hostname === new URL(of.url).hostname ? 'home' : 'public'
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const answer = await ask(url, reach, longestTorrent.file, signal)
    const { location } = answer.headers
    if (answer.status >= 300 && answer.status < 400 && location !== undefined) {
      const next = redirected(url, location)
      if (typeof next === 'string') return { magnet: next }
      url = next
    } else if (answer.status === 200 && isDictionary(answer.body)) return { file: answer.body }
    else refuse(answer, () => tellFeed(answer))
  }
  throw failure('redirected')
}
