import { randomBytes } from 'node:crypto'
import { and, desc, eq, lt, ne, or, sql } from 'drizzle-orm'
import type { SessionView } from '../../../shared/accounts.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Actor, SignedIn } from '../../platform/actor.ts'
import { days, hours, isoInstant, minutes } from '../../platform/clock.ts'
import { type Database, prepared } from '../../platform/db/open.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Authenticator } from '../../platform/domain.ts'
import { tokenHash } from '../../platform/http/actor.ts'
import { mustEnrol } from './mfa/demand.ts'
import { signInTicket } from './mfa/tables.ts'
import { notePlace } from './places.ts'
import { account, session } from './tables.ts'

type SessionRow = typeof session.$inferSelect

/** How long a session lives unused, and at most, in milliseconds. */
const lifetimes = {
  remembered: { idle: days(30), absolute: days(180) },
  passing: { idle: hours(24), absolute: days(7) },
} as const

const touchEvery = minutes(1)

const lifetimeOf = (row: Pick<SessionRow, 'remember'>) => (row.remember ? lifetimes.remembered : lifetimes.passing)

const isOver = (row: Pick<SessionRow, 'remember' | 'createdAt' | 'lastSeenAt'>, now: number): boolean =>
  now - row.lastSeenAt > lifetimeOf(row).idle || now - row.createdAt > lifetimeOf(row).absolute

/** 256 random bits, as text for cookies and links. */
export const newToken = (): string => randomBytes(32).toString('base64url')

export interface OpenedSession {
  readonly id: number
  readonly token: string
  /** For the cookie, in milliseconds; null where it ends with the browser. */
  readonly maxAge: number | null
}

/** Opens a session; only the hash of its token is kept. A place that is new to the account is told to its person. */
export function openSession(
  deps: Deps,
  accountId: number,
  from: { kind: 'browser' | 'bearer'; remember: boolean; userAgent: string; address: string },
): OpenedSession {
  const token = newToken()
  const now = deps.clock.now()
  const row = {
    ...from,
    userAgent: from.userAgent.slice(0, 300),
    accountId,
    tokenHash: tokenHash(token),
    createdAt: now,
    lastSeenAt: now,
  }
  const id = deps.inTx(() => {
    const { id: sessionId } = deps.db.insert(session).values(row).returning({ id: session.id }).get()
    deps.db.update(account).set({ lastSeenAt: now }).where(eq(account.id, accountId)).run()
    notePlace(deps, { ...from, accountId, sessionId })
    return sessionId
  })
  return { id, token, maxAge: from.remember ? lifetimes.remembered.absolute : null }
}

const sessionByHash = prepared((db: Database) =>
  db
    .select({
      id: session.id,
      kind: session.kind,
      remember: session.remember,
      createdAt: session.createdAt,
      lastSeenAt: session.lastSeenAt,
      accountId: account.id,
      contactId: account.contactId,
      role: account.role,
      username: account.username,
      name: account.name,
      locale: account.locale,
      timeZone: account.timeZone,
      disabledAt: account.disabledAt,
    })
    .from(session)
    .innerJoin(account, eq(account.id, session.accountId))
    .where(sql`${session.tokenHash} = +${sql.placeholder('hash')}`)
    .prepare(),
)

/** A full disk signs nobody out: the session is only not seen. */
function touch(deps: Deps, id: number, accountId: number, now: number): void {
  try {
    deps.inTx(() => {
      deps.db.update(session).set({ lastSeenAt: now }).where(eq(session.id, id)).run()
      deps.db.update(account).set({ lastSeenAt: now }).where(eq(account.id, accountId)).run()
    })
  } catch (error) {
    deps.log.warn({ err: error }, 'The use of a session could not be noted')
  }
}

/** Who is behind a session token; null where it is unknown, of another kind, over, or its account is disabled. */
export const identify: Authenticator = (deps, token, via, purpose) => {
  const row = sessionByHash(deps.db).get({ hash: tokenHash(token) })
  if (!row || row.kind !== via || row.disabledAt !== null) return null
  const now = deps.clock.now()
  if (isOver(row, now)) return null
  if (purpose === 'act' && now - row.lastSeenAt >= touchEvery) touch(deps, row.id, row.accountId, now)
  const { accountId, contactId, role, username, name, locale, timeZone } = row
  const person = { id: accountId, contactId, role, username, name, sessionId: row.id }
  return { account: person, locale, timeZone, mustEnrol: mustEnrol(deps, person) }
}

/** The live sessions of a person, the one that asks first. */
export function listSessions(deps: Deps, actor: SignedIn): SessionView[] {
  const rows = deps.db
    .select()
    .from(session)
    .where(eq(session.accountId, actor.account.id))
    .orderBy(desc(session.lastSeenAt))
    .all()
  return rows
    .filter((row) => !isOver(row, deps.clock.now()))
    .map((row) => ({
      id: row.id,
      kind: row.kind,
      userAgent: row.userAgent,
      address: row.address,
      createdAt: isoInstant(row.createdAt),
      lastSeenAt: isoInstant(row.lastSeenAt),
      current: row.id === actor.account.sessionId,
    }))
    .sort((a, b) => Number(b.current) - Number(a.current))
}

/** Ends one session of an account; its pages are told. Throws {@link DomainError} NOT_FOUND for another's. */
export function endSession(deps: Deps, accountId: number, id: number): void {
  const own = and(eq(session.id, id), eq(session.accountId, accountId))
  if (deps.db.delete(session).where(own).run().changes === 0) {
    throw new DomainError('NOT_FOUND', 'accounts.errors.sessionUnknown')
  }
  deps.onCommit(() => deps.live.endSession(id))
}

/** Whether the browser of this session was asked to remember its person. */
export function isRemembered(deps: Deps, sessionId: number | null): boolean {
  if (sessionId === null) return false
  const row = deps.db.select({ remember: session.remember }).from(session).where(eq(session.id, sessionId)).get()
  return row?.remember ?? false
}

/** The session that an actor came with. */
export const sessionIdOf = ({ account, enrolling }: Actor): number | null => (account ?? enrolling)?.sessionId ?? null

/** Ends a session whose browser gets another one with the same answer. */
export function replaceSession(deps: Deps, id: number | null): void {
  if (id === null) return
  deps.db.delete(session).where(eq(session.id, id)).run()
  deps.onCommit(() => deps.live.replaceSession(id))
}

/** Ends every session of an account but one, and whatever sign-in waits for a code; their pages are told. */
export function endOtherSessions(deps: Deps, accountId: number, keep: number | null): void {
  deps.db.delete(signInTicket).where(eq(signInTicket.accountId, accountId)).run()
  const others = and(eq(session.accountId, accountId), ne(session.id, keep ?? 0))
  const ended = deps.db.delete(session).where(others).returning({ id: session.id }).all()
  deps.onCommit(() => {
    for (const { id } of ended) deps.live.endSession(id)
  })
}

/** Forgets sessions that are over. */
export function sweepSessions(deps: Deps): void {
  const now = deps.clock.now()
  for (const remember of [true, false]) {
    const { idle, absolute } = lifetimeOf({ remember })
    const isPast = or(lt(session.lastSeenAt, now - idle), lt(session.createdAt, now - absolute))
    deps.db
      .delete(session)
      .where(and(eq(session.remember, remember), isPast))
      .run()
  }
}
