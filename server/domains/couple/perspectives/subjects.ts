import { and, asc, desc, eq, gte, inArray, isNull, lt } from 'drizzle-orm'
import type { DeletedEntry, HopeInput, SubjectInput } from '../../../../shared/couple-story.ts'
import { DomainError } from '../../../../shared/errors.ts'
import { isoInstant } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import { reinstate, withdraw, withhold } from '../../notices/notify.ts'
import { forgetGone } from '../gone.ts'
import { subjectOpened } from '../notices.ts'
import { placeAtEnd, putInOrder } from '../ordered.ts'
import { nextNumber } from '../perspectives.ts'
import { type Authorized, keptDeleted, type Partner, restorableSince } from '../policy.ts'
import { perspective } from '../tables.ts'
import type { SubjectRow } from './policy.ts'
import { openOnceBothWrote, otherPartner, tellOfSubject } from './seal.ts'
import { perspectiveSubject } from './tables.ts'

/**
 * Makes a subject at the end and answers its id.
 * @throws {DomainError} LIMIT where there are too many
 */
export function createSubject(deps: Deps, by: Partner, input: SubjectInput): number {
  return deps.inTx(() => {
    const position = placeAtEnd(deps, perspectiveSubject, 'coupleStory.errors.tooManySubjects')
    const values = { ...input, position, author: by.account.id, createdAt: deps.clock.now() }
    const { id } = deps.db.insert(perspectiveSubject).values(values).returning({ id: perspectiveSubject.id }).get()
    tellOfSubject(deps, id)
    return id
  })
}

/** @throws {DomainError} CONFLICT where it was renamed, sealed or opened in between */
export function renameSubject(
  deps: Deps,
  _by: Partner,
  row: Authorized<SubjectRow>,
  title: string,
  revision: number,
): void {
  if (revision !== row.revision) throw new DomainError('CONFLICT', 'coupleStory.errors.subjectChanged')
  change(deps, row, { title })
}

/**
 * Puts the subjects into another order.
 * @param ids all that are there
 * @throws {DomainError} CONFLICT where one was added or deleted in between
 */
export function orderSubjects(deps: Deps, _by: Partner, ids: readonly number[]): void {
  deps.inTx(() => {
    putInOrder(deps, perspectiveSubject, ids)
    for (const id of ids) tellOfSubject(deps, id)
  })
}

function change(deps: Deps, row: Authorized<SubjectRow>, columns: { title?: string; deletedAt?: number | null }): void {
  deps.inTx(() => {
    deps.db
      .update(perspectiveSubject)
      .set({ ...columns, revision: row.revision + 1 })
      .where(eq(perspectiveSubject.id, row.id))
      .run()
    tellOfSubject(deps, row.id)
  })
}

/** Takes a subject with all words under it away; for `deletedKeptDays` days it may be brought back, as closed as it was. */
export const deleteSubject = (deps: Deps, row: Authorized<SubjectRow>): void =>
  deps.inTx(() => {
    change(deps, row, { deletedAt: deps.clock.now() })
    withhold(deps, subjectOpened, String(row.id))
  })

/** Brings a deleted subject back, with the words of both. Throws {@link DomainError} LIMIT where there are too many. */
export const restoreSubject = (deps: Deps, row: Authorized<SubjectRow>): void =>
  deps.inTx(() => {
    placeAtEnd(deps, perspectiveSubject, 'coupleStory.errors.tooManyToRestore')
    change(deps, row, { deletedAt: null })
    reinstate(deps, subjectOpened, String(row.id))
  })

/** Subjects that may be brought back, the last deletion first. */
export const deletedSubjects = (deps: Deps, _by: Partner): DeletedEntry[] =>
  deps.db
    .select({ id: perspectiveSubject.id, title: perspectiveSubject.title, deletedAt: perspectiveSubject.deletedAt })
    .from(perspectiveSubject)
    .where(gte(perspectiveSubject.deletedAt, restorableSince(deps)))
    .orderBy(desc(perspectiveSubject.deletedAt), desc(perspectiveSubject.id))
    .all()
    .map(({ id, title, deletedAt }) => ({ id, title, keptUntil: isoInstant((deletedAt ?? 0) + keptDeleted) }))

