import type { Logger } from '../log.ts'
import type { Database } from './open.ts'

/** The result of synchronous work: better-sqlite3 would commit at the first `await` of an asynchronous callback. */
export type Sync<T> = T extends PromiseLike<unknown> ? never : T

type Hook = () => void

const isThenable = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'then') === 'function'

/** Synchronous transactions that compose: an inner one is a savepoint of the outer one. */
export class Transactions {
  readonly #db: Database
  readonly #log: Logger
  /** One frame of hooks for each open transaction or savepoint, outermost first. */
  readonly #frames: Hook[][] = []

  constructor(db: Database, log: Logger) {
    this.#db = db
    this.#log = log
  }

  get open(): boolean {
    return this.#frames.length > 0
  }

  /** Runs `work` whole or not at all and returns its result; whatever it throws passes through after the rollback. */
  inTx<T>(work: () => Sync<T>): Sync<T> {
    const depth = this.#frames.length
    const client = this.#db.$client
    client.exec(depth === 0 ? 'BEGIN IMMEDIATE' : `SAVEPOINT inner_${depth}`)
    const hooks: Hook[] = []
    this.#frames.push(hooks)
    let result: Sync<T>
    try {
      result = work()
      if (isThenable(result)) throw new TypeError('A transaction must be synchronous: it returned a promise.')
      client.exec(depth === 0 ? 'COMMIT' : `RELEASE inner_${depth}`)
    } catch (error) {
      this.#frames.pop()
      if (client.inTransaction) {
        client.exec(depth === 0 ? 'ROLLBACK' : `ROLLBACK TO inner_${depth}; RELEASE inner_${depth}`)
      }
      throw error
    }
    this.#frames.pop()
    const outer = this.#frames.at(-1)
    if (outer) outer.push(...hooks)
    else for (const hook of hooks) this.#run(hook)
    return result
  }

  /** Runs `hook` after the outermost commit, or at once where no transaction is open; a rollback drops it. */
  onCommit(hook: Hook): void {
    const frame = this.#frames.at(-1)
    if (frame) frame.push(hook)
    else this.#run(hook)
  }

  #run(hook: Hook): void {
    try {
      hook()
    } catch (error) {
      this.#log.error({ err: error }, 'A hook after a commit failed')
    }
  }
}
