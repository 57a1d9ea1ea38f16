import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { type NoticeChannel, type NoticeDefinition, noticeChannels } from '../../../shared/definitions.ts'
import { noticesChanged, ownNotices } from '../../../shared/notices-live.ts'
import type { SignedIn } from '../../platform/actor.ts'
import { prepared } from '../../platform/db/open.ts'
import type { Deps } from '../../platform/deps.ts'
import { mailById, takeBack } from '../../platform/mail/outbox.ts'
import { kindsFor, reaches } from './choices.ts'
import { asReader } from './concerned.ts'
import { mailNoticeJob } from './jobs.ts'
import { notice } from './tables.ts'

interface Raised {
  readonly id: number
  readonly accountId: number
}

/** What each channel does with a new notice, in the transaction of its cause. */
const channels: Readonly<Record<NoticeChannel, (deps: Deps, raised: Raised) => void>> = {
  page: (deps, { id, accountId }) => {
    deps.db.update(notice).set({ shown: true }).where(eq(notice.id, id)).run()
    tellReader(deps, accountId)
  },
  mail: (deps, { id }) => {
    deps.enqueue(mailNoticeJob, { noticeId: id }, String(id))
  },
}

/**
 * Tells a person of something, in the caller's transaction: once for each `key`, however often it is raised.
 * @param recipient id of their account
 * @returns false where they were told of it before
 */
export function notify<T>(
  deps: Deps,
  kind: NoticeDefinition<T>,
  recipient: number,
  payload: NoInfer<T>,
  key: string,
): boolean {
  if (!deps.catalog.notices.has(kind.name)) throw new Error(`No domain declares the notice "${kind.name}".`)
  const written = { accountId: recipient, kind: kind.name, key, payload: JSON.stringify(payload) }
  return deps.inTx(() => {
    const raised = deps.db
      .insert(notice)
      .values({ ...written, createdAt: deps.clock.now() })
      .onConflictDoNothing()
      .returning({ id: notice.id, accountId: notice.accountId })
      .get()
    if (!raised) return false
    const of = kind as NoticeDefinition<unknown>
    for (const channel of noticeChannels) if (reaches(deps, recipient, of, channel)) channels[channel](deps, raised)
    return true
  })
}

type NoticeRow = typeof notice.$inferSelect

const about = <T>(kind: NoticeDefinition<T>, key: string) => and(eq(notice.kind, kind.name), eq(notice.key, key))

/** Nothing of these is told any more: mails that have not left do not leave, pages count anew. */
function silence(deps: Deps, rows: readonly NoticeRow[]): void {
  takeMailsBack(
    deps,
    rows.flatMap(({ mailId }) => mailId ?? []),
  )
  for (const accountId of new Set(rows.map((row) => row.accountId))) tellReader(deps, accountId)
}

/** Takes back what everybody was told of something that is gone, with its mail where that has not left yet. */
export const withdraw = <T>(deps: Deps, kind: NoticeDefinition<T>, key: string): void =>
  deps.inTx(() => silence(deps, deps.db.delete(notice).where(about(kind, key)).returning().all()))

/** As {@link withdraw}, of something that may come back: {@link reinstate} tells it then, and tells nobody twice. */
export const withhold = <T>(deps: Deps, kind: NoticeDefinition<T>, key: string): void =>
  deps.inTx(() => {
    const kept = { withheld: true, shown: false, inDigest: false }
    const withheld = deps.db.update(notice).set(kept).where(about(kind, key)).returning().all()
    silence(deps, withheld)
    for (const { id, mailId } of withheld) {
      const isTakenBack = mailId !== null && mailById(deps, mailId) === null
      if (isTakenBack) deps.db.update(notice).set({ mailId: null }).where(eq(notice.id, id)).run()
    }
  })

/** Tells what was withheld, since what it tells of is back: in the page, and by mail whoever neither read nor got it. */
export function reinstate<T>(deps: Deps, kind: NoticeDefinition<T>, key: string): void {
  deps.inTx(() => {
    const withheld = and(about(kind, key), eq(notice.withheld, true))
    const back = deps.db.update(notice).set({ withheld: false }).where(withheld).returning().all()
    for (const { id, accountId, mailId, readAt } of back) {
      const reached = (channel: NoticeChannel) => reaches(deps, accountId, kind as NoticeDefinition<unknown>, channel)
      if (reached('page')) channels.page(deps, { id, accountId })
      if (readAt !== null || mailId !== null || !reached('mail')) continue
      deps.enqueueAgain(mailNoticeJob, { noticeId: id }, String(id))
    }
  })
}

/** Takes back the mails of which nothing is left to be told, where they have not left yet. */
export function takeMailsBack(deps: Deps, mailIds: readonly number[]): void {
  const told = [...new Set(mailIds)]
  if (told.length === 0) return
  const unread = and(inArray(notice.mailId, told), isNull(notice.readAt), eq(notice.withheld, false))
  const needed = new Set(
    deps.db
      .select({ mailId: notice.mailId })
      .from(notice)
      .where(unread)
      .all()
      .map(({ mailId }) => mailId),
  )
  for (const mailId of told) if (!needed.has(mailId)) takeBack(deps, mailId)
}

const unreadOf = prepared((db) =>
  db
    .select({ unread: sql<number>`count(*)` })
    .from(notice)
    .where(
      sql`${notice.accountId} = ${sql.placeholder('accountId')} AND shown = 1 AND (read_at IS NOT NULL) = 0
        AND ${notice.kind} IN (SELECT value FROM json_each(${sql.placeholder('kinds')}))`,
    )
    .prepare(),
)

/** How many notices wait to be read by a person. */
export function unreadNotices(deps: Deps, reader: SignedIn): number {
  const kinds = JSON.stringify(kindsFor(deps, reader).map(({ name }) => name))
  return unreadOf(deps.db).get({ accountId: reader.account.id, kinds })?.unread ?? 0
}

/** Tells a person's pages how many notices wait, after the commit. */
export function tellReader(deps: Deps, accountId: number): void {
  const reader = asReader(deps, accountId)
  if (reader) deps.publish(noticesChanged, ownNotices, String(accountId), { unread: unreadNotices(deps, reader) })
}
