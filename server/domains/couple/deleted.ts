import { eq, inArray, lt } from 'drizzle-orm'
import type { DeletedPage } from '../../../shared/couple.ts'
import { DomainError } from '../../../shared/errors.ts'
import { isoInstant } from '../../platform/clock.ts'
import { prepared } from '../../platform/db/open.ts'
import type { Deps } from '../../platform/deps.ts'
import { detachAll } from '../media/media.ts'
import { reinstate, withdraw, withhold } from '../notices/notify.ts'
import { forgetGone } from './gone.ts'
import { memoryUse, tellOfMemory } from './memories.ts'
import { memoryShared } from './notices.ts'
import { type Authorized, keptDeleted, type MemoryRow, type Partner, restorableSince } from './policy.ts'
import { type CardRow, cardColumns, presentCards } from './present.ts'
import { memory } from './tables.ts'
import type { PageRequest } from './timeline.ts'

interface Place {
  readonly at: number
  readonly id: number
}

const purgedAtOnce = 100

interface Bounds extends Place {
  readonly since: number
  readonly me: number
  readonly limit: number
}

const page = prepared((db) =>
  db.$client.prepare<[Bounds], CardRow & { deletedAt: number }>(`
    SELECT ${cardColumns}, deleted_at AS deletedAt FROM memory
    WHERE deleted_at >= :since AND (deleted_at, id) < (:at, :id) AND (status = 'shared' OR author = :me)
    ORDER BY deleted_at DESC, id DESC LIMIT :limit + 0`),
)

/** @throws {DomainError} INVALID */
function placeOf(cursor: string | null | undefined): Place {
  if (cursor === null || cursor === undefined) return { at: Number.MAX_SAFE_INTEGER, id: 0 }
  const [, at, id] = /^(\d{1,15})_(\d{1,15})$/.exec(cursor) ?? []
  if (!at || !id) throw new DomainError('INVALID', 'couple.errors.badPage')
  return { at: Number(at), id: Number(id) }
}

/**
 * A page of what was deleted and may be brought back, the last deletion first: what was shared, and the partner's own
 * drafts and private memories.
 * @throws {DomainError} INVALID for a cursor that is none
 */
export function deletedMemories(deps: Deps, by: Partner, { cursor, limit }: PageRequest): DeletedPage {
  const bounds = { ...placeOf(cursor), since: restorableSince(deps), me: by.account.id, limit: limit + 1 }
  const rows = page(deps.db).all(bounds)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const deletions = new Map(shown.map(({ id, deletedAt }) => [id, deletedAt]))
  const memories = presentCards(deps, shown).map((card) => {
    const deletedAt = deletions.get(card.id) ?? 0
    return { ...card, deletedAt: isoInstant(deletedAt), keptUntil: isoInstant(deletedAt + keptDeleted) }
  })
  return { memories, next: last ? `${last.deletedAt}_${last.id}` : null }
}

function setDeleted(deps: Deps, row: Authorized<MemoryRow>, deletedAt: number | null): void {
  deps.inTx(() => {
    deps.db
      .update(memory)
      .set({ deletedAt, revision: row.revision + 1 })
      .where(eq(memory.id, row.id))
      .run()
    tellOfMemory(deps, row)
    const tellOrNot = deletedAt === null ? reinstate : withhold
    tellOrNot(deps, memoryShared, String(row.id))
  })
}

/** Takes a memory away from everybody; for `deletedKeptDays` days it may be brought back. */
export const deleteMemory = (deps: Deps, row: Authorized<MemoryRow>): void => setDeleted(deps, row, deps.clock.now())

/** Brings a deleted memory back as it was. */
export const restoreMemory = (deps: Deps, row: Authorized<MemoryRow>): void => setDeleted(deps, row, null)

/** Removes memories for good; what they showed is swept where nothing else shows it. */
export function removeMemories(deps: Deps, ids: readonly number[]): void {
  deps.inTx(() => {
    for (const id of ids) detachAll(deps, memoryUse, id)
    const removed = deps.db
      .delete(memory)
      .where(inArray(memory.id, [...ids]))
      .returning()
      .all()
    // Whoever looks at the list of deleted ones sees them go, too.
    for (const row of removed) {
      tellOfMemory(deps, row)
      withdraw(deps, memoryShared, String(row.id))
    }
    forgetGone(deps, 'memory', ids)
  })
}

/** Removes what nobody can bring back any more, with its photographs. Handler of `purgeMemories`. */
export function purgeDeleted(deps: Deps): void {
  const over = deps.db
    .select({ id: memory.id })
    .from(memory)
    .where(lt(memory.deletedAt, restorableSince(deps)))
    .all()
    .map(({ id }) => id)
  for (let start = 0; start < over.length; start += purgedAtOnce) {
    removeMemories(deps, over.slice(start, start + purgedAtOnce))
  }
}
