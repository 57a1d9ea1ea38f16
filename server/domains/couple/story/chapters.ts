import { eq } from 'drizzle-orm'
import { coupleChanged, coupleHome, coupleRoomId } from '../../../../shared/couple-live.ts'
import type { ChapterInput } from '../../../../shared/couple-story.ts'
import { DomainError } from '../../../../shared/errors.ts'
import type { Deps } from '../../../platform/deps.ts'
import { attach } from '../../media/media.ts'
import { placeAtEnd, putInOrder } from '../ordered.ts'
import { partnerAccounts } from '../partners.ts'
import type { Authorized, Partner } from '../policy.ts'
import type { ChapterRow } from './policy.ts'
import { chapter } from './tables.ts'

/** The use of a chapter's media, in their order. */
export const chapterUse = 'couple.chapter'

/** Whoever sees the story is to read it again. */
export const tellOfChapter = (deps: Deps, id: number): void =>
  deps.publish(coupleChanged, coupleHome, coupleRoomId, { what: 'chapter', id })

/**
 * Writes a new chapter at the end of the story and answers its id.
 * @throws {DomainError} NOT_FOUND for a picture that is neither the author's own unused upload, nor was taken away by
 *   one of the two a moment ago, LIMIT where there are too many chapters
 */
export function createChapter(deps: Deps, by: Partner, { pictures, ...columns }: ChapterInput): number {
  const now = deps.clock.now()
  return deps.inTx(() => {
    const position = placeAtEnd(deps, chapter, 'coupleStory.errors.tooManyChapters')
    const { id } = deps.db
      .insert(chapter)
      .values({ ...columns, position, author: by.account.id, createdAt: now, updatedAt: now })
      .returning({ id: chapter.id })
      .get()
    attach(deps, by, chapterUse, id, pictures, partnerAccounts(deps))
    tellOfChapter(deps, id)
    return id
  })
}

/**
 * Changes a chapter.
 * @param revision the one that was read
 * @throws {DomainError} CONFLICT where somebody changed it in between, NOT_FOUND for a picture as {@link createChapter}
 */
export function editChapter(
  deps: Deps,
  by: Partner,
  row: Authorized<ChapterRow>,
  { pictures, ...columns }: ChapterInput,
  revision: number,
): void {
  if (revision !== row.revision) throw new DomainError('CONFLICT', 'coupleStory.errors.chapterChanged')
  deps.inTx(() => {
    deps.db
      .update(chapter)
      .set({ ...columns, updatedAt: deps.clock.now(), changedBy: by.account.id, revision: row.revision + 1 })
      .where(eq(chapter.id, row.id))
      .run()
    attach(deps, by, chapterUse, row.id, pictures, partnerAccounts(deps))
    tellOfChapter(deps, row.id)
  })
}

/**
 * Puts the chapters into another order; what they say stays as it is.
 * @param ids all that are there
 * @throws {DomainError} CONFLICT where a chapter was added or deleted in between
 */
export function orderChapters(deps: Deps, _by: Partner, ids: readonly number[]): void {
  deps.inTx(() => {
    putInOrder(deps, chapter, ids)
    tellOfChapter(deps, ids[0] ?? 0)
  })
}
