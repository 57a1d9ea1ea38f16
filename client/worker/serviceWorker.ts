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

type Lasting = (work: Promise<unknown>) => void

/** Keeps beside the answer, which nobody waits for longer: a full device is no reason to withhold what has come. */
const keep = (lasting: Lasting, work: () => Promise<unknown>): void => lasting(work().catch(() => undefined))

/** Asks the network, and keeps a whole answer where the house allows, for whom it names. Throws where nobody answers. */
async function readKept(
  request: Request,
  lasting: Lasting,
  keepFor: (answer: Response, reader: string) => Promise<unknown>,
): Promise<Response> {
  const ticket = store.ticket()
  const answer = await fetch(request)
  const reader = answer.headers.get('foyer-reader')
  if (reader === null || answer.redirected) return answer
  const copy = answer.status === 200 && answer.headers.has('foyer-keep') ? answer.clone() : null
  keep(lasting, async () => {
    const isReaders = await store.isOf(reader, ticket)
    if (isReaders && copy) await keepFor(copy, reader)
  })
  return answer
}

const readPage = (request: Request, lasting: Lasting): Promise<Response> =>
  readKept(request, lasting, async (answer, reader) => {
    const { pathname, search } = new URL(request.url)
    if (search !== '') return
    const html = await store.keepPage(pathname, answer, reader)
    await Promise.allSettled(codeIn(html).map((address) => readCode(address, lasting)))
  })

const readData = (request: Request, lasting: Lasting): Promise<Response> =>
  readKept(request, lasting, (answer, reader) => store.keepData(request.url, answer, reader))

/** Addresses of scripts, styles and faces that a page names. */
const codeIn = (html: string): string[] => [...new Set(html.match(/\/assets\/[\w./-]+\.(?:js|css|woff2)/g))]

async function readCode(address: string, lasting: Lasting): Promise<Response> {
  const kept = await store.code(address)
  if (kept) return kept
  const answer = await fetch(address)
  const copy = answer.ok ? answer.clone() : null
  if (copy) keep(lasting, () => store.keepCode(address, copy))
  return answer
}

async function readPicture(address: string, lasting: Lasting): Promise<Response> {
  const reader = await store.reader()
  try {
    const answer = await fetch(address)
    const copy = answer.status === 200 ? answer.clone() : null
    if (copy) keep(lasting, () => store.keepPicture(address, copy, reader))
    return answer
  } catch (thrown) {
    const kept = await store.picture(address)
    if (kept) return kept
    throw thrown
  }
}

const after = (time: number): Promise<null> => new Promise((resolve) => setTimeout(() => resolve(null), time))

/** What the network answers, else the kept copy; null where there is neither. */
async function freshest(read: Promise<Response>, kept: Response | undefined, lasting: Lasting) {
  const network = read.catch(() => null)
  lasting(network)
  return (await (kept ? Promise.race([network, after(patience)]) : network)) ?? kept ?? null
}

async function answerData(request: Request, lasting: Lasting): Promise<Response> {
  const kept = await store.data(request.url)
  const read = readData(request, lasting)
  return (await freshest(read, kept, lasting)) ?? read
}

async function answerPage(request: Request, lasting: Lasting): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const kept = await store.page(pathname)
  const read = readPage(request, lasting)
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
  const keeping: Promise<unknown>[] = []
  const lasting: Lasting = (work) => keeping.push(work)
  const readWhole = async (path: string) => {
    await readPage(new Request(path, { headers: { accept: 'text/html' } }), lasting)
    // A picture is kept for whom the page names.
    await Promise.all(keeping)
  }
  await readWhole(page)
  const own = files.filter((address) => isOwn(new URL(address, scope.location.href)))
  await Promise.allSettled(
    own.map((address) => (address.includes('/uploads/') ? readPicture(address, lasting) : readCode(address, lasting))),
  )
  if (!(await store.page(offlinePage))) await readWhole(offlinePage)
  await Promise.all(keeping)
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
  const lasting: Lasting = (work) => event.waitUntil(work)
  if (request.mode === 'navigate') event.respondWith(answerPage(request, lasting))
  else if (address.pathname.startsWith('/trpc/') && !address.searchParams.has('batch')) {
    event.respondWith(answerData(request, lasting))
  } else if (address.pathname.startsWith('/assets/')) event.respondWith(readCode(request.url, lasting))
  else if (address.pathname.startsWith('/uploads/') && request.destination === 'image') {
    event.respondWith(readPicture(request.url, lasting))
  }
})
