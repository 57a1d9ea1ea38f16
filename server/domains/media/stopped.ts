import { eq } from 'drizzle-orm'
import type { Deps } from '../../platform/deps.ts'
import { holdUpload } from './locker.ts'
import { mediaUpload } from './tables.ts'
import { dropUpload } from './uploads.ts'

/**
 * Ends the uploads of an account that is shut: their rows go in the caller's transaction, so that nothing is taken in of
 * them; after the commit whatever is being sent is broken off and what has arrived is removed. Handler of
 * `accounts.stopped`.
 */
export function dropUploadsOf(deps: Deps, { accountId }: { accountId: number }): void {
  const own = eq(mediaUpload.accountId, accountId)
  const dropped = deps.db.delete(mediaUpload).where(own).returning({ id: mediaUpload.id }).all()
  deps.onCommit(() => {
    for (const { id } of dropped) void deps.underway.run(() => clearAway(deps, id))
  })
}

/** Whoever sends is asked to end first; what cannot be removed now is swept at night, as a file without a row. */
async function clearAway(deps: Deps, id: string): Promise<void> {
  try {
    await holdUpload(deps, id, () => dropUpload(deps, id))
  } catch (error) {
    deps.log.warn({ err: error, id }, 'An upload of an account that was shut could not be cleared away at once')
  }
}
