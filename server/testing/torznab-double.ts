import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { longestTorrent } from '../../shared/torrents.ts'

/** A result that the double tells of; `dl` is the way in which its link answers, see {@link links}. */
export interface DoubleResult {
  readonly title: string
  readonly category?: number
  readonly size?: number
  readonly seeders?: number
  readonly peers?: number
  readonly published?: string
  /** 40 hexadecimal digits; told with a magnet. */
  readonly hash?: string
  /** Tells the hash alone. */
  readonly isBare?: true
  readonly dl?: string
  /** In the place of a link of the double's own. */
  readonly link?: string
}

/** A server that speaks Torznab as Jackett does, with an indexer for each way of failing. */
export interface TorznabDouble {
  /** As its owner opens it in a browser. */
  readonly url: string
  readonly key: string
  /** Every path that was asked, with its query. */
  readonly heard: readonly string[]
  /** The address of an indexer: `good`, `other`, or one of {@link failing}. */
  of(indexer: string): string
  /** What an indexer finds. */
  tell(indexer: string, results: readonly DoubleResult[]): void
  /** Answers those who wait at `slow`. */
  release(): void
  stop(): Promise<void>
}

/** The indexers of the double that answer with an error, and how. */
export const failing = {
  unknown: { status: 200, type: 'application/xml', body: errorOf(201, 'Indexer is not supported') },
  unauthorised: { status: 401, type: 'text/plain', body: '' },
  absent: { status: 404, type: 'text/plain', body: 'Not found' },
  throttled: { status: 429, type: 'application/xml', body: errorOf(900, 'Too many requests'), 'retry-after': '37' },
  broken: {
    status: 400,
    type: 'application/xml',
    body: errorOf(900, 'Challenge at https://tracker.example/?passkey=s3cret was not solved'),
  },
  crashed: { status: 500, type: 'application/xml', body: errorOf(900, 'Object reference not set') },
  login: { status: 302, type: 'text/html', body: '', location: '/UI/Login?ReturnUrl=%2F' },
  moved: { status: 301, type: 'text/html', body: '', location: 'http://169.254.169.254/latest/' },
  page: { status: 200, type: 'text/html', body: '<!doctype html><html><head><title>Hello</title></head></html>' },
  words: { status: 200, type: 'text/plain', body: 'It works!' },
  huge: { status: 200, type: 'application/xml', body: `<rss>${' '.repeat(9_000_000)}</rss>` },
} as const

