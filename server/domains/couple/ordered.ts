import { count, eq, isNull, max } from 'drizzle-orm'
import { mostListed } from '../../../shared/couple-story.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { MessageKey } from '../../../shared/messages/catalogue.gen.ts'
import type { Deps } from '../../platform/deps.ts'
import type { perspectiveSubject } from './perspectives/tables.ts'
import type { chapter } from './story/tables.ts'

/** What stands in an order that the two choose. */
type Ordered = typeof chapter | typeof perspectiveSubject

/**
 * The place after the last.
 * @throws {DomainError} LIMIT, with the words of `tooMany`, where no more may be listed
 */
export function placeAtEnd(deps: Deps, things: Ordered, tooMany: MessageKey): number {
  const there = deps.db
    .select({ count: count(), last: max(things.position) })
    .from(things)
    .where(isNull(things.deletedAt))
    .get()
  if (there && there.count >= mostListed) throw new DomainError('LIMIT', tooMany, { maximum: mostListed })
  return (there?.last ?? 0) + 1
}

/**
 * Puts things into another order.
 * @param ids all that are there
 * @throws {DomainError} CONFLICT where one was added or deleted in between
 */
export function putInOrder(deps: Deps, things: Ordered, ids: readonly number[]): void {
  const there = deps.db.select({ id: things.id }).from(things).where(isNull(things.deletedAt)).all()
  const known = new Set(there.map(({ id }) => id))
  const isSame = new Set(ids).size === ids.length && ids.length === known.size
  if (!isSame || !ids.every((id) => known.has(id))) throw new DomainError('CONFLICT', 'coupleStory.errors.listChanged')
  for (const [index, id] of ids.entries()) {
    deps.db
      .update(things)
      .set({ position: index + 1 })
      .where(eq(things.id, id))
      .run()
  }
}
