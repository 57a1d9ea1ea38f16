import type { DetailedError, Upload } from 'tus-js-client'
import type { ErrorCode, WireError } from '../../shared/errors.ts'
import { unanswered, wireErrorOf, wireErrorOfAnswer } from './errors.ts'
import { Speed } from './speed.ts'

export type UploadState = 'waiting' | 'sending' | 'paused' | 'finishing' | 'done' | 'failed'

/** One file on its way. A snapshot: the store makes a new one at each change. */
export interface UploadItem<Result> {
  readonly id: string
  readonly file: File
  readonly state: UploadState
  /** Bytes that the server has acknowledged or that are on the wire. */
  readonly sent: number
  readonly bytesPerSecond: number
  /** null while the speed is not known. */
  readonly secondsLeft: number | null
  readonly error: WireError | null
  readonly result: Result | null
}

export interface UploadsOptions<Result> {
  /** Turns a transferred file into what the page shows; throws what the wire carries where it is refused. */
  readonly finish: (uploadId: string, file: File) => Promise<Result>
  /** Told once for each file that is done. */
  readonly onDone?: (item: UploadItem<Result>) => void
}

interface Entry<Result> {
  item: UploadItem<Result>
  upload: Upload | null
  /** The server has every byte: only its word on the file is missing. */
  isTransferred: boolean
  readonly speed: Speed
}

const endpoint = '/api/uploads'
const atOnce = 3
const megabyte = 1_000_000
const notifyEvery = 120
const retryDelays = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000]

/** A phone's browser keeps each chunk in memory and loses it when it sleeps. */
const chunkSize = () => (matchMedia('(pointer: coarse) and (max-width: 60em)').matches ? 16 : 50) * megabyte

const metadataOf = (file: File) => ({
  filename: file.name,
  filetype: file.type || 'application/octet-stream',
  lastModified: new Date(file.lastModified).toISOString(),
})

function failureOf(thrown: Error | DetailedError): WireError {
  const answer = 'originalResponse' in thrown ? thrown.originalResponse : null
  if (answer) return wireErrorOfAnswer(answer.getStatus(), answer.getBody())
  const isUnanswered = 'originalRequest' in thrown && thrown.originalRequest !== null
  return isUnanswered ? unanswered() : wireErrorOf(thrown)
}

const isWorthRetrying = (error: DetailedError): boolean => {
  const status = error.originalResponse?.getStatus() ?? 0
  return status < 400 || status === 409 || status === 423 || status === 429 || (status >= 500 && status !== 507)
}

/** Refusals of a transferred file of which the server keeps nothing; after any other it may be asked again. */
const endsUpload: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['NOT_FOUND', 'INVALID', 'UNSUPPORTED', 'TOO_LARGE'])

/** Lets the same file, chosen once more, begin anew. */
function forget(upload: Upload | null): void {
  const remove = async () => {
    const kept = (await upload?.findPreviousUploads()) ?? []
    for (const { uploadUrl, urlStorageKey } of kept) {
      if (uploadUrl === upload?.url) await upload.options.urlStorage?.removeUpload(urlStorageKey)
    }
  }
  // A browser that keeps nothing has nothing to forget.
  remove().catch(() => undefined)
}

/**
 * Sends files, three at once, and goes on where a cut or a reload stopped them: the same file chosen again
 * continues. A store for any framework: `subscribe` and `items`.
 */
export class Uploads<Result> {
  readonly #options: UploadsOptions<Result>
  readonly #entries = new Map<string, Entry<Result>>()
  readonly #listeners = new Set<() => void>()
  #items: readonly UploadItem<Result>[] = []
  #notified = 0
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(options: UploadsOptions<Result>) {
    this.#options = options
  }

  /** The same array until something changes, as React's useSyncExternalStore wants it. */
  readonly items = (): readonly UploadItem<Result>[] => this.#items

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Queues files; answers their ids in the same order. */
  add(files: Iterable<File>): string[] {
    const ids = [...files].map((file) => {
      const id = crypto.randomUUID?.() ?? `${performance.now()}-${Math.random()}`
      const item: UploadItem<Result> = {
        id,
        file,
        state: 'waiting',
        sent: 0,
        bytesPerSecond: 0,
        secondsLeft: null,
        error: null,
        result: null,
      }
      this.#entries.set(id, { item, upload: null, isTransferred: false, speed: new Speed() })
      return id
    })
    this.#fill()
    return ids
  }

  pause(id: string): void {
    const entry = this.#entries.get(id)
    if (!entry || (entry.item.state !== 'sending' && entry.item.state !== 'waiting')) return
    void entry.upload?.abort()
    this.#change(entry, { state: 'paused', bytesPerSecond: 0, secondsLeft: null })
    this.#fill()
  }

