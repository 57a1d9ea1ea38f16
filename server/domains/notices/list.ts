import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm'
import type { NoticeCursor, NoticeView } from '../../../shared/notices.ts'
import type { SignedIn } from '../../platform/actor.ts'
import { days, isoInstant } from '../../platform/clock.ts'
import type { Deps } from '../../platform/deps.ts'
import { kindsFor } from './choices.ts'
import { takeMailsBack, tellReader } from './notify.ts'
import { notice } from './tables.ts'
import { wordingOf } from './wording.ts'

const kept = { read: days(90), unread: days(365) } as const

const isRead = sql<number>`(${notice.readAt} IS NOT NULL)`

/** A page of a person's notices in their language: what is not read first, the newest of each first. */
export function noticePage(
  deps: Deps,
  actor: SignedIn,
  { after, limit }: { after: NoticeCursor | null; limit: number },
): NoticeView[] {
  const kinds = JSON.stringify(kindsFor(deps, actor).map(({ name }) => name))
  const known = sql`${notice.kind} IN (SELECT value FROM json_each(${kinds}))`
  const place = after && sql`(${isRead}, -${notice.id}) > (${Number(after.read)}, ${-after.id})`
  const rows = deps.db
    .select()
    .from(notice)
    .where(and(eq(notice.accountId, actor.account.id), sql`shown = 1`, known, place ?? undefined))
    .orderBy(isRead, desc(notice.id))
    .limit(limit)
    .all()
  const words = deps.words(actor.locale)
  return rows.flatMap((row) => {
    const worded = wordingOf(deps, row, words)
    if (!worded) return []
    const { kind, ...told } = worded
    return [{ id: row.id, icon: kind.icon, ...told, at: isoInstant(row.createdAt), read: row.readAt !== null }]
  })
}

/** Marks one notice of a person as read, or all where `id` is null; their mail stays unsent where it can. */
export function markRead(deps: Deps, actor: SignedIn, id: number | null): void {
  const accountId = actor.account.id
  const unread = and(eq(notice.accountId, accountId), sql`shown = 1`, isNull(notice.readAt))
  deps.inTx(() => {
    const marked = deps.db
      .update(notice)
      .set({ readAt: deps.clock.now(), inDigest: false })
      .where(id === null ? unread : and(unread, eq(notice.id, id)))
      .returning()
      .all()
    if (marked.length === 0) return
    const calm = marked.filter(({ kind }) => deps.catalog.notices.get(kind)?.of.urgent !== true)
    takeMailsBack(
      deps,
      calm.flatMap(({ mailId }) => mailId ?? []),
    )
    tellReader(deps, accountId)
  })
}

/** Forgets what was read long ago, and what nobody has read for a year. */
export function sweepNotices(deps: Deps): void {
  const now = deps.clock.now()
  deps.inTx(() => {
    deps.db
      .delete(notice)
      .where(lt(notice.readAt, now - kept.read))
      .run()
    const gone = deps.db
      .delete(notice)
      .where(lt(notice.createdAt, now - kept.unread))
      .returning({ accountId: notice.accountId })
      .all()
    for (const accountId of new Set(gone.map((row) => row.accountId))) tellReader(deps, accountId)
  })
}
