/**
 * Work that goes on even where nobody waits for it any more: the reader left, the request was given up. The house
 * closes its database, and lets go of its folders, only when all of it has ended.
 */
export class Underway {
  readonly #works = new Set<Promise<unknown>>()
  readonly #ending = new AbortController()

  /** Aborted when the house closes: what takes long ends early, what waits for its turn is refused. */
  get ending(): AbortSignal {
    return this.#ending.signal
  }

  /** Does work for which the house waits when it closes. Throws what `work` throws. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const running = work()
    this.#works.add(running)
    try {
      return await running
    } finally {
      this.#works.delete(running)
    }
  }

  /** Asks all work to end, and waits until none is left, that included which began meanwhile. */
  async end(): Promise<void> {
    this.#ending.abort()
    while (this.#works.size > 0) await Promise.allSettled(this.#works)
  }
}
