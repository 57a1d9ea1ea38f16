import { and, desc, eq, gte, inArray, isNull, like, lt, or, type SQL, sql } from 'drizzle-orm'
import { countRows } from '../db/count.ts'
import { prepared } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { audit } from './tables.ts'

export type AuditRow = typeof audit.$inferSelect

/** Which entries are meant; instants in milliseconds since the epoch. */
export interface AuditQuery {
  /** Null for what the house did itself. */
  readonly accountId?: number | null
  readonly act?: string
  /** From this instant on. */
  readonly since?: number
  /** Before this instant. */
  readonly until?: number
  readonly text?: {
    /** Stands in the name, the address or the values, whatever its capitals and accents. */
    readonly words: string
    /** Acts that mean it. */
    readonly acts: readonly string[]
  }
}

/** Letters without capitals and accents: what somebody types when they search. */
export const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** SQLite itself knows the capitals of ASCII alone. */
const folding = prepared((db) => {
  const fold = (text: unknown) => (typeof text === 'string' ? folded(text) : null)
  return db.$client.function('audit_folded', { deterministic: true }, fold)
})

function textCondition({ words, acts }: NonNullable<AuditQuery['text']>): SQL | undefined {
  const pattern = `%${folded(words).replace(/[\\%_]/g, '\\$&')}%`
  const within = [audit.who, audit.address, audit.before, audit.after].map(
    (column) => sql`${like(sql`audit_folded(${column})`, pattern)} ESCAPE '\\'`,
  )
  return or(...within, inArray(audit.act, [...acts]))
}

function conditionOf(deps: Deps, { accountId, act, since, until, text }: AuditQuery): SQL | undefined {
  folding(deps.db)
  return and(
    accountId === undefined ? undefined : accountId === null ? isNull(audit.accountId) : eq(audit.accountId, accountId),
    act === undefined ? undefined : eq(audit.act, act),
    since === undefined ? undefined : gte(audit.at, since),
    until === undefined ? undefined : lt(audit.at, until),
    text === undefined ? undefined : textCondition(text),
  )
}

/** A page of the entries that are meant, newest first, older than the entry `before` where one is given. */
export function auditPage(deps: Deps, query: AuditQuery, before: number | null, limit: number): AuditRow[] {
  const older = before === null ? undefined : lt(audit.id, before)
  const where = and(conditionOf(deps, query), older)
  return deps.db.select().from(audit).where(where).orderBy(desc(audit.id)).limit(limit).all()
}

/** How many entries are meant. */
export const countAudit = (deps: Deps, query: AuditQuery): number => countRows(deps.db, audit, conditionOf(deps, query))

/** Every act that stands in the log. */
export const actsInLog = (deps: Deps): string[] =>
  deps.db
    .selectDistinct({ act: audit.act })
    .from(audit)
    .all()
    .map(({ act }) => act)

/** Whoever stands in the log, by the name of their latest entry; account null is the house itself. */
export const peopleInLog = (deps: Deps): { accountId: number | null; who: string }[] =>
  deps.db
    // Of a bare column beside max(), SQLite gives the row that holds the maximum.
    .select({ accountId: audit.accountId, who: audit.who, latest: sql`max(${audit.id})` })
    .from(audit)
    .groupBy(audit.accountId)
    .all()