/** Removes subjects for good, with the words under them. */
function removeSubjects(deps: Deps, ids: readonly number[]): void {
  deps.inTx(() => {
    const words = deps.db
      .delete(perspective)
      .where(inArray(perspective.subjectId, [...ids]))
      .returning({ number: perspective.number })
      .all()
    deps.db
      .delete(perspectiveSubject)
      .where(inArray(perspectiveSubject.id, [...ids]))
      .run()
    forgetGone(
      deps,
      'perspective',
      words.map(({ number }) => number),
    )
    forgetGone(deps, 'subject', ids)
    for (const id of ids) withdraw(deps, subjectOpened, String(id))
  })
}

/** Removes the subjects that nobody can bring back any more, with the words under them. */
export function purgeSubjects(deps: Deps): void {
  const over = deps.db
    .select({ id: perspectiveSubject.id })
    .from(perspectiveSubject)
    .where(lt(perspectiveSubject.deletedAt, restorableSince(deps)))
    .all()
  removeSubjects(
    deps,
    over.map(({ id }) => id),
  )
}

/** Removes one for good under which nobody wrote; harmless where it is gone. */
export function removeEmptySubject(deps: Deps, id: number): void {
  deps.inTx(() => {
    if (deps.db.select({ id: perspective.id }).from(perspective).where(eq(perspective.subjectId, id)).get()) return
    tellOfSubject(deps, id)
    removeSubjects(deps, [id])
  })
}

/** All that are there, in their order. */
export const subjectRows = (deps: Deps): SubjectRow[] =>
  deps.db
    .select()
    .from(perspectiveSubject)
    .where(isNull(perspectiveSubject.deletedAt))
    .orderBy(asc(perspectiveSubject.position), asc(perspectiveSubject.id))
    .all()

/**
 * Writes what this partner hopes, or writes it anew; answers its number. The second of the two opens a sealed subject
 * for both.
 * @throws {DomainError} CONFLICT where the own words were changed elsewhere, or where they were meant for a sealed
 *   subject and would be shown at once
 */
export function writeHope(
  deps: Deps,
  by: Partner,
  subject: Authorized<SubjectRow>,
  { content, sealed, revision }: Omit<HopeInput, 'id'>,
): number {
  return deps.inTx(() => {
    const [subjectId, author] = [subject.id, by.account.id]
    const own = deps.db
      .select()
      .from(perspective)
      .where(and(eq(perspective.subjectId, subjectId), eq(perspective.author, author)))
      .get()
    if (sealed && !subject.sealed && (subject.openedAt === null || own?.sealed)) {
      throw new DomainError('CONFLICT', 'coupleStory.errors.notSealed')
    }
    if (revision !== (own?.revision ?? null)) throw new DomainError('CONFLICT', 'coupleStory.errors.hopeChanged')
    // Rewriting sealed words does not show them to somebody else than they were sealed for.
    const sealedFor = own?.sealed ? own.sealedFor : otherPartner(deps, author)
    const words = {
      ...{ content, updatedAt: deps.clock.now(), revision: (own?.revision ?? 0) + 1 },
      ...{ sealed: subject.sealed, sealedFor: subject.sealed ? sealedFor : null },
    }
    const number = own?.number ?? nextNumber(deps)
    if (own) deps.db.update(perspective).set(words).where(eq(perspective.id, own.id)).run()
    else {
      deps.db
        .insert(perspective)
        .values({ ...words, number, subjectId, author })
        .run()
    }
    openOnceBothWrote(deps, by, subject)
    tellOfSubject(deps, subjectId)
    return number
  })
}
