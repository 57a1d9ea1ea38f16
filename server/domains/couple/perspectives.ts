import { eq, max } from 'drizzle-orm'
import type { PerspectiveView } from '../../../shared/couple.ts'
import { coupleChanged, coupleHome, coupleRoomId } from '../../../shared/couple-live.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Actor } from '../../platform/actor.ts'
import { isoInstant } from '../../platform/clock.ts'
import type { Deps } from '../../platform/deps.ts'
import { personViews } from '../accounts/accounts.ts'
import { type Partner, requireView } from './policy.ts'
import { perspective } from './tables.ts'

export type PerspectiveRow = typeof perspective.$inferSelect

const tell = (deps: Deps, id: number): void =>
  deps.publish(coupleChanged, coupleHome, coupleRoomId, { what: 'perspective', id })

/** All of them by number. Throws {@link DomainError} NOT_FOUND where the couple is closed to the actor. */
export function perspectives(deps: Deps, actor: Actor): PerspectiveRow[] {
  requireView(deps, actor)
  return deps.db.select().from(perspective).orderBy(perspective.number).all()
}

const rowByNumber = (deps: Deps, number: number): PerspectiveRow | undefined =>
  deps.db.select().from(perspective).where(eq(perspective.number, number)).get()

/** Throws {@link DomainError} NOT_FOUND where it is not there, or closed to the actor. */
export function perspectiveByNumber(deps: Deps, actor: Actor, number: number): PerspectiveRow {
  requireView(deps, actor)
  const row = rowByNumber(deps, number)
  if (!row) throw new DomainError('NOT_FOUND', 'couple.errors.perspectiveGone')
  return row
}

/**
 * Writes a new one, under the next free number where none is given.
 * @throws {DomainError} CONFLICT where the number is taken
 */
export function createPerspective(
  deps: Deps,
  by: Partner,
  input: { content: string; number?: number | undefined },
): PerspectiveRow {
  return deps.inTx(() => {
    const highest = deps.db
      .select({ number: max(perspective.number) })
      .from(perspective)
      .get()
    const number = input.number ?? (highest?.number ?? 0) + 1
    if (rowByNumber(deps, number)) {
      throw new DomainError('CONFLICT', 'couple.errors.perspectiveTaken', { number })
    }
    const values = { number, content: input.content, author: by.account.id, updatedAt: deps.clock.now() }
    tell(deps, number)
    return deps.db.insert(perspective).values(values).returning().get()
  })
}

/** Changes one. Throws {@link DomainError} NOT_FOUND where it is not there. */
export function changePerspective(deps: Deps, by: Partner, input: { content: string; number: number }): PerspectiveRow {
  return deps.inTx(() => {
    const { id } = perspectiveByNumber(deps, by, input.number)
    const values = { content: input.content, author: by.account.id, updatedAt: deps.clock.now() }
    tell(deps, input.number)
    return deps.db.update(perspective).set(values).where(eq(perspective.id, id)).returning().get()
  })
}

/** Removes one; harmless where it is gone. */
export function removePerspective(deps: Deps, number: number): void {
  deps.inTx(() => {
    deps.db.delete(perspective).where(eq(perspective.number, number)).run()
    tell(deps, number)
  })
}

/** As the pages show them. */
export function presentPerspectives(deps: Deps, rows: readonly PerspectiveRow[]): PerspectiveView[] {
  const people = personViews(
    deps,
    rows.flatMap(({ author }) => author ?? []),
  )
  return rows.map(({ number, content, author, updatedAt }) => ({
    ...{ number, content },
    author: people.get(author ?? 0)?.name ?? null,
    updatedAt: isoInstant(updatedAt),
  }))
}
