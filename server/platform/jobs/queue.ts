import { and, eq, gt, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { JobDefinition } from '../../../shared/definitions.ts'
import { type Database, prepared } from '../db/open.ts'
import { job } from './tables.ts'

export type JobRow = typeof job.$inferSelect

const insertJob = prepared((db) =>
  db
    .insert(job)
    .values({
      name: sql.placeholder('name'),
      key: sql.placeholder('key'),
      payload: sql.placeholder('payload'),
      lane: sql.placeholder('lane'),
      runAt: sql.placeholder('runAt'),
    })
    .onConflictDoNothing()
    .prepare(),
)

/**
 * Writes a job next to its cause, in the caller's transaction.
 * @returns false where a job of this name and key exists already, done or not.
 */
export function insert<T>(db: Database, of: JobDefinition<T>, payload: T, key: string, runAt: number): boolean {
  const values = { name: of.name, key, payload: JSON.stringify(payload), lane: of.lane, runAt }
  return insertJob(db).run(values).changes > 0
}

/** Whatever a job was armed with until now is in its payload when it is taken. */
const claimStatement = prepared((db) =>
  db.$client.prepare<[object], { id: number }>(`
    UPDATE job SET attempts = iif(again_at IS NULL, attempts + 1, 1), again_at = NULL,
      lease_owner = :owner, lease_until = :until
    WHERE id = (
      SELECT id FROM job
      WHERE lane = :lane AND run_at <= :now AND done_at IS NULL AND dead_at IS NULL
        AND (lease_until IS NULL OR lease_until < :now)
        AND name IN (SELECT value FROM json_each(:names))
        AND id NOT IN (SELECT value FROM json_each(:running))
      ORDER BY run_at, id LIMIT 1)
    RETURNING id`),
)

export interface Claim {
  readonly lane: string
  readonly now: number
  readonly until: number
  readonly owner: string
  /** Names of the jobs that may run now. */
  readonly names: readonly string[]
  /** Ids of the jobs that this process runs: they are never taken twice, though their lease may have lapsed in sleep. */
  readonly running: readonly number[]
}

/** Takes the job that is due longest in a lane under lease, or null where none is due. */
export function claim(db: Database, claim: Claim): JobRow | null {
  const { names, running, ...given } = claim
  const lists = { names: JSON.stringify(names), running: JSON.stringify(running) }
  const claimed = claimStatement(db).get({ ...given, ...lists })
  return claimed ? (db.select().from(job).where(eq(job.id, claimed.id)).get() ?? null) : null
}

/** Prolongs the lease of a job that is still running. */
export function renew(db: Database, id: number, until: number): void {
  db.update(job).set({ leaseUntil: until }).where(eq(job.id, id)).run()
}

const free = { leaseUntil: null, leaseOwner: null }
const unused = { doneAt: null, deadAt: null, error: null, attempts: 0 }

/** Ends a run, unless the job was armed while it ran: then it is due again, and false is returned. */
function end(db: Database, id: number, change: Partial<JobRow>): boolean {
  const armed = and(eq(job.id, id), isNotNull(job.againAt))
  const anew = { ...free, ...unused, runAt: sql`again_at`, againAt: null }
  if (db.update(job).set(anew).where(armed).run().changes > 0) return false
  return (
    db
      .update(job)
      .set({ ...free, ...change })
      .where(eq(job.id, id))
      .run().changes > 0
  )
}

/** Nothing is left to do of a job. */
export function markDone(db: Database, id: number, now: number): void {
  end(db, id, { doneAt: now, error: null })
}

/** Frees a job for another try. */
export function markFailed(db: Database, id: number, error: string, retryAt: number): void {
  end(db, id, { error, runAt: retryAt })
}

/**
 * Makes a job a dead letter: it is tried no more until somebody revives it.
 * @returns false where it was armed again while it ran, and is therefore none
 */
export function markDead(db: Database, id: number, error: string, now: number): boolean {
  return end(db, id, { error, deadAt: now })
}

const deadLetter = (id: number) => and(eq(job.id, id), isNotNull(job.deadAt))

/** Gives a dead letter another round of tries; false where there is none. */
export function revive(db: Database, id: number, now: number): boolean {
  const anew = { deadAt: null, attempts: 0, runAt: now }
  return db.update(job).set(anew).where(deadLetter(id)).run().changes > 0
}

/** Lays a dead letter aside as if it were done, so that its period is not enqueued anew; false where there is none. */
export function dismiss(db: Database, id: number, now: number): boolean {
  return db.update(job).set({ deadAt: null, doneAt: now }).where(deadLetter(id)).run().changes > 0
}

/**
 * Arms a job of this name and key again with a new payload; one that is running is due again once it ends.
 * @returns false where none exists
 */
export function rearm<T>(db: Database, of: JobDefinition<T>, payload: T, key: string, runAt: number): boolean {
  const known = and(eq(job.name, of.name), eq(job.key, key))
  const given = { payload: JSON.stringify(payload), lane: of.lane }
  const armed = { ...unused, ...given, runAt, againAt: null }
  const idle = and(known, isNull(job.leaseOwner))
  if (db.update(job).set(armed).where(idle).run().changes > 0) return true
  return (
    db
      .update(job)
      .set({ ...given, againAt: runAt })
      .where(known)
      .run().changes > 0
  )
}

/** Keys of the jobs of one name that run only after `later`, or no more because they were given up. */
export function farOff(db: Database, { name }: { readonly name: string }, later: number): ReadonlySet<string> {
  const far = or(isNotNull(job.deadAt), and(isNull(job.doneAt), gt(job.runAt, later)))
  const rows = db
    .select({ key: job.key })
    .from(job)
    .where(and(eq(job.name, name), far))
    .all()
  return new Set(rows.map(({ key }) => key))
}

/** What the jobs of one name hold that are still to be done or under way; those that were given up are left out. */
export function pendingPayloads<T>(db: Database, of: JobDefinition<T>): T[] {
  const pending = and(eq(job.name, of.name), isNull(job.doneAt), isNull(job.deadAt))
  const rows = db.select({ payload: job.payload }).from(job).where(pending).all()
  return rows.flatMap(({ payload }) => {
    const parsed = of.schema.safeParse(JSON.parse(payload))
    return parsed.success ? [parsed.data] : []
  })
}

/** Frees the leases of owners that a test says are gone, so that their jobs need not wait for the lease to end. */
export function releaseLeases(db: Database, isGone: (owner: string) => boolean): void {
  const owners = db.selectDistinct({ owner: job.leaseOwner }).from(job).where(isNotNull(job.leaseOwner)).all()
  for (const { owner } of owners) {
    if (owner !== null && isGone(owner)) {
      db.update(job).set({ leaseOwner: null, leaseUntil: null }).where(eq(job.leaseOwner, owner)).run()
    }
  }
}

/** When the next job of one of these names is due, in milliseconds since the epoch. */
export function nextDue(db: Database, names: readonly string[]): number | null {
  const due = db.$client.prepare<[string], { at: number | null }>(`
    SELECT min(max(run_at, coalesce(lease_until, 0))) AS at FROM job
    WHERE done_at IS NULL AND dead_at IS NULL AND name IN (SELECT value FROM json_each(?))`)
  return due.get(JSON.stringify(names))?.at ?? null
}

/** Dead letters, newest first, for the admin. */
export const deadLetters = (db: Database): JobRow[] =>
  db.select().from(job).where(isNotNull(job.deadAt)).orderBy(sql`${job.deadAt} DESC`).limit(100).all()

/** Forgets jobs that were done before `before`; their keys may then be used again. */
export function forgetDone(db: Database, before: number): void {
  db.delete(job).where(lt(job.doneAt, before)).run()
}

/** Forgets what was given up before `before`. */
export function forgetDead(db: Database, before: number): void {
  db.delete(job).where(lt(job.deadAt, before)).run()
}
