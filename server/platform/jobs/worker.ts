import os from 'node:os'
import type { Lane } from '../../../shared/definitions.ts'
import { minutes, seconds } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { JobHandler } from '../domain.ts'
import { claim, type JobRow, markDead, markDone, markFailed, nextDue, releaseLeases, renew } from './queue.ts'

const concurrency: Record<Lane, number> = { default: 4, mail: 2, media: 2, torrents: 2 }
const lanes = Object.keys(concurrency) as Lane[]
const lease = seconds(30)
const longestWait = seconds(30)

/** A failure that no retry will mend: the job becomes a dead letter at once. */
export class PermanentFailure extends Error {}

/** Waits 5 s after the first failure, doubling up to an hour. */
const backOff = (attempts: number): number => Math.min(seconds(5) * 2 ** (attempts - 1), minutes(60))

const ownerName = (): string => `${os.hostname()}/${process.pid}`

function isGone(owner: string): boolean {
  const [host, pid] = owner.split('/')
  if (host !== os.hostname()) return false
  if (Number(pid) === process.pid) return true
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

function payloadOf(handler: JobHandler, row: JobRow): unknown {
  try {
    return handler.parse(row.payload)
  } catch (error) {
    throw new PermanentFailure('The payload no longer fits its schema.', { cause: error })
  }
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Runs due jobs by lanes, each at least once: handlers are idempotent. */
export class Worker {
  readonly #deps: Deps
  readonly #handlers: ReadonlyMap<string, JobHandler>
  readonly #running = new Map<Promise<void>, JobRow>()
  #timer: NodeJS.Timeout | undefined
  #automatic = false
  #woken = false

  constructor(deps: Deps, handlers: ReadonlyMap<string, JobHandler>) {
    this.#deps = deps
    this.#handlers = handlers
  }

  /** Takes up what a process that died left behind and runs jobs as they become due. */
  start(): void {
    releaseLeases(this.#deps.db, isGone)
    this.#automatic = true
    this.wake()
  }

  /** Looks for due jobs soon; called after a commit that enqueued one. */
  wake(): void {
    if (!this.#automatic || this.#woken) return
    this.#woken = true
    setImmediate(() => {
      this.#woken = false
      if (this.#automatic) this.#fillSafely()
    })
  }

  /** Runs everything that is due now, and what that makes due, to the end. For tests and the command line. */
  async settle(): Promise<void> {
    this.#fill()
    while (this.#running.size > 0) {
      await Promise.race(this.#running.keys())
      this.#fill()
    }
  }

  /** Takes no more jobs and waits for the running ones, at most `patience` milliseconds. */
  async stop(patience = seconds(10)): Promise<void> {
    this.#automatic = false
    clearTimeout(this.#timer)
    let timer: NodeJS.Timeout | undefined
    const timeout = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patience)
    })
    await Promise.race([Promise.all(this.#running.keys()), timeout])
    clearTimeout(timer)
  }

  /** A full disk or a busy database stops no process: the jobs are looked for again a little later. */
  #fillSafely(): void {
    try {
      this.#fill()
    } catch (error) {
      this.#deps.log.error({ err: error }, 'Due jobs could not be taken')
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => this.wake(), longestWait)
      this.#timer.unref()
    }
  }

  #enabled(): string[] {
    return [...this.#handlers.keys()].filter((name) => this.#deps.domainOn(name))
  }

  #fill(): void {
    const { db, clock } = this.#deps
    const names = this.#enabled()
    for (const lane of lanes) {
      let free = concurrency[lane] - [...this.#running.values()].filter((busy) => busy.lane === lane).length
      while (free > 0) {
        const now = clock.now()
        const running = [...this.#running.values()].map(({ id }) => id)
        const row = claim(db, { lane, now, until: now + lease, owner: ownerName(), names, running })
        if (!row) break
        free -= 1
        const run = this.#run(row).finally(() => {
          this.#running.delete(run)
          this.wake()
        })
        this.#running.set(run, row)
      }
    }
    this.#sleep(names)
  }

  #sleep(names: string[]): void {
    clearTimeout(this.#timer)
    if (!this.#automatic) return
    const due = nextDue(this.#deps.db, names) ?? Number.POSITIVE_INFINITY
    const wait = Math.min(Math.max(due - this.#deps.clock.now(), seconds(1)), longestWait)
    this.#timer = setTimeout(() => this.wake(), wait)
    this.#timer.unref()
  }

  async #run(row: JobRow): Promise<void> {
    const { db, clock } = this.#deps
    const handler = this.#handlers.get(row.name)
    if (!handler) return
    const renewal = setInterval(() => {
      this.#mark(row, () => renew(db, row.id, clock.now() + lease))
    }, lease / 3)
    let payload: unknown
    try {
      payload = payloadOf(handler, row)
      if (row.attempts > handler.attempts) throw new PermanentFailure('Each of its tries ended with the process.')
      await handler.run(this.#deps, payload)
      this.#mark(row, () => markDone(db, row.id, clock.now()))
    } catch (error) {
      this.#fail(row, handler, payload, error)
    } finally {
      clearInterval(renewal)
    }
  }

  #fail(row: JobRow, handler: JobHandler, payload: unknown, error: unknown): void {
    const { db, clock, log } = this.#deps
    const given = { job: row.name, id: row.id, err: error }
    if (error instanceof PermanentFailure || row.attempts >= handler.attempts) {
      this.#mark(row, () => this.#giveUp(row, handler, payload, error))
      log.error(given, 'A job was given up')
    } else {
      this.#mark(row, () => markFailed(db, row.id, textOf(error), clock.now() + backOff(row.attempts)))
      log.warn(given, 'A job failed and will be tried again')
    }
  }

  /** @param payload undefined where it did not fit */
  #giveUp(row: JobRow, handler: JobHandler, payload: unknown, reason: unknown): void {
    const { db, clock, inTx } = this.#deps
    inTx(() => {
      const isDead = markDead(db, row.id, textOf(reason), clock.now())
      if (isDead && payload !== undefined) handler.givenUp(this.#deps, payload, reason)
    })
  }

  /** A mark that cannot be written is made up for when the lease ends. */
  #mark(row: JobRow, write: () => void): void {
    try {
      write()
    } catch (error) {
      this.#deps.log.error({ job: row.name, id: row.id, err: error }, 'The state of a job could not be written')
    }
  }
}
