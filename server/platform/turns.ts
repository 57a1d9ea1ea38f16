import { DomainError } from '../../shared/errors.ts'

export interface Turn {
  /** How many may have their turn at once; one unless told, and the same for everybody who uses the name. */
  readonly atOnce?: number
  /** Longest wait in milliseconds; without end unless told. */
  readonly patience?: number
  /** Ends the wait. */
  readonly signal?: AbortSignal
  /** Called on whoever has a turn while others wait: it asks to end soon. */
  readonly onAwaited?: () => void
}

interface Waiting {
  readonly turn: Turn
  /** Hands the turn over. */
  readonly grant: () => void
}

interface Line {
  readonly running: Set<Turn>
  readonly waiting: Waiting[]
}

/** Lines of work of which only so much goes on at once, first come first served; each line has a name. */
export class Turns {
  readonly #lines = new Map<string, Line>()

  /**
   * Waits for a turn.
   * @returns ends the turn; harmless when repeated
   * @throws {DomainError} UNAVAILABLE where the wait was too long, or was ended
   */
  async take(name: string, turn: Turn = {}): Promise<() => void> {
    const own = { ...turn }
    const busy = () => new DomainError('UNAVAILABLE', 'common.errors.UNAVAILABLE')
    if (own.signal?.aborted) throw busy()
    const line = this.#lines.get(name) ?? { running: new Set(), waiting: [] }
    this.#lines.set(name, line)
    if (line.running.size < (own.atOnce ?? 1)) line.running.add(own)
    else await this.#wait(line, own, busy)
    return () => {
      if (line.running.delete(own)) this.#handOn(name, line)
    }
  }

  /** Does `work` when its turn has come. Throws as {@link take}, and what `work` throws. */
  async run<T>(name: string, turn: Turn, work: () => Promise<T>): Promise<T> {
    const end = await this.take(name, turn)
    try {
      return await work()
    } finally {
      end()
    }
  }

  async #wait(line: Line, own: Turn, busy: () => DomainError): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const waiting: Waiting = { turn: own, grant: resolve }
    line.waiting.push(waiting)
    const giveUp = () => {
      const place = line.waiting.indexOf(waiting)
      if (place === -1) return
      line.waiting.splice(place, 1)
      reject(busy())
    }
    const timer = own.patience === undefined ? undefined : setTimeout(giveUp, own.patience)
    own.signal?.addEventListener('abort', giveUp, { once: true })
    try {
      for (const running of line.running) running.onAwaited?.()
      await promise
    } finally {
      clearTimeout(timer)
      own.signal?.removeEventListener('abort', giveUp)
    }
  }

  #handOn(name: string, line: Line): void {
    const next = line.waiting.shift()
    if (next) {
      line.running.add(next.turn)
      next.grant()
      if (line.waiting.length > 0) next.turn.onAwaited?.()
    } else if (line.running.size === 0) this.#lines.delete(name)
  }
}
