import { ERRORS, type Lock, type Locker } from '@tus/server'
import { DomainError } from '../../../shared/errors.ts'
import { seconds } from '../../platform/clock.ts'
import type { Deps } from '../../platform/deps.ts'

const lineOf = (uploadId: string): string => `media.upload ${uploadId}`

/** Longest wait for somebody else's work on an upload. */
const patience = seconds(30)

/**
 * One request at a time for each upload: whoever holds it is asked to end, so that a client that comes back is not kept
 * waiting by its own dead connection.
 */
export function uploadLocker({ turns }: Pick<Deps, 'turns'>): Locker {
  return {
    newLock(id): Lock {
      let release = () => {}
      return {
        lock: async (signal, requestRelease) => {
          const turn = { patience, signal, onAwaited: () => void requestRelease() }
          release = await turns.take(lineOf(id), turn).catch(() => {
            throw signal.aborted ? ERRORS.ABORTED : ERRORS.ERR_LOCK_TIMEOUT
          })
        },
        unlock: async () => release(),
      }
    },
  }
}

/**
 * Runs `work` while nobody else touches the upload.
 * @throws {DomainError} UNAVAILABLE where somebody else does for too long
 */
export async function holdUpload<T>({ turns }: Pick<Deps, 'turns'>, id: string, work: () => Promise<T>): Promise<T> {
  const release = await turns.take(lineOf(id), { patience }).catch(() => {
    throw new DomainError('UNAVAILABLE', 'media.errors.busy')
  })
  try {
    return await work()
  } finally {
    release()
  }
}
