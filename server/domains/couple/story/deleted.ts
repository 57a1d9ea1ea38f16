import { desc, eq, gte, inArray, lt } from 'drizzle-orm'
import type { DeletedEntry } from '../../../../shared/couple-story.ts'
import { isoInstant } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import { detachAll } from '../../media/media.ts'
import { forgetGone } from '../gone.ts'
import { placeAtEnd } from '../ordered.ts'
import { type Authorized, keptDeleted, type Partner, restorableSince } from '../policy.ts'
import { chapterUse, tellOfChapter } from './chapters.ts'
import type { ChapterRow } from './policy.ts'
import { chapter } from './tables.ts'

function setDeleted(deps: Deps, row: Authorized<ChapterRow>, deletedAt: number | null): void {
  deps.inTx(() => {
    deps.db
      .update(chapter)
      .set({ deletedAt, revision: row.revision + 1 })
      .where(eq(chapter.id, row.id))
      .run()
    tellOfChapter(deps, row.id)
  })
}

/** Takes a chapter away from everybody; for `deletedKeptDays` days it may be brought back. */
export const deleteChapter = (deps: Deps, row: Authorized<ChapterRow>): void => setDeleted(deps, row, deps.clock.now())

/** Brings a deleted chapter back as it was, to its place. Throws {@link DomainError} LIMIT where there are too many. */
export const restoreChapter = (deps: Deps, row: Authorized<ChapterRow>): void =>
  deps.inTx(() => {
    placeAtEnd(deps, chapter, 'coupleStory.errors.tooManyToRestore')
    setDeleted(deps, row, null)
  })

/** Chapters that may be brought back, the last deletion first. */
export const deletedChapters = (deps: Deps, _by: Partner): DeletedEntry[] =>
  deps.db
    .select({ id: chapter.id, title: chapter.title, deletedAt: chapter.deletedAt })
    .from(chapter)
    .where(gte(chapter.deletedAt, restorableSince(deps)))
    .orderBy(desc(chapter.deletedAt), desc(chapter.id))
    .all()
    .map(({ id, title, deletedAt }) => ({ id, title, keptUntil: isoInstant((deletedAt ?? 0) + keptDeleted) }))

/** Removes chapters for good; what they showed is swept where nothing else shows it. */
export function removeChapters(deps: Deps, ids: readonly number[]): void {
  deps.inTx(() => {
    for (const id of ids) {
      detachAll(deps, chapterUse, id)
      tellOfChapter(deps, id)
    }
    deps.db
      .delete(chapter)
      .where(inArray(chapter.id, [...ids]))
      .run()
    forgetGone(deps, 'chapter', ids)
  })
}

/** Removes the chapters that nobody can bring back any more. */
export function purgeChapters(deps: Deps): void {
  const over = deps.db
    .select({ id: chapter.id })
    .from(chapter)
    .where(lt(chapter.deletedAt, restorableSince(deps)))
    .all()
  removeChapters(
    deps,
    over.map(({ id }) => id),
  )
}
