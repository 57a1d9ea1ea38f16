import { eq, sql } from 'drizzle-orm'
import { DomainError } from '../../../../shared/errors.ts'
import { type Actor, isSignedIn } from '../../../platform/actor.ts'
import { prepared } from '../../../platform/db/open.ts'
import type { Deps } from '../../../platform/deps.ts'
import { isPartner } from '../partners.ts'
import { type Authorized, mayView, type Partner, restorableSince } from '../policy.ts'
import { readCouple } from '../row.ts'
import { chapter } from './tables.ts'

export type ChapterRow = typeof chapter.$inferSelect

const chapterById = prepared((db) =>
  db
    .select()
    .from(chapter)
    .where(eq(chapter.id, sql.placeholder('id')))
    .prepare(),
)

/** A chapter, whoever may see it; deleted ones included. */
const chapterOf = (deps: Deps, id: number): ChapterRow | undefined => chapterById(deps.db).get({ id })

const gone = () => new DomainError('NOT_FOUND', 'coupleStory.errors.chapterGone')

const isThere = (deps: Deps, id: number): boolean => chapterOf(deps, id)?.deletedAt === null

/** Whether the actor sees the chapter of this id, and so its photographs. */
export const seesChapter = (deps: Deps, actor: Actor, id: number): boolean => isThere(deps, id) && mayView(deps, actor)

/** Whether anybody sees the chapter of this id. */
export const isPublicChapter = (deps: Deps, id: number): boolean =>
  isThere(deps, id) && readCouple(deps).visibility === 'public'

/** @throws {DomainError} NOT_FOUND where it does not exist for the actor */
export function chapterToRead(deps: Deps, actor: Actor, id: number): ChapterRow {
  const row = chapterOf(deps, id)
  if (!row || row.deletedAt !== null || !mayView(deps, actor)) throw gone()
  return row
}

/** A chapter that this partner may change. Throws as {@link chapterToRead}. */
export const chapterToChange = (deps: Deps, by: Partner, id: number): Authorized<ChapterRow> =>
  chapterToRead(deps, by, id) as Authorized<ChapterRow>

const mayRestore = (deps: Deps, row: ChapterRow): boolean =>
  row.deletedAt !== null && row.deletedAt >= restorableSince(deps)

/** Whether the actor, in person and not by a signed address, may bring this chapter back and sees its photographs. */
export function seesDeletedChapter(deps: Deps, actor: Actor, id: number): boolean {
  if (!isSignedIn(actor) || actor.account.sessionId === null) return false
  const row = chapterOf(deps, id)
  return row !== undefined && mayRestore(deps, row) && isPartner(deps, actor)
}

/** A deleted chapter that this partner may bring back. Throws as {@link chapterToRead}. */
export function chapterToRestore(deps: Deps, _by: Partner, id: number): Authorized<ChapterRow> {
  const row = chapterOf(deps, id)
  if (!row || !mayRestore(deps, row)) throw gone()
  return row as Authorized<ChapterRow>
}
