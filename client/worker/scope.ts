/** What a service worker stands in; the project's types are those of pages. */
export interface WorkerScope {
  readonly location: Location
  readonly caches: CacheStorage
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', listener: (event: LastingEvent) => void): void
  addEventListener(kind: 'fetch', listener: (event: AskedEvent) => void): void
  addEventListener(kind: 'message', listener: (event: ToldEvent) => void): void
}

export interface LastingEvent {
  /** Keeps the worker alive until then. */
  waitUntil(work: Promise<unknown>): void
}

export interface AskedEvent extends LastingEvent {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

export interface ToldEvent extends LastingEvent {
  readonly data: unknown
}