function errorOf(code: number, description: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<error code="${code}" description="${description}" />`
}

/** A sound torrent of one file with this name. */
function smallTorrent(name: string): Buffer {
  const bytes = Buffer.byteLength(name)
  return Buffer.from(`d4:infod6:lengthi5e4:name${bytes}:${name}12:piece lengthi16384e6:pieces20:${'a'.repeat(20)}ee`)
}

const magnetOf = (hash: string, name: string): string => `magnet:?xt=urn:btih:${hash}&dn=${encodeURIComponent(name)}`

const linkHash = 'ab'.repeat(20)

/** How links answer, by the value of `path`. */
const links: Readonly<Record<string, (answer: ServerResponse) => void>> = {
  file: (answer) => send(answer, 200, 'application/x-bittorrent', smallTorrent('from-a-link')),
  magnet: (answer) => redirect(answer, magnetOf(linkHash, 'Big Buck Bunny')),
  hops: (answer) => redirect(answer, '/dl/good/?path=hop2'),
  hop2: (answer) => redirect(answer, '/dl/good/?path=hop3'),
  hop3: (answer) => redirect(answer, '/dl/good/?path=file'),
  loop: (answer) => redirect(answer, '/dl/good/?path=loop'),
  away: (answer) => redirect(answer, 'http://localhost:1/file'),
  metadata: (answer) => redirect(answer, 'http://169.254.169.254/latest/meta-data/'),
  disk: (answer) => redirect(answer, 'file:///etc/passwd'),
  login: (answer) => redirect(answer, '/UI/Login?ReturnUrl=%2Fdl'),
  refused: (answer) => send(answer, 401, 'text/plain', ''),
  gone: (answer) => send(answer, 404, 'text/plain', 'Not found'),
  page: (answer) => send(answer, 200, 'text/html', '<!doctype html><title>Log in</title>'),
  limit: (answer) => send(answer, 429, 'application/xml', errorOf(900, 'Too many requests')),
  huge: (answer) => send(answer, 200, 'application/x-bittorrent', Buffer.alloc(longestTorrent.file + 1, 'd')),
}

function send(answer: ServerResponse, status: number, type: string, body: string | Buffer): void {
  answer.writeHead(status, { 'content-type': type }).end(body)
}

const redirect = (answer: ServerResponse, location: string): void => {
  answer.writeHead(302, { location }).end()
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

function itemOf(result: DoubleResult, link: string): string {
  const { title, category = 2000, size = 700_000_000, seeders = 1, peers = 2, hash } = result
  const attribute = (name: string, value: string | number) =>
    `<torznab:attr name="${name}" value="${escaped(String(value))}" />`
  return `<item>
    <title>${escaped(title)}</title>
    <guid>https://tracker.example/${encodeURIComponent(title)}</guid>
    <pubDate>${result.published ?? 'Fri, 02 Jan 2026 03:04:05 +0000'}</pubDate>
    <size>${size}</size>
    <link>${escaped(link)}</link>
    <category>${category}</category>
    <category>100017</category>
    <enclosure url="${escaped(link)}" length="${size}" type="application/x-bittorrent" />
    ${attribute('category', category)}${attribute('seeders', seeders)}${attribute('peers', peers)}
    ${hash ? attribute('infohash', hash) : ''}
    ${hash && !result.isBare ? attribute('magneturl', magnetOf(hash, title)) : ''}
  </item>`
}

const feedOf = (items: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:torznab="http://torznab.com/schemas/2015/feed">
<channel><title>good</title>${items.join('')}</channel></rss>`

const caps = '<?xml version="1.0" encoding="UTF-8"?><caps><server title="Jackett" /><categories /></caps>'

const listed = `<?xml version="1.0" encoding="UTF-8"?><indexers>
<indexer id="good" configured="true"><title>Good &amp; old</title></indexer>
<indexer id="other" configured="true"><title>Other</title></indexer></indexers>`

/** Starts the double on the loopback. */
export async function startTorznab(): Promise<TorznabDouble> {
  const key = 'k3yk3yk3yk3yk3yk3yk3yk3yk3yk3y01'
  const heard: string[] = []
  const results = new Map<string, readonly DoubleResult[]>()
  let waiting: (() => void)[] = []

  const linkOf = (indexer: string, { dl, link }: DoubleResult) =>
    link ?? `${url}/dl/${indexer}/?jackett_apikey=${key}&path=${dl ?? 'file'}&file=x`

  const searched = (indexer: string) =>
    feedOf((results.get(indexer) ?? []).map((result) => itemOf(result, linkOf(indexer, result))))

  function answerTorznab(indexer: string, asked: URL, answer: ServerResponse): void {
    const way = failing[indexer as keyof typeof failing]
    if (way) {
      const { status, type, body, ...headers } = way
      answer.writeHead(status, { 'content-type': type, ...headers }).end(body)
      return
    }
    if (asked.searchParams.get('apikey') !== key) {
      send(answer, 200, 'application/xml', errorOf(100, 'Invalid API Key'))
      return
    }
    const asks = asked.searchParams.get('t')
    const body = asks === 'caps' ? caps : asks === 'indexers' ? listed : searched(indexer)
    const tell = () => send(answer, 200, 'application/rss+xml', body)
    if (indexer === 'slow' && asks === 'search') waiting.push(tell)
    else tell()
  }

  const server = http.createServer((request: IncomingMessage, answer) => {
    heard.push(request.url ?? '')
    const asked = new URL(request.url ?? '', 'http://double')
    const [, indexer] = /^\/api\/v2\.0\/indexers\/(\w+)\/results\/torznab\/api$/.exec(asked.pathname) ?? []
    if (indexer) return answerTorznab(indexer, asked, answer)
    const link = asked.pathname.startsWith('/dl/') ? links[asked.searchParams.get('path') ?? ''] : undefined
    if (link) return link(answer)
    redirect(answer, '/UI/Login')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    key,
    heard,
    of: (indexer) => `${url}/api/v2.0/indexers/${indexer}/results/torznab/`,
    tell: (indexer, told) => {
      results.set(indexer, told)
    },
    release: () => {
      for (const tell of waiting) tell()
      waiting = []
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
