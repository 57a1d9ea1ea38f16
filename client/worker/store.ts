/** What this device keeps to be read without a network: `foyer-<what>:<reader>`, and code by release. */
const prefixes = {
  pages: 'foyer-pages:',
  pictures: 'foyer-pictures:',
  data: 'foyer-data:',
  code: 'foyer-code:',
} as const

const pagesKept = 60
const dataKept = 150
const picturesKept = 250
const picturesBytes = 60_000_000

/** Says in a kept page when it was read. */
const keptMark = (at: Date) => `<meta name="foyer-kept" content="${at.toISOString()}">`

const copyOf = (answer: Response, body: BodyInit): Response => {
  const headers = new Headers(answer.headers)
  // They are of the body as it travelled.
  for (const name of ['content-encoding', 'content-length', 'set-cookie']) headers.delete(name)
  return new Response(body, { status: answer.status, headers })
}

/** Puts last what is new, so that the first is always the oldest. */
async function putLast(cache: Cache, key: string, answer: Response): Promise<void> {
  await cache.delete(key)
  await cache.put(key, answer)
}

/** Drops the oldest, so that so many are left. */
async function dropFirst(cache: Cache, left: number): Promise<void> {
  const keys = await cache.keys()
  await Promise.all(keys.slice(0, -left).map((key) => cache.delete(key)))
}

/** The kept answers of one browser. What is private lies under its reader; there is one reader at a time. */
export class Store {
  readonly #caches: CacheStorage
  readonly #release: string
  #ticket = 0
  #toldBy = 0
  #reader: string | null = null

  constructor(caches: CacheStorage, release: string) {
    this.#caches = caches
    this.#release = release
  }

  /** To be taken when a request is sent: answers overtake each other. */
  ticket(): number {
    this.#ticket += 1
    return this.#ticket
  }

  /**
   * Takes in whose answer this is. What is kept of anybody else is dropped.
   * @returns false where a later request was answered for somebody else: this answer must not be kept
   */
  async isOf(reader: string, ticket: number): Promise<boolean> {
    if (ticket < this.#toldBy) return reader === this.#reader
    this.#toldBy = ticket
    this.#reader = reader
    const others = await this.#namesOfReaders((one) => one !== reader)
    await Promise.all(others.map((name) => this.#caches.delete(name)))
    return reader === this.#reader
  }

  /** Keeps a page for its reader, and says in it when that was. */
  async keepPage(path: string, answer: Response, reader: string): Promise<string> {
    const html = await answer.text()
    const marked = html.replace('<head>', `<head>${keptMark(new Date())}`)
    const pages = await this.#caches.open(prefixes.pages + reader)
    if (reader !== this.#reader) return html
    await putLast(pages, path, copyOf(answer, marked))
    await dropFirst(pages, pagesKept)
    return html
  }

  async page(path: string): Promise<Response | undefined> {
    const [name] = await this.#named(prefixes.pages)
    return name === undefined ? undefined : (await this.#caches.open(name)).match(path, { ignoreSearch: true })
  }

  /** Whose pages are kept now; a worker that was stopped meanwhile finds it in what is kept. */
  async reader(): Promise<string | undefined> {
    return this.#reader ?? (await this.#named(prefixes.pages))[0]?.slice(prefixes.pages.length)
  }

  /** @param reader who it was asked for; it is not kept for anybody else */
  async keepPicture(address: string, answer: Response, reader: string | undefined): Promise<void> {
    if (reader === undefined || reader !== (await this.reader())) return
    const pictures = await this.#caches.open(prefixes.pictures + reader)
    await putLast(pictures, address, answer)
    await this.#drop(pictures)
  }

  /** A picture in this width, else in another. */
  async picture(address: string): Promise<Response | undefined> {
    const [name] = await this.#named(prefixes.pictures)
    if (name === undefined) return undefined
    const pictures = await this.#caches.open(name)
    const exact = await pictures.match(address)
    if (exact) return exact
    const folder = address.slice(0, address.lastIndexOf('/') + 1)
    const other = (await pictures.keys()).findLast(({ url }) => url.startsWith(folder))
    return other && pictures.match(other)
  }

  /** Keeps what a procedure answered to its reader; the copy says when that was. */
  async keepData(address: string, answer: Response, reader: string): Promise<void> {
    const copy = copyOf(answer, await answer.text())
    copy.headers.set('foyer-kept', new Date().toISOString())
    const data = await this.#caches.open(prefixes.data + reader)
    if (reader !== this.#reader) return
    await putLast(data, address, copy)
    await dropFirst(data, dataKept)
  }

  async data(address: string): Promise<Response | undefined> {
    const [name] = await this.#named(prefixes.data)
    return name === undefined ? undefined : (await this.#caches.open(name)).match(address)
  }

  async keepCode(address: string, answer: Response): Promise<void> {
    await (await this.#caches.open(prefixes.code + this.#release)).put(address, answer)
  }

  async code(address: string): Promise<Response | undefined> {
    for (const name of await this.#named(prefixes.code)) {
      const found = await (await this.#caches.open(name)).match(address)
      if (!found) continue
      // What this release has in common with the one before must not go with it.
      if (name !== prefixes.code + this.#release) await this.keepCode(address, found.clone()).catch(() => undefined)
      return found
    }
    return undefined
  }

  /**
   * Begins a release: code of the one before stays for pages that are open and for those that are kept. Older code goes,
   * and kept pages and data with it, which may have been made of it.
   */
  async beginRelease(): Promise<void> {
    await this.#caches.open(prefixes.code + this.#release)
    const releases = await this.#named(prefixes.code)
    const own = prefixes.code + this.#release
    const older = releases.filter((name) => name !== own).slice(0, -1)
    const readable = await Promise.all([this.#named(prefixes.pages), this.#named(prefixes.data)])
    const outdated = older.length > 0 ? readable.flat() : []
    await Promise.all([...older, ...outdated].map((name) => this.#caches.delete(name)))
  }

  /** The largest part of what a device gives is pictures: the oldest go. */
  async #drop(pictures: Cache): Promise<void> {
    const keys = await pictures.keys()
    let bytes = 0
    for (const [index, key] of keys.toReversed().entries()) {
      const kept = await pictures.match(key)
      bytes += Number(kept?.headers.get('content-length') ?? 0)
      if (index >= picturesKept || bytes > picturesBytes) await pictures.delete(key)
    }
  }

  async #named(prefix: string): Promise<string[]> {
    return (await this.#caches.keys()).filter((name) => name.startsWith(prefix))
  }

  async #namesOfReaders(isMeant: (reader: string) => boolean): Promise<string[]> {
    const kinds = [prefixes.pages, prefixes.pictures, prefixes.data]
    const names = await Promise.all(kinds.map((prefix) => this.#named(prefix)))
    return names.flat().filter((name) => isMeant(name.slice(name.indexOf(':') + 1)))
  }
}
