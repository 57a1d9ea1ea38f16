import { and, asc, eq, getTableColumns, isNull, or, sql } from 'drizzle-orm'
import type { PerspectiveView } from '../../../shared/couple.ts'
import { coupleChanged, coupleHome, coupleRoomId } from '../../../shared/couple-live.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Actor } from '../../platform/actor.ts'
import { isoInstant } from '../../platform/clock.ts'
import { prepared } from '../../platform/db/open.ts'
import type { Deps } from '../../platform/deps.ts'
import { personViews } from '../accounts/accounts.ts'
import { forgetGone } from './gone.ts'
import { tellOfSubject } from './perspectives/seal.ts'
import { perspectiveSubject } from './perspectives/tables.ts'
import { ownAuthor, type Partner, requireView } from './policy.ts'
import { perspective } from './tables.ts'

export type PerspectiveRow = typeof perspective.$inferSelect

const tell = (deps: Deps, { number, subjectId }: Pick<PerspectiveRow, 'number' | 'subjectId'>): void => {
  if (subjectId !== null) tellOfSubject(deps, subjectId)
  else deps.publish(coupleChanged, coupleHome, coupleRoomId, { what: 'perspective', id: number })
}

/** What this account reads: sealed words are their author's alone. */
const readable = (me: number) =>
  and(isNull(perspectiveSubject.deletedAt), or(eq(perspective.sealed, false), eq(perspective.author, me)))

const rowsFor = (deps: Deps, me: number, number?: number): PerspectiveRow[] =>
  deps.db
    .select(getTableColumns(perspective))
    .from(perspective)
    .leftJoin(perspectiveSubject, eq(perspectiveSubject.id, perspective.subjectId))
    .where(and(readable(me), number === undefined ? sql`true` : eq(perspective.number, number)))
    .orderBy(asc(perspective.number))
    .all()

/** All that the actor reads, by number. Throws {@link DomainError} NOT_FOUND where the couple is closed to them. */
export function perspectives(deps: Deps, actor: Actor): PerspectiveRow[] {
  requireView(deps, actor)
  return rowsFor(deps, ownAuthor(deps, actor))
}

/** Throws {@link DomainError} NOT_FOUND where it is not there, sealed by the other, or closed to the actor. */
export function perspectiveByNumber(deps: Deps, actor: Actor, number: number): PerspectiveRow {
  requireView(deps, actor)
  const [row] = rowsFor(deps, ownAuthor(deps, actor), number)
  if (!row) throw new DomainError('NOT_FOUND', 'couple.errors.perspectiveGone')
  return row
}

const isTaken = (deps: Deps, number: number): boolean =>
  deps.db.select({ id: perspective.id }).from(perspective).where(eq(perspective.number, number)).get() !== undefined

const lowestFree = prepared((db) =>
  db.$client
    .prepare<[], number>(`
      SELECT min(free) FROM (SELECT 1 AS free UNION ALL SELECT perspective_number + 1 FROM perspective)
      WHERE free NOT IN (SELECT perspective_number FROM perspective)`)
    .pluck(),
)

/** The lowest number that is free: an old site may have brought one after which none can be counted. */
export const nextNumber = (deps: Deps): number => lowestFree(deps.db).get() ?? 1

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
    const number = input.number ?? nextNumber(deps)
    if (isTaken(deps, number)) {
      throw new DomainError('CONFLICT', 'coupleEditor.errors.perspectiveTaken', { number })
    }
    const values = { number, content: input.content, author: by.account.id, updatedAt: deps.clock.now() }
    tell(deps, { number, subjectId: null })
    return deps.db.insert(perspective).values(values).returning().get()
  })
}

/**
 * Changes one; under a subject, only its author does.
 * @throws {DomainError} NOT_FOUND as {@link perspectiveByNumber}, FORBIDDEN
 */
export function changePerspective(deps: Deps, by: Partner, input: { content: string; number: number }): PerspectiveRow {
  return deps.inTx(() => {
    const row = perspectiveByNumber(deps, by, input.number)
    const author = by.account.id
    if (row.subjectId !== null && row.author !== author) {
      throw new DomainError('FORBIDDEN', 'coupleStory.errors.notYourWords')
    }
    const words = { content: input.content, author, teller: null }
    const values = { ...words, updatedAt: deps.clock.now(), revision: row.revision + 1 }
    tell(deps, row)
    return deps.db.update(perspective).set(values).where(eq(perspective.id, row.id)).returning().get()
  })
}

/** Writes words of an old site, which no account here wrote; over words of this number, whose author stays. */
export function writeOldPerspective(deps: Deps, _by: Partner, number: number, content: string): void {
  deps.inTx(() => {
    const values = { content, updatedAt: deps.clock.now() }
    tell(deps, { number, subjectId: null })
    deps.db
      .insert(perspective)
      .values({ number, author: null, ...values })
      .onConflictDoUpdate({ target: perspective.number, set: { ...values, revision: sql`revision + 1` } })
      .run()
  })
}

/** Removes one; harmless where it is gone. */
export function removePerspective(deps: Deps, number: number): void {
  deps.inTx(() => {
    const [removed] = deps.db.delete(perspective).where(eq(perspective.number, number)).returning().all()
    if (!removed) return
    tell(deps, removed)
    forgetGone(deps, 'perspective', [number])
  })
}

/** As the pages show them. */
export function presentPerspectives(deps: Deps, rows: readonly PerspectiveRow[]): PerspectiveView[] {
  const people = personViews(
    deps,
    rows.flatMap(({ author }) => author ?? []),
  )
  return rows.map(({ number, content, author, teller, updatedAt }) => ({
    ...{ number, content },
    author: people.get(author ?? 0)?.name ?? teller,
    updatedAt: isoInstant(updatedAt),
  }))
}
