// Stands before the pages of the house at `/sw.js`. Pages and pictures that were seen can be read without a network; the
// server says of each page whose it is and whether it may be kept (`Foyer-Reader`, `Foyer-Keep`), and so of the few data
// that pages read later. Everything else, acts included, goes its way as if there were no worker. Listeners for push
// belong at the end of this file.
import type { WorkerScope } from './scope.ts'
import { Store } from './store.ts'

declare const releaseName: string

const scope = self as unknown as WorkerScope
const store = new Store(scope.caches, releaseName)

/** With a kept copy at hand, nobody waits longer for the network. */
const patience = 4000
const offlinePage = '/offline'

const isOwn = (address: URL) => address.origin === scope.location.origin

/** A full device is no reason to withhold an answer that has come: it is only not kept. */
const keep = (work: Promise<unknown>): Promise<unknown> => work.catch(() => undefined)

/** Asks the network, and keeps the answer where the house allows, for whom it names. Throws where nobody answers. */
async function readKept(
  request: Request,
  keepFor: (answer: Response, reader: string) => Promise<unknown>,
): Promise<Response> {
  const ticket = store.ticket()
  const answer = await fetch(request)
  const reader = answer.headers.get('foyer-reader')
  if (reader === null || answer.redirected) return answer
  const isReaders = await store.isOf(reader, ticket)
  if (isReaders && answer.status === 200 && answer.headers.has('foyer-keep')) {
    await keep(keepFor(answer.clone(), reader))
  }
  return answer
}

const readPage = (request: Request): Promise<Response> =>
  readKept(request, async (answer, reader) => {
    const { pathname, search } = new URL(request.url)
    if (search !== '') return
    const html = await store.keepPage(pathname, answer, reader)
    await Promise.allSettled(codeIn(html).map(readCode))
  })

const readData = (request: Request): Promise<Response> =>
  readKept(request, (answer, reader) => store.keepData(request.url, answer, reader))

/** Addresses of scripts, styles and faces that a page names. */
const codeIn = (html: string): string[] => [...new Set(html.match(/\/assets\/[\w./-]+\.(?:js|css|woff2)/g))]

async function readCode(address: string): Promise<Response> {
  const kept = await store.code(address)
  if (kept) return kept
  const answer = await fetch(address)
  if (answer.ok) await keep(store.keepCode(address, answer.clone()))
  return answer
}

async function readPicture(address: string): Promise<Response> {
  const reader = await store.reader()
  try {
    const answer = await fetch(address)
    if (answer.status === 200) await keep(store.keepPicture(address, answer.clone(), reader))
    return answer
  } catch (thrown) {
    const kept = await store.picture(address)
    if (kept) return kept
    throw thrown
  }
}

const after = (time: number): Promise<null> => new Promise((resolve) => setTimeout(() => resolve(null), time))

type Lasting = (work: Promise<unknown>) => void

/** What the network answers, else the kept copy; null where there is neither. */
async function freshest(read: Promise<Response>, kept: Response | undefined, lasting: Lasting) {
  const network = read.catch(() => null)
  lasting(network)
  return (await (kept ? Promise.race([network, after(patience)]) : network)) ?? kept ?? null
}

async function answerData(request: Request, lasting: Lasting): Promise<Response> {
  const kept = await store.data(request.url)
  const read = readData(request)
  return (await freshest(read, kept, lasting)) ?? read
}

async function answerPage(request: Request, lasting: Lasting): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const kept = await store.page(pathname)
  const read = readPage(request)
  const answer = await freshest(read, kept, lasting)
  if (answer) return answer
  const isThere = await store.page(offlinePage)
  if (isThere) return Response.redirect(`${offlinePage}?from=${encodeURIComponent(pathname + search)}`)
  return read
}

/** A page says what it shows: its address, and what it loaded before this worker stood here. */
interface Seen {
  readonly page: string
  readonly files: readonly string[]
}

async function keepSeen({ page, files }: Seen): Promise<void> {
  await readPage(new Request(page, { headers: { accept: 'text/html' } }))
  const own = files.filter((address) => isOwn(new URL(address, scope.location.href)))
  await Promise.allSettled(
    own.map((address) => (address.includes('/uploads/') ? readPicture(address) : readCode(address))),
  )
  if (!(await store.page(offlinePage))) await readPage(new Request(offlinePage, { headers: { accept: 'text/html' } }))
}

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()))

scope.addEventListener('activate', (event) => event.waitUntil(store.beginRelease()))

scope.addEventListener('message', (event) => {
  event.waitUntil(keepSeen(event.data as Seen).catch(() => null))
})

scope.addEventListener('fetch', (event) => {
  const { request } = event
  const address = new URL(request.url)
  if (request.method !== 'GET' || !isOwn(address) || request.headers.has('range')) return
  // A download may be larger than anything that is to pass through here.
  if (address.pathname.startsWith('/torrents/dl/')) return
  const lasting: Lasting = (work) => event.waitUntil(work)
  if (request.mode === 'navigate') event.respondWith(answerPage(request, lasting))
  else if (address.pathname.startsWith('/trpc/') && !address.searchParams.has('batch')) {
    event.respondWith(answerData(request, lasting))
  } else if (address.pathname.startsWith('/assets/')) event.respondWith(readCode(request.url))
  else if (address.pathname.startsWith('/uploads/') && request.destination === 'image') {
    event.respondWith(readPicture(request.url))
  }
})
