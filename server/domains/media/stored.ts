import { and, eq, ne, type SQL, sum } from 'drizzle-orm'
import { DomainError } from '../../../shared/errors.ts'
import { storedBytes } from '../../../shared/media.ts'
import type { SignedIn } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import type { LimitUse } from '../../platform/domain.ts'
import { megabytes } from '../../platform/files/megabytes.ts'
import { media, mediaUpload } from './tables.ts'

const sumOf = (deps: Deps, table: typeof media | typeof mediaUpload, where: SQL | undefined): number =>
  deps.db
    .select({ bytes: sum(table.bytes).mapWith(Number) })
    .from(table)
    .where(where)
    .get()?.bytes ?? 0

/** What a person's files take, uploads under way included; the upload `except` is left out. */
function storedBy(deps: Deps, accountId: number, except: string): number {
  const underWay = and(eq(mediaUpload.accountId, accountId), ne(mediaUpload.id, except))
  return sumOf(deps, media, eq(media.uploader, accountId)) + sumOf(deps, mediaUpload, underWay)
}

/**
 * Checks that a file of this many bytes still fits into what the person may keep; nothing that is there is touched.
 * @param uploadId of the file itself, where its bytes are reserved already
 * @throws {DomainError} LIMIT
 */
export function assertStorable(deps: Deps, actor: SignedIn, bytes: number, uploadId = ''): void {
  const used = storedBy(deps, actor.account.id, uploadId)
  const limit = deps.limitOf(actor.account.id, storedBytes)
  if (used + bytes <= limit) return
  throw new DomainError('LIMIT', 'media.errors.storedFull', { used: megabytes(used), limit: megabytes(limit) })
}

/** How much of {@link storedBytes} everybody uses. */
export const storedUse: LimitUse = {
  limit: storedBytes,
  usedBy: (deps) => {
    const used = new Map<number, number>()
    const rows = [
      deps.db
        .select({ id: media.uploader, bytes: sum(media.bytes).mapWith(Number) })
        .from(media)
        .groupBy(media.uploader),
      deps.db
        .select({ id: mediaUpload.accountId, bytes: sum(mediaUpload.bytes).mapWith(Number) })
        .from(mediaUpload)
        .groupBy(mediaUpload.accountId),
    ].flatMap((query) => query.all())
    for (const { id, bytes } of rows) used.set(id, (used.get(id) ?? 0) + bytes)
    return used
  },
}
