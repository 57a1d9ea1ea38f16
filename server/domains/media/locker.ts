import { ERRORS, type Lock, type Locker, type RequestRelease } from '@tus/server'
import { DomainError } from '../../../shared/errors.ts'
import { seconds } from '../../platform/clock.ts'
import { prepared } from '../../platform/db/open.ts'

interface Waiting {
  readonly requestRelease: RequestRelease
  /** Hands the lock over. */
  readonly grant: () => void
}

interface Held {
  /** Asks whoever holds the lock to end soon. */
  requestRelease: RequestRelease
  readonly queue: Waiting[]
}

/**
 * One request at a time for each upload, first come first served. A waiter sleeps until the lock is handed to it;
 * the holder is asked to end, so that a client that comes back is not kept waiting by its own dead connection.
 */
export class UploadLocker implements Locker {
  readonly #held = new Map<string, Held>()
  readonly #patience: number

  /** @param patience longest wait in milliseconds */
  constructor(patience = seconds(30)) {
    this.#patience = patience
  }

  newLock(id: string): Lock {
    let mine = false
    return {
      lock: async (signal, requestRelease) => {
        await this.#acquire(id, signal, requestRelease)
        mine = true
      },
      unlock: async () => {
        if (mine) this.#release(id)
        mine = false
      },
    }
  }

  /**
   * Runs `work` while nobody else touches the upload.
   * @throws {DomainError} UNAVAILABLE where somebody else does for too long
   */
  async hold<T>(id: string, work: () => Promise<T>): Promise<T> {
    await this.#acquire(id, new AbortController().signal, () => {}).catch(() => {
      throw new DomainError('UNAVAILABLE', 'media.errors.busy')
    })
    try {
      return await work()
    } finally {
      this.#release(id)
    }
  }

  async #acquire(id: string, signal: AbortSignal, requestRelease: RequestRelease): Promise<void> {
    if (signal.aborted) throw ERRORS.ABORTED
    const held = this.#held.get(id)
    if (!held) {
      this.#held.set(id, { requestRelease, queue: [] })
      return
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const waiting: Waiting = { requestRelease, grant: resolve }
    held.queue.push(waiting)
    const giveUp = (reason: unknown) => {
      const place = held.queue.indexOf(waiting)
      if (place === -1) return
      held.queue.splice(place, 1)
      reject(reason)
    }
    const onAbort = () => giveUp(ERRORS.ABORTED)
    const timer = setTimeout(() => giveUp(ERRORS.ERR_LOCK_TIMEOUT), this.#patience)
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      void held.requestRelease()
      await promise
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
    }
  }

  #release(id: string): void {
    const held = this.#held.get(id)
    if (!held) return
    const next = held.queue.shift()
    if (!next) {
      this.#held.delete(id)
      return
    }
    held.requestRelease = next.requestRelease
    next.grant()
    if (held.queue.length > 0) void next.requestRelease()
  }
}

/** The locks of one house's uploads, shared by tus, `finish` and the sweep. */
export const uploadLocks = prepared(() => new UploadLocker())
