import type { MemoryCard, MemoryView } from '../../../shared/couple.ts'
import { coupleHome, coupleRoomId } from '../../../shared/couple-live.ts'
import type { Actor } from '../../platform/actor.ts'
import { isoInstant } from '../../platform/clock.ts'
import type { Deps } from '../../platform/deps.ts'
import { personViews } from '../accounts/accounts.ts'
import { attached } from '../media/media.ts'
import { memoryUse } from './memories.ts'
import { isPartner, otherChanged } from './partners.ts'
import { type MemoryRow, memoryToRead } from './policy.ts'

/** A memory's columns as a list reads them; the text may be cut. */
export type CardRow = Pick<MemoryRow, 'id' | 'title' | 'text' | 'date' | 'place' | 'status' | 'author' | 'teller'>

/** The columns of `memory` that make a {@link CardRow}, in SQL. */
export const cardColumns = 'id, title, substr(text, 1, 300) AS text, date, place, status, author, teller'

const longestExcerpt = 240
const picturesOnCard = 6

/** The beginning of a text, cut between words. */
function excerptOf(text: string): string {
  // Most spaces are single ones, which need no replacing.
  const line = text.replace(/\s{2,}|[^\S ]/g, ' ').trim()
  if (line.length <= longestExcerpt) return line
  const cut = line.slice(0, longestExcerpt)
  const space = cut.lastIndexOf(' ')
  return `${(space > longestExcerpt / 2 ? cut.slice(0, space) : cut).trimEnd()}…`
}

type People = ReturnType<typeof personViews>

const tellerOf = (people: People, { author, teller }: Pick<MemoryRow, 'author' | 'teller'>): string | null =>
  teller ?? people.get(author ?? 0)?.name ?? null

/** Cards of many memories, with two queries for what belongs to them. */
export function presentCards(deps: Deps, rows: readonly CardRow[]): MemoryCard[] {
  const pictures = attached(
    deps,
    memoryUse,
    rows.map(({ id }) => id),
  )
  const people = personViews(deps, [...new Set(rows.flatMap(({ author }) => author ?? []))])
  return rows.map((row) => {
    const { id, title, text, date, place, status } = row
    const own = pictures.get(id) ?? []
    return {
      ...{ id, title, date, place, status },
      excerpt: excerptOf(text),
      author: tellerOf(people, row),
      pictures: own.slice(0, picturesOnCard),
      pictureCount: own.length,
    }
  })
}

/** A memory in full. Throws {@link DomainError} NOT_FOUND where it does not exist for the actor. */
export function viewMemory(deps: Deps, actor: Actor, memoryId: number): MemoryView {
  const room = deps.live.state(coupleHome.name, coupleRoomId)
  const row = memoryToRead(deps, actor, memoryId)
  const { id, title, text, date, place, status, author, revision } = row
  const people = personViews(deps, author === null ? [] : [author])
  return {
    ...{ id, title, text, date, place, status, revision },
    author: tellerOf(people, row),
    pictures: attached(deps, memoryUse, [id]).get(id) ?? [],
    createdAt: isoInstant(row.createdAt),
    updatedAt: isoInstant(row.updatedAt),
    changedBy: otherChanged(deps, actor, row.changedBy),
    mayEdit: isPartner(deps, actor),
    mine: author !== null && author === actor.account?.id,
    room,
  }
}
