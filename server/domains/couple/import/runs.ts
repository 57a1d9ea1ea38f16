import { desc, eq } from 'drizzle-orm'
import type { ImportReport, ImportView } from '../../../../shared/couple-import.ts'
import { DomainError, type WireError } from '../../../../shared/errors.ts'
import type { Actor } from '../../../platform/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { newFileKey } from '../../../platform/files/keys.ts'
import { importerOf } from '../policy.ts'
import { coupleImportRun } from './tables.ts'

export type ImportRun = typeof coupleImportRun.$inferSelect

const parsed = <T>(json: string | null): T | null => (json === null ? null : (JSON.parse(json) as T))

/** As whoever began it sees it. */
export const presentRun = ({ id, state, done, total, report, error }: ImportRun): ImportView => ({
  ...{ id, state, done, total },
  report: parsed<ImportReport>(report),
  error: parsed<WireError>(error),
})

export const runById = (deps: Deps, id: string): ImportRun | undefined =>
  deps.db.select().from(coupleImportRun).where(eq(coupleImportRun.id, id)).get()

/** The person's last import; null where there was none. Throws what {@link importerOf} throws. */
export function latestRun(deps: Deps, actor: Actor): ImportRun | null {
  const { account } = importerOf(deps, actor)
  const { accountId, createdAt, id } = coupleImportRun
  const own = deps.db.select().from(coupleImportRun).where(eq(accountId, account.id))
  return own.orderBy(desc(createdAt), desc(id)).limit(1).get() ?? null
}

const isOver = ({ state }: ImportRun): boolean => state === 'done' || state === 'failed'

/** Begins an import, or answers the one that the person has begun already. */
export function beginRun(deps: Deps, actor: Actor): ImportRun {
  const { account } = importerOf(deps, actor)
  return deps.inTx(() => {
    const latest = latestRun(deps, actor)
    if (latest && !isOver(latest)) return latest
    // One that is over was read.
    if (latest) deps.db.delete(coupleImportRun).where(eq(coupleImportRun.id, latest.id)).run()
    const now = deps.clock.now()
    const values = { id: newFileKey(), accountId: account.id, state: 'open' as const, createdAt: now, activeAt: now }
    return deps.db.insert(coupleImportRun).values(values).returning().get()
  })
}

/**
 * The person's own import, to which files still come.
 * @throws {DomainError} NOT_FOUND, CONFLICT where it was started
 */
export function openRun(deps: Deps, actor: Actor, id: string): ImportRun {
  const { account } = importerOf(deps, actor)
  const run = runById(deps, id)
  if (run?.accountId !== account.id) throw new DomainError('NOT_FOUND', 'coupleImport.errors.unknown')
  if (run.state !== 'open') throw new DomainError('CONFLICT', 'coupleImport.errors.notOpen')
  return run
}

/** Changes an import; that it moves is noted. */
export function changeRun(deps: Deps, id: string, change: Partial<ImportRun>): void {
  deps.db
    .update(coupleImportRun)
    .set({ ...change, activeAt: deps.clock.now() })
    .where(eq(coupleImportRun.id, id))
    .run()
}