  /** Goes on with a paused file, or tries a failed one again. */
  resume(id: string): void {
    const entry = this.#entries.get(id)
    if (!entry || (entry.item.state !== 'paused' && entry.item.state !== 'failed')) return
    this.#change(entry, { state: 'waiting', error: null })
    this.#fill()
  }

  /** Forgets a file; what the server has of it is thrown away. */
  cancel(id: string): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    this.#entries.delete(id)
    const isUnfinished = entry.item.state !== 'done' && entry.item.state !== 'finishing'
    // The server sweeps what no browser could tell it to remove.
    void entry.upload?.abort(isUnfinished).catch(() => undefined)
    this.#publish()
    this.#fill()
  }

  cancelAll(): void {
    for (const id of [...this.#entries.keys()]) this.cancel(id)
  }

  get busy(): boolean {
    return this.#items.some(({ state }) => state !== 'done' && state !== 'failed')
  }

  #fill(): void {
    const entries = [...this.#entries.values()]
    const running = entries.filter(({ item }) => item.state === 'sending' || item.state === 'finishing').length
    const waiting = entries.filter(({ item }) => item.state === 'waiting')
    for (const entry of waiting.slice(0, Math.max(0, atOnce - running))) void this.#start(entry)
    this.#publish()
  }

  async #start(entry: Entry<Result>): Promise<void> {
    if (entry.isTransferred) return this.#finish(entry)
    this.#change(entry, { state: 'sending' })
    entry.speed.reset()
    if (entry.upload?.url) return entry.upload.start()
    try {
      const upload = await this.#create(entry)
      entry.upload = upload
      const [previous] = await upload.findPreviousUploads().catch(() => [])
      // Meanwhile it may have been paused, cancelled, or begun anew.
      const isCurrent = this.#entries.get(entry.item.id) === entry && entry.upload === upload
      if (!isCurrent || entry.item.state !== 'sending') return
      if (previous) upload.resumeFromPreviousUpload(previous)
      upload.start()
    } catch (thrown) {
      this.#fail(entry, wireErrorOf(thrown))
    }
  }

  async #create(entry: Entry<Result>): Promise<Upload> {
    const { file } = entry.item
    const { Upload: TusUpload } = await import('tus-js-client')
    return new TusUpload(file, {
      endpoint,
      chunkSize: chunkSize(),
      retryDelays,
      headers: { 'x-foyer': '1' },
      metadata: metadataOf(file),
      onShouldRetry: isWorthRetrying,
      onProgress: (sent) => this.#progress(entry, sent),
      onSuccess: () => {
        entry.isTransferred = true
        void this.#finish(entry)
      },
      onError: (error) => this.#fail(entry, failureOf(error)),
    })
  }

  #progress(entry: Entry<Result>, sent: number): void {
    const bytesPerSecond = entry.speed.measure(sent, performance.now())
    const left = entry.item.file.size - sent
    entry.item = { ...entry.item, sent, bytesPerSecond, secondsLeft: bytesPerSecond > 0 ? left / bytesPerSecond : null }
    this.#publishSoon()
  }

  async #finish(entry: Entry<Result>): Promise<void> {
    this.#change(entry, { state: 'finishing', sent: entry.item.file.size, bytesPerSecond: 0, secondsLeft: null })
    const uploadId = entry.upload?.url?.split('/').at(-1) ?? ''
    try {
      const result = await this.#options.finish(decodeURIComponent(uploadId), entry.item.file)
      forget(entry.upload)
      if (!this.#entries.has(entry.item.id)) return
      this.#change(entry, { state: 'done', result })
      this.#options.onDone?.(entry.item)
    } catch (thrown) {
      this.#refuse(entry, wireErrorOf(thrown))
    }
    this.#fill()
  }

  #refuse(entry: Entry<Result>, error: WireError): void {
    const isOver = endsUpload.has(error.code)
    if (isOver) {
      forget(entry.upload)
      entry.upload = null
    }
    if (isOver || error.code === 'CONFLICT') entry.isTransferred = false
    this.#change(entry, { state: 'failed', error, ...(isOver ? { sent: 0 } : {}) })
  }

  #fail(entry: Entry<Result>, error: WireError): void {
    if (!this.#entries.has(entry.item.id)) return
    this.#change(entry, { state: 'failed', error, bytesPerSecond: 0, secondsLeft: null })
    this.#fill()
  }

  #change(entry: Entry<Result>, change: Partial<UploadItem<Result>>): void {
    entry.item = { ...entry.item, ...change }
    this.#publish()
  }

  #publishSoon(): void {
    const wait = this.#notified + notifyEvery - performance.now()
    if (wait <= 0) this.#publish()
    else this.#timer ??= setTimeout(() => this.#publish(), wait)
  }

  #publish(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#notified = performance.now()
    this.#items = [...this.#entries.values()].map(({ item }) => item)
    for (const listener of this.#listeners) listener()
  }
}
