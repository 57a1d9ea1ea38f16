import { Temporal } from 'temporal-polyfill'
import type { MemoryCard, MemoryPage, MonthCount } from '../../../shared/couple.ts'
import { coupleHome, coupleRoomId } from '../../../shared/couple-live.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Actor } from '../../platform/actor.ts'
import { type Database, prepared } from '../../platform/db/open.ts'
import type { Deps } from '../../platform/deps.ts'
import { ownAuthor, type Partner, requireView } from './policy.ts'
import { type CardRow, cardColumns, presentCards } from './present.ts'
import { todayOf } from './row.ts'

export interface PageRequest {
  readonly cursor?: string | null | undefined
  readonly limit: number
}

interface Place {
  readonly date: string
  readonly id: number
}

interface Bounds {
  readonly me: number
  readonly limit: number
}

const inTimeline = "deleted_at IS NULL AND (status = 'shared' OR (status = 'private' AND author = :me))"

/** Written by hand: reading the rows through Drizzle takes longer than finding them. */
const cards = <B extends Bounds>(db: Database, where: string) =>
  db.$client.prepare<[B], CardRow>(
    `SELECT ${cardColumns} FROM memory WHERE ${inTimeline} AND ${where} ORDER BY date DESC, id DESC LIMIT :limit + 0`,
  )

const before = '(date, id) < (:date, :id)'

const page = prepared((db) => cards<Bounds & Place>(db, before))

const pageFrom = prepared((db) => cards<Bounds & Place & { from: string }>(db, `${before} AND date >= :from`))

const onDays = prepared((db) =>
  cards<Bounds & { today: string; days: string }>(
    db,
    'date < :today AND month_day IN (SELECT value FROM json_each(:days))',
  ),
)

const counts = prepared((db) =>
  db.$client.prepare<[{ me: number }], MonthCount>(
    `SELECT substr(date, 1, 7) AS month, count(*) AS count FROM memory WHERE ${inTimeline} GROUP BY 1 ORDER BY 1 DESC`,
  ),
)

const ownDrafts = prepared((db) =>
  db.$client.prepare<[Bounds], CardRow>(
    `SELECT ${cardColumns} FROM memory WHERE deleted_at IS NULL AND status = 'draft' AND author = :me
     ORDER BY updated_at DESC LIMIT :limit + 0`,
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
  return presentCards(deps, ownDrafts(deps.db).all({ me: by.account.id, limit: draftsAtOnce }))
}
