import type { FoundCategory } from '../../../../shared/torrent-search.ts'
import { longestTorrent } from '../../../../shared/torrents.ts'
import { seconds } from '../../../platform/clock.ts'
import { infoHashIn, infoHashOf } from '../metainfo/info-hash.ts'
import { categoryOf, numbersOf } from './categories.ts'
import { type Feed, type FeedItem, readFeed } from './feed.ts'
import { fetchTorrent } from './fetching.ts'
import type { FoundTorrent, Indexer, IndexerAddress, IndexerError } from './indexer.ts'
import { failed, failure, saying, tooOften } from './problems.ts'
import { type Answer, ask } from './request.ts'

/** Each indexer may take this long, whatever the others do. */
const patience = seconds(20)
const longestAnswer = 8_000_000
const mostListed = 500
const longestLink = 4_000

function refusedBy(code: number, status: number, said: string, retryAfter: number): IndexerError {
  if (code >= 100 && code < 200) return failure('wrong-key')
  if (code === 201) return failure('unknown-indexer')
  if (code === 500 || code === 501 || status === 429) return tooOften(retryAfter)
  return failed(status, said)
}

/** Seconds of the header; it may be a date, which says nothing that a person needs. */
function retryAfterOf({ headers }: Answer): number {
  const seconds = Number(headers['retry-after'])
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 0
}

function refusedWithoutFeed(answer: Answer): IndexerError | null {
  const { status, headers } = answer
  if (status >= 300 && status < 400) {
    return failure(/\/(UI\/)?Login\b/i.test(headers.location ?? '') ? 'login' : 'redirected')
  }
  if (status === 401 || status === 403) return failure('wrong-key')
  if (status === 404) return failure('unknown-indexer')
  if (status === 429) return tooOften(retryAfterOf(answer))
  if (status >= 400) return failed(status, '')
  return null
}

function feedOf(answer: Answer, apiKey: string, root: string): Feed {
  const feed = readFeed(answer.body.toString('utf8'))
  if (feed?.root === 'error') {
    const { code, description = '' } = feed.rootAttributes
    throw refusedBy(Number(code), answer.status, saying(description, apiKey), retryAfterOf(answer))
  }
  const refused = refusedWithoutFeed(answer)
  if (refused) throw refused
  if (feed?.root !== root) throw failure('not-torznab')
  return feed
}

async function query(
  { url, apiKey }: IndexerAddress,
  parameters: Readonly<Record<string, string>>,
  root: string,
  signal: AbortSignal,
): Promise<Feed> {
  const asked = new URL(url)
  for (const [name, value] of Object.entries(parameters)) asked.searchParams.set(name, value)
  if (apiKey !== '') asked.searchParams.set('apikey', apiKey)
  const answer = await ask(asked, 'home', longestAnswer, AbortSignal.any([signal, AbortSignal.timeout(patience)]))
  return feedOf(answer, apiKey, root)
}

const countOf = (text: string | undefined): number | null => {
  const number = Number(text)
  return text !== undefined && text !== '' && Number.isSafeInteger(number) && number >= 0 ? number : null
}

const isMagnet = (text: string | undefined): text is string =>
  text !== undefined && text.length <= longestTorrent.magnet && /^magnet:\?/i.test(text)

const isLink = (text: string | undefined): text is string =>
  text !== undefined && text.length <= longestLink && /^https?:\/\//i.test(text) && URL.canParse(text)

function foundOf(item: FeedItem): FoundTorrent | null {
  const { texts, attributes, categories, enclosure } = item
  const addresses = [attributes.get('magneturl'), texts.get('link'), enclosure?.url, texts.get('guid')]
  const magnet = addresses.find(isMagnet) ?? null
  const link = [enclosure?.url, texts.get('link')].find(isLink) ?? null
  const title = texts.get('title') ?? ''
  if (title === '' || (magnet === null && link === null)) return null
  const seeders = countOf(attributes.get('seeders'))
  const peers = countOf(attributes.get('peers'))
  const published = Date.parse(texts.get('pubdate') ?? '')
  return {
    title: title.slice(0, 500),
    category: categoryOf(categories),
    size: countOf(texts.get('size')) ?? countOf(attributes.get('size')) ?? countOf(enclosure?.length),
    seeders,
    // Torznab's peers are both.
    leechers: seeders === null || peers === null ? null : Math.max(0, peers - seeders),
    publishedAt: Number.isNaN(published) ? null : published,
    hash: infoHashOf(attributes.get('infohash') ?? '') ?? (magnet === null ? null : infoHashIn(magnet)),
    magnet,
    link,
  }
}

/** What a Jackett's indexer is asked at. @param url that of all of them */
const ownAddress = (url: string, id: string): string =>
  url.replace(/\/indexers\/[^/]+\//, `/indexers/${encodeURIComponent(id)}/`)

/** Speaks Torznab, as Jackett, Prowlarr and many indexers do. */
export const torznab: Indexer = {
  async name(of, signal) {
    return (await query(of, { t: 'caps' }, 'caps', signal)).title.slice(0, 100)
  },

  async search(of, words, categories: readonly FoundCategory[], signal) {
    const cat = categories.length === 0 ? {} : { cat: numbersOf(categories).join(',') }
    const feed = await query(of, { t: 'search', q: words, extended: '1', ...cat }, 'rss', signal)
    return feed.items.map(foundOf).filter((found) => found !== null)
  },

  async list(of, signal) {
    const { indexers } = await query(of, { t: 'indexers', configured: 'true' }, 'indexers', signal)
    return indexers
      .filter(({ id }) => id !== '')
      .slice(0, mostListed)
      .map(({ id, title }) => ({ name: (title || id).slice(0, 100), url: ownAddress(of.url, id) }))
  },

  fetch: (of, link, signal) =>
    fetchTorrent(of, link, AbortSignal.any([signal, AbortSignal.timeout(patience)]), (answer) =>
      feedOf(answer, of.apiKey, 'rss'),
    ),
}
