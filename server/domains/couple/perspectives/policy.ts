import { eq, sql } from 'drizzle-orm'
import { DomainError } from '../../../../shared/errors.ts'
import { prepared } from '../../../platform/db/open.ts'
import type { Deps } from '../../../platform/deps.ts'
import { type Authorized, type Partner, restorableSince } from '../policy.ts'
import { perspectiveSubject } from './tables.ts'

export type SubjectRow = typeof perspectiveSubject.$inferSelect

const subjectById = prepared((db) =>
  db
    .select()
    .from(perspectiveSubject)
    .where(eq(perspectiveSubject.id, sql.placeholder('id')))
    .prepare(),
)

/** A subject, whoever may see it; deleted ones included. */
export const subjectOf = (deps: Deps, id: number): SubjectRow | undefined => subjectById(deps.db).get({ id })

const gone = () => new DomainError('NOT_FOUND', 'coupleStory.errors.subjectGone')

/**
 * A subject under which this partner may write.
 * @throws {DomainError} NOT_FOUND where it is not there
 */
export function subjectToChange(deps: Deps, _by: Partner, id: number): Authorized<SubjectRow> {
  const row = subjectOf(deps, id)
  if (!row || row.deletedAt !== null) throw gone()
  return row as Authorized<SubjectRow>
}

/** A deleted subject that this partner may bring back. Throws as {@link subjectToChange}. */
export function subjectToRestore(deps: Deps, _by: Partner, id: number): Authorized<SubjectRow> {
  const row = subjectOf(deps, id)
  if (!row || row.deletedAt === null || row.deletedAt < restorableSince(deps)) throw gone()
  return row as Authorized<SubjectRow>
}
