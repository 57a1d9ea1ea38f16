import fs from 'node:fs/promises'
import { and, eq, inArray, lt, notInArray } from 'drizzle-orm'
import { runImport } from '../../../../shared/couple-import.ts'
import { DomainError } from '../../../../shared/errors.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import { isSignedIn } from '../../../platform/actor.ts'
import { record } from '../../../platform/audit/audit.ts'
import { days, hours, seconds } from '../../../platform/clock.ts'
import type { Deps } from '../../../platform/deps.ts'
import { actorFor } from '../../../platform/http/actor.ts'
import { personViews } from '../../accounts/accounts.ts'
import { identityOf } from '../../accounts/identity.ts'
import { importerOf } from '../policy.ts'
import { removeFolder, wholeFolder } from './folder.ts'
import { importSite, type Progress, recordEnd, recordStart } from './import.ts'
import { openOldSite, readInTurn } from './old-site.ts'
import { importsFolder } from './room.ts'
import { changeRun, type ImportRun, openRun, runById } from './runs.ts'
import { coupleImportRun } from './tables.ts'

/** How long files wait for an import that nobody starts. */
const keptOpen = hours(24)

/** How long a report may be read. */
const keptReport = days(30)

const progressEvery = seconds(0.5)

/**
 * Starts an import whose files have arrived; it goes on whether or not somebody waits for it.
 * @throws {DomainError} NOT_FOUND, CONFLICT, and what is wrong with the old site
 */
export async function startRun(deps: Deps, actor: SignedIn, id: string): Promise<void> {
  await readInTurn(deps, async () => openOldSite(deps, await wholeFolder(deps, openRun(deps, actor, id))))
  deps.inTx(() => {
    const run = openRun(deps, actor, id)
    changeRun(deps, run.id, { state: 'queued' })
    recordStart(deps, actor)
    deps.enqueue(runImport, { importId: run.id }, run.id)
  })
}

function progressOf(deps: Deps, id: string): Progress {
  let written = Number.NEGATIVE_INFINITY
  return (done, total) => {
    const now = deps.clock.now()
    if (done < total && now - written < progressEvery) return
    written = now
    changeRun(deps, id, { state: 'running', done, total })
  }
}

async function bring(deps: Deps, run: ImportRun): Promise<void> {
  const actor = actorFor(deps, identityOf(deps, run.accountId), { address: 'import' })
  if (!isSignedIn(actor)) throw new DomainError('FORBIDDEN', 'common.errors.FORBIDDEN')
  importerOf(deps, actor)
  const old = await readInTurn(deps, async () => openOldSite(deps, await wholeFolder(deps, run)))
  const report = await importSite(deps, actor, old, progressOf(deps, run.id))
  deps.inTx(() => {
    changeRun(deps, run.id, { state: 'done', report: JSON.stringify(report) })
    recordEnd(deps, actor, report)
  })
}

/** Ends an import that did not succeed. Whoever began it may be shut out since. */
function failRun(deps: Deps, id: string, error: DomainError): void {
  deps.inTx(() => {
    const run = runById(deps, id)
    if (!run) return
    changeRun(deps, id, { state: 'failed', error: JSON.stringify(error.toWire()) })
    const account = personViews(deps, [run.accountId]).get(run.accountId) ?? null
    const { done, total } = run
    record(deps, { account, address: 'import', recorded: [] }, 'coupleImport.acts.failed', undefined, { done, total })
  })
}

/** Imports what has arrived; one that was cut off goes on. Handler of `runImport`. */
export async function runQueued(deps: Deps, { importId }: { importId: string }): Promise<void> {
  const run = runById(deps, importId)
  if (!run || (run.state !== 'queued' && run.state !== 'running')) return
  try {
    await bring(deps, run)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'UNAVAILABLE') throw error
    failRun(deps, importId, error)
  }
  await removeFolder(deps, importId)
}

/** An import that failed at every try is over. */
export function giveUpRun(deps: Deps, { importId }: { importId: string }, reason: unknown): void {
  const unavailable = new DomainError('UNAVAILABLE', 'common.errors.UNAVAILABLE')
  failRun(deps, importId, reason instanceof DomainError ? reason : unavailable)
}

/** Removes what nobody started, old reports, and folders without an import. Handler of `sweepImports`. */
export async function sweepRuns(deps: Deps): Promise<void> {
  const { state, activeAt, id } = coupleImportRun
  const now = deps.clock.now()
  const over = and(inArray(state, ['done', 'failed']), lt(activeAt, now - keptReport))
  deps.db.delete(coupleImportRun).where(over).run()
  deps.db
    .delete(coupleImportRun)
    .where(and(eq(state, 'open'), lt(activeAt, now - keptOpen)))
    .run()
  const kept = deps.db
    .select({ id })
    .from(coupleImportRun)
    .where(notInArray(state, ['done', 'failed']))
    .all()
  const known = new Set(kept.map((run) => run.id))
  // What is being read has a copy there.
  await readInTurn(deps, async () => {
    for (const name of await fs.readdir(importsFolder(deps)).catch(() => [])) {
      if (!known.has(name)) await removeFolder(deps, name)
    }
  })
}
