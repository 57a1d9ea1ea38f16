import type { Deps } from '../../platform/deps.ts'
import type { MediaGate } from '../../platform/domain.ts'
import { usesOf } from '../media/media.ts'
import { photoUse, tellOfCouple } from './couple.ts'
import { memoryUse, tellOfMemory } from './memories.ts'
import { isPublicMemory, mayView, memoryOf, seesDeleted, seesMemory } from './policy.ts'
import { readCouple } from './row.ts'
import { chapterUse, tellOfChapter } from './story/chapters.ts'
import { isPublicChapter, seesChapter, seesDeletedChapter } from './story/policy.ts'

/** A picture is seen by whoever sees what it belongs to. */
export const pictureGates: readonly MediaGate[] = [
  {
    use: photoUse,
    may: (deps, actor) => mayView(deps, actor),
    open: (deps) => readCouple(deps).visibility === 'public',
  },
  {
    use: memoryUse,
    may: (deps, actor, id) => seesMemory(deps, actor, id) || seesDeleted(deps, actor, id),
    open: isPublicMemory,
  },
  {
    use: chapterUse,
    may: (deps, actor, id) => seesChapter(deps, actor, id) || seesDeletedChapter(deps, actor, id),
    open: isPublicChapter,
  },
]

/** The sizes of a picture are there: whoever sees it reads it again. */
export function tellOfPicture(deps: Deps, { mediaId }: { mediaId: string }): void {
  for (const { use, ownerId } of usesOf(deps, mediaId)) {
    if (use === photoUse) tellOfCouple(deps)
    if (use === chapterUse) tellOfChapter(deps, ownerId)
    const row = use === memoryUse ? memoryOf(deps, ownerId) : undefined
    if (row) tellOfMemory(deps, row)
  }
}
