import { asc, isNull } from 'drizzle-orm'
import { coupleHome, coupleRoomId } from '../../../../shared/couple-live.ts'
import type { ChapterView, StoryView } from '../../../../shared/couple-story.ts'
import type { Actor } from '../../../platform/actor.ts'
import { prepared } from '../../../platform/db/open.ts'
import type { Deps } from '../../../platform/deps.ts'
import { attached } from '../../media/media.ts'
import { othersWhoChanged } from '../partners.ts'
import { requireView } from '../policy.ts'
import { chapterUse } from './chapters.ts'
import { type ChapterRow, chapterToRead } from './policy.ts'
import { chapter } from './tables.ts'

const inOrder = prepared((db) =>
  db.select().from(chapter).where(isNull(chapter.deletedAt)).orderBy(asc(chapter.position), asc(chapter.id)).prepare(),
)

function present(deps: Deps, actor: Actor, rows: readonly ChapterRow[]): ChapterView[] {
  const pictures = attached(
    deps,
    chapterUse,
    rows.map(({ id }) => id),
  )
  const others = othersWhoChanged(
    deps,
    actor,
    rows.map(({ changedBy }) => changedBy),
  )
  return rows.map(({ id, title, text, date, revision, changedBy }) => ({
    ...{ id, title, text, date, revision },
    pictures: pictures.get(id) ?? [],
    changedBy: others.get(changedBy) ?? null,
  }))
}

/** The couple's story. Throws {@link DomainError} NOT_FOUND where the couple is closed to the actor. */
export function viewStory(deps: Deps, actor: Actor): StoryView {
  requireView(deps, actor)
  const room = deps.live.state(coupleHome.name, coupleRoomId)
  return { chapters: present(deps, actor, inOrder(deps.db).all()), room }
}

/** One chapter. Throws {@link DomainError} NOT_FOUND where it does not exist for the actor. */
export function viewChapter(deps: Deps, actor: Actor, id: number): ChapterView {
  const [view] = present(deps, actor, [chapterToRead(deps, actor, id)])
  if (!view) throw new Error('A chapter that was read is presented')
  return view
}
