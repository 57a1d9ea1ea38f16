import { and, eq, isNull, sql } from 'drizzle-orm'
import { type NoticeChannel, type NoticeDefinition, noticeChannels } from '../../../shared/definitions.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { KindChoice, Timing } from '../../../shared/notices.ts'
import type { SignedIn } from '../../platform/actor.ts'
import { prepared } from '../../platform/db/open.ts'
import type { Deps } from '../../platform/deps.ts'
import { farOff } from '../../platform/jobs/queue.ts'
import { mailNoticeJob } from './jobs.ts'
import { isQuiet } from './local-time.ts'
import { notice, noticeChoice, noticeTiming } from './tables.ts'

type Kind = NoticeDefinition<unknown>

const untouched: Timing = { mail: 'at-once', digestAt: '08:00', quiet: null }

const choice = prepared((db) =>
  db
    .select({ on: noticeChoice.on })
    .from(noticeChoice)
    .where(
      and(
        eq(noticeChoice.accountId, sql.placeholder('accountId')),
        eq(noticeChoice.kind, sql.placeholder('kind')),
        eq(noticeChoice.channel, sql.placeholder('channel')),
      ),
    )
    .prepare(),
)

/** The kind of this name, where its domain is on. */
export function kindOf(deps: Deps, name: string): Kind | null {
  const kind = deps.catalog.notices.get(name)
  return kind && deps.domainOn(name) ? kind.of : null
}

/** The kinds of the domains that are on. */
const kindsOn = (deps: Deps): Kind[] => [...deps.catalog.notices.keys()].flatMap((name) => kindOf(deps, name) ?? [])

/** Whether notices of a kind reach a person on this channel. */
export const reaches = (deps: Deps, accountId: number, kind: Kind, channel: NoticeChannel): boolean =>
  choice(deps.db).get({ accountId, kind: kind.name, channel })?.on ?? kind.channels.includes(channel)

/** The kinds that still concern a person: they may have lost the place that others came with. */
export const kindsFor = (deps: Deps, reader: SignedIn): Kind[] =>
  kindsOn(deps).filter(({ name }) => deps.catalog.notices.get(name)?.isFor(deps, reader))

/** What somebody chose, for each kind that concerns them. */
export const kindChoices = (deps: Deps, actor: SignedIn): (Omit<KindChoice, 'label'> & Pick<Kind, 'label'>)[] =>
  kindsFor(deps, actor).map((kind) => {
    const on = (channel: NoticeChannel) => [channel, reaches(deps, actor.account.id, kind, channel)] as const
    const channels = Object.fromEntries(noticeChannels.map(on)) as Record<NoticeChannel, boolean>
    return { kind: kind.name, label: kind.label, urgent: kind.urgent, channels }
  })

/** Switches a channel of a kind on or off for a person. Throws {@link DomainError} NOT_FOUND for no kind. */
export function choose(deps: Deps, accountId: number, name: string, channel: NoticeChannel, on: boolean): void {
  const kind = kindOf(deps, name)?.name
  if (kind === undefined) throw new DomainError('NOT_FOUND', 'common.errors.NOT_FOUND')
  deps.db
    .insert(noticeChoice)
    .values({ accountId, kind, channel, on })
    .onConflictDoUpdate({ target: [noticeChoice.accountId, noticeChoice.kind, noticeChoice.channel], set: { on } })
    .run()
}

/** When a person's mails leave. */
export function timingOf(deps: Deps, accountId: number): Timing {
  const row = deps.db.select().from(noticeTiming).where(eq(noticeTiming.accountId, accountId)).get()
  if (!row) return untouched
  const { mail, digestAt, quietFrom: from, quietTo: to } = row
  return { mail, digestAt, quiet: from !== null && to !== null ? { from, to } : null }
}

const refused = (field: string, key: 'notices.errors.quietEmpty' | 'notices.errors.digestQuiet') =>
  new DomainError('INVALID', key, {}, [{ path: [field], key }])

/**
 * Changes when a person's mails leave. What was held back is decided on anew: what waits for the daily mail leaves at
 * once where there is none any more, and what waits for the end of quiet hours waits for the new one.
 * @throws {DomainError} INVALID for quiet hours without length, and for a daily mail that would leave in them
 */
export function changeTiming(deps: Deps, accountId: number, { mail, digestAt, quiet }: Timing): void {
  if (quiet?.from === quiet?.to && quiet !== null) throw refused('to', 'notices.errors.quietEmpty')
  if (mail === 'digest' && quiet !== null && isQuiet(digestAt, quiet)) {
    throw refused('digestAt', 'notices.errors.digestQuiet')
  }
  const columns = { mail, digestAt, quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null }
  deps.inTx(() => {
    deps.db
      .insert(noticeTiming)
      .values({ accountId, ...columns })
      .onConflictDoUpdate({ target: noticeTiming.accountId, set: columns })
      .run()
    if (mail !== 'digest') releaseDigest(deps, accountId)
    decideAnew(deps, accountId)
  })
}

function releaseDigest(deps: Deps, accountId: number): void {
  const waiting = and(eq(notice.accountId, accountId), eq(notice.inDigest, true))
  const released = deps.db.update(notice).set({ inDigest: false }).where(waiting).returning({ id: notice.id }).all()
  for (const { id } of released) deps.enqueueAgain(mailNoticeJob, { noticeId: id }, String(id))
}

function decideAnew(deps: Deps, accountId: number): void {
  const held = farOff(deps.db, mailNoticeJob, deps.clock.now())
  const unsent = and(eq(notice.accountId, accountId), isNull(notice.mailId), isNull(notice.readAt))
  const rows = held.size === 0 ? [] : deps.db.select({ id: notice.id }).from(notice).where(unsent).all()
  for (const { id } of rows) {
    if (held.has(String(id))) deps.enqueueAgain(mailNoticeJob, { noticeId: id }, String(id))
  }
}
