import { and, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { JobDefinition } from '../../../shared/definitions.ts'
import { countRows } from '../db/count.ts'
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

const claimStatement = prepared((db) =>
  db.$client.prepare<[object], { id: number }>(`
    UPDATE job SET attempts = attempts + 1, lease_owner = :owner, lease_until = :until
    WHERE id = (
      SELECT id FROM job
      WHERE lane = :lane AND run_at <= :now AND done_at IS NULL AND dead_at IS NULL
        AND (lease_until IS NULL OR lease_until < :now)
        AND name IN (SELECT value FROM json_each(:names))
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
}

/** Takes the job that is due longest in a lane under lease, or null where none is due. */
export function claim(db: Database, claim: Claim): JobRow | null {
  const claimed = claimStatement(db).get({ ...claim, names: JSON.stringify(claim.names) })
  return claimed ? (db.select().from(job).where(eq(job.id, claimed.id)).get() ?? null) : null
}

/** Prolongs the lease of a job that is still running. */
export function renew(db: Database, id: number, until: number): void {
  db.update(job).set({ leaseUntil: until }).where(eq(job.id, id)).run()
}

/** Nothing is left to do of a job. */
export function markDone(db: Database, id: number, now: number): void {
  db.update(job).set({ doneAt: now, leaseUntil: null, leaseOwner: null, error: null }).where(eq(job.id, id)).run()
}

/** Frees a job for another try. */
export function markFailed(db: Database, id: number, error: string, retryAt: number): void {
  db.update(job).set({ error, runAt: retryAt, leaseUntil: null, leaseOwner: null }).where(eq(job.id, id)).run()
}

/** Makes a job a dead letter: it is tried no more until somebody revives it. */
export function markDead(db: Database, id: number, error: string, now: number): void {
  db.update(job).set({ error, deadAt: now, leaseUntil: null, leaseOwner: null }).where(eq(job.id, id)).run()
}

/** Gives a dead letter another round of tries. */
export function revive(db: Database, id: number, now: number): void {
  db.update(job)
    .set({ deadAt: null, attempts: 0, runAt: now })
    .where(and(eq(job.id, id), isNotNull(job.deadAt)))
    .run()
}

/** Arms a job of this name and key again; one that is running is left to end first. False where none exists. */
export function rearm(db: Database, name: string, key: string, now: number): boolean {
  const known = and(eq(job.name, name), eq(job.key, key))
  const armed = { doneAt: null, deadAt: null, error: null, attempts: 0, runAt: now }
  const idle = and(known, isNull(job.leaseOwner))
  return db.update(job).set(armed).where(idle).run().changes > 0 || countRows(db, job, known) > 0
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
