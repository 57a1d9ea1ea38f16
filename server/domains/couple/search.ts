import type { MemoryPage } from '../../../shared/couple.ts'
import { coupleHome, coupleRoomId } from '../../../shared/couple-live.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Actor } from '../../platform/actor.ts'
import { prepared } from '../../platform/db/open.ts'
import type { Deps } from '../../platform/deps.ts'
import { ownAuthor, requireView } from './policy.ts'
import { type CardRow, presentCards } from './present.ts'
import type { PageRequest } from './timeline.ts'

interface Match {
  readonly words: string
  readonly me: number
  readonly limit: number
  readonly offset: number
}

/** Titles weigh most, then places. */
const found = prepared((db) =>
  db.$client.prepare<[Match], CardRow>(`
    SELECT m.id, m.title, substr(m.text, 1, 300) AS text, m.date, m.place, m.status, m.author, m.teller
    FROM memory_fts JOIN memory m ON m.id = memory_fts.rowid
    WHERE memory_fts MATCH :words AND m.deleted_at IS NULL AND (m.status = 'shared' OR m.author = :me)
    ORDER BY bm25(memory_fts, 8, 1, 4), m.date DESC, m.id DESC
    LIMIT :limit + 0 OFFSET :offset + 0`),
)

const mostWords = 12

/**
 * A person's words as a full-text query that finds what holds the beginning of each of them. Letters, marks and
 * digits are all that passes, in quotes: nothing in it can be an operator. Null where nothing is left.
 */
export function matchOf(query: string): string | null {
  const words = query.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return words.length === 0
    ? null
    : words
        .slice(0, mostWords)
        .map((word) => `"${word}"*`)
        .join(' ')
}

/** @throws {DomainError} INVALID */
function offsetOf(cursor: string | null | undefined): number {
  if (cursor === null || cursor === undefined) return 0
  if (!/^\d{1,7}$/.test(cursor)) throw new DomainError('INVALID', 'couple.errors.badPage')
  return Number(cursor)
}

/**
 * Memories that hold all words of a query in title, text or place, whatever their accents; the best first. Own drafts
 * are among them.
 * @throws {DomainError} NOT_FOUND where the couple is closed to the actor, INVALID for a cursor that is none
 */
export function searchMemories(
  deps: Deps,
  actor: Actor,
  { query, cursor, limit }: PageRequest & { query: string },
): MemoryPage {
  requireView(deps, actor)
  const room = deps.live.state(coupleHome.name, coupleRoomId)
  const words = matchOf(query)
  if (words === null) return { memories: [], next: null, room }
  const offset = offsetOf(cursor)
  const rows = found(deps.db).all({ words, me: ownAuthor(deps, actor), limit: limit + 1, offset })
  const next = rows.length > limit ? String(offset + limit) : null
  return { memories: presentCards(deps, rows.slice(0, limit)), next, room }
}
