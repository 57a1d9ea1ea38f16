import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { MemoryCard, MemoryPage, MonthCount } from '../../../shared/couple.ts'
import { coupleHome, coupleRoomId } from '../../../shared/couple-live.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Actor } from '../../platform/actor.ts'
import { prepared } from '../../platform/db/open.ts'
import type { Deps } from '../../platform/deps.ts'
import { ownAuthor, type Partner, requireView } from './policy.ts'
import { cardColumns, presentCards } from './present.ts'
import { todayOf } from './row.ts'
import { memory } from './tables.ts'

export interface PageRequest {
  readonly cursor?: string | null | undefined
  readonly limit: number
}

interface Place {
  readonly date: string
  readonly id: number
}

const me = sql.placeholder('me')
const inTimeline = sql`${memory.deletedAt} IS NULL AND (${memory.status} = 'shared' OR (${memory.status} = 'private' AND ${memory.author} = ${me}))`

const cards = (db: Deps['db'], where: SQL) =>
  db
    .select(cardColumns)
    .from(memory)
    .where(where)
    .orderBy(desc(memory.date), desc(memory.id))
    .limit(sql.placeholder('limit'))
    .prepare()

const before = sql`(${memory.date}, ${memory.id}) < (${sql.placeholder('date')}, ${sql.placeholder('id')})`

const page = prepared((db) => cards(db, sql`${inTimeline} AND ${before}`))

const pageFrom = prepared((db) =>
  cards(db, sql`${inTimeline} AND ${before} AND ${memory.date} >= ${sql.placeholder('from')}`),
)

const counts = prepared((db) =>
  db
    .select({ month: sql<string>`substr(${memory.date}, 1, 7)`, count: sql<number>`count(*)` })
    .from(memory)
    .where(inTimeline)
    .groupBy(sql`1`)
    .orderBy(sql`1 DESC`)
    .prepare(),
)

const onDays = prepared((db) =>
  cards(
    db,
    sql`${inTimeline} AND ${memory.date} < ${sql.placeholder('today')}
      AND substr(${memory.date}, 6) IN (SELECT value FROM json_each(${sql.placeholder('days')}))`,
  ),
)

const newest: Place = { date: '9999-99-99', id: 0 }

/** @throws {DomainError} INVALID */
function placeOf(cursor: string | null | undefined): Place {
  if (cursor === null || cursor === undefined) return newest
  const [, date, id] = /^(\d{4}-\d\d-\d\d)_(\d{1,15})$/.exec(cursor) ?? []
  if (!date || !id) throw new DomainError('INVALID', 'couple.errors.badPage')
  return { date, id: Number(id) }
}

/**
 * A page of what the two shared and of the actor's own private memories, newest date first.
 * @param month `YYYY-MM`: only this month
 * @throws {DomainError} NOT_FOUND where the couple is closed to the actor, INVALID for a cursor that is none
 */
export function timelinePage(
  deps: Deps,
  actor: Actor,
  { cursor, limit, month }: PageRequest & { month?: string | undefined },
): MemoryPage {
  requireView(deps, actor)
  const room = deps.live.state(coupleHome.name, coupleRoomId)
  const place = placeOf(cursor ?? (month && `${month}-99_0`))
  const bounds = { ...place, limit: limit + 1, me: ownAuthor(deps, actor) }
  const rows = month ? pageFrom(deps.db).all({ ...bounds, from: month }) : page(deps.db).all(bounds)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { memories: presentCards(deps, shown), next: last ? `${last.date}_${last.id}` : null, room }
}

/** How many memories each month holds, newest first; months without any are missing. Throws as {@link timelinePage}. */
export function monthCounts(deps: Deps, actor: Actor): MonthCount[] {
  requireView(deps, actor)
  return counts(deps.db).all({ me: ownAuthor(deps, actor) })
}

/** The days whose memories belong to this one: in years without 29 February, the 28th remembers it. */
function daysRemembered(today: string): string[] {
  const day = today.slice(5)
  const leap = Temporal.PlainDate.from(today).inLeapYear
  return day === '02-28' && !leap ? [day, '02-29'] : [day]
}

const rememberedAtOnce = 50

/** Memories of this day in earlier years, where the couple lives, newest first. Throws as {@link timelinePage}. */
export function onThisDay(deps: Deps, actor: Actor): MemoryCard[] {
  requireView(deps, actor)
  const today = todayOf(deps)
  const days = JSON.stringify(daysRemembered(today))
  const rows = onDays(deps.db).all({ today, days, me: ownAuthor(deps, actor), limit: rememberedAtOnce })
  return presentCards(deps, rows)
}

const draftsAtOnce = 200

/** The partner's own drafts, the last touched first. */
export function drafts(deps: Deps, by: Partner): MemoryCard[] {
  const rows = deps.db
    .select(cardColumns)
    .from(memory)
    .where(and(isNull(memory.deletedAt), eq(memory.status, 'draft'), eq(memory.author, by.account.id)))
    .orderBy(desc(memory.updatedAt))
    .limit(draftsAtOnce)
    .all()
  return presentCards(deps, rows)
}
