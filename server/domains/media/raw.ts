import { DomainError } from '../../../shared/errors.ts'
import type { SignedIn } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { megabytes } from '../../platform/files/megabytes.ts'
import type { Staged } from '../../platform/files/store.ts'
import { holdUpload } from './locker.ts'
import { assertRoom, dropUpload, ownUpload } from './uploads.ts'

/**
 * Hands a whole upload, which need not be a picture, to a domain that keeps a copy of its own; then it is forgotten.
 * @param take copies what lies at `file.path`
 * @returns false where the person has no such upload: an earlier call may have handed it over
 * @throws {DomainError} CONFLICT (bytes are missing yet), TOO_LARGE, UNAVAILABLE (the disk is full), and what `take`
 *   throws; of a refusal nothing is left
 */
export function takeRaw(
  deps: Deps,
  actor: SignedIn,
  uploadId: string,
  maxBytes: number,
  take: (file: Staged) => Promise<void>,
): Promise<boolean> {
  const takeOnce = async (): Promise<boolean> => {
    const upload = ownUpload(deps, actor, uploadId)
    if (!upload) return false
    const arrived = await deps.files.stagedBytes(uploadId)
    if (arrived === null) return false
    if (arrived < upload.bytes) throw new DomainError('CONFLICT', 'media.errors.incomplete')
    if (arrived > maxBytes) {
      await dropUpload(deps, uploadId)
      throw new DomainError('TOO_LARGE', 'media.errors.tooLarge', { limit: megabytes(maxBytes) })
    }
    // The copy may lie on the same disk.
    await assertRoom(deps, arrived)
    await take(await deps.files.adopt(uploadId))
    await dropUpload(deps, uploadId)
    return true
  }
  return deps.underway.run(() => holdUpload(deps, uploadId, takeOnce))
}
