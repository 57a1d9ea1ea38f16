import { max } from 'drizzle-orm'
import type { HealthState } from '../../../shared/health.ts'
import type { Deps } from '../../platform/deps.ts'
import { ownerId } from '../accounts/addressee.ts'
import { notify } from '../notices/notify.ts'
import { healthChanged } from './notices.ts'
import { healthLine } from './tables.ts'

type LineRow = typeof healthLine.$inferSelect

/** What a look found of one line. */
export interface Found {
  readonly name: string
  readonly state: HealthState
}

/** When the house last looked by itself, in milliseconds since the epoch. */
export const lastLook = (deps: Deps): number | null =>
  deps.db
    .select({ at: max(healthLine.lookedAt) })
    .from(healthLine)
    .get()?.at ?? null

/** What counts of each line, by its name. */
export const watchedLines = (deps: Deps): ReadonlyMap<string, LineRow> =>
  new Map(
    deps.db
      .select()
      .from(healthLine)
      .all()
      .map((row) => [row.name, row]),
  )

/** A state counts when two looks in a row found it, so that a flicker tells nobody. */
function nextRow(before: LineRow | undefined, { name, state }: Found, now: number): Omit<LineRow, 'toldRed'> {
  if (!before) {
    // Nobody is told that a line was well at its first look; a red one has to be found again.
    const counted = state === 'red' ? 'ok' : state
    return { name, state: counted, since: now, found: state, foundSince: now, lookedAt: now }
  }
  if (state !== before.found) return { ...before, found: state, foundSince: now, lookedAt: now }
  if (state === before.state) return { ...before, lookedAt: now }
  return { ...before, state, since: before.foundSince, lookedAt: now }
}

/** Keeps what a regular look found; the owner is told once of a line that turned red, and once when it is well again. */
export function keepLook(deps: Deps, found: readonly Found[]): void {
  const now = deps.clock.now()
  deps.inTx(() => {
    const known = watchedLines(deps)
    for (const one of found) {
      const before = known.get(one.name)
      const next = nextRow(before, one, now)
      const wasToldRed = before !== undefined && (before.toldRed || before.state === 'red')
      const isWell = next.state === 'ok' || next.state === 'off'
      const row = { ...next, toldRed: next.state === 'red' || (wasToldRed && !isWell) }
      deps.db.insert(healthLine).values(row).onConflictDoUpdate({ target: healthLine.name, set: row }).run()
      if (row.toldRed !== wasToldRed) tellOwner(deps, row)
    }
  })
}

function tellOwner(deps: Deps, { name, toldRed, since }: LineRow): void {
  const owner = ownerId(deps)
  if (owner === null) return
  const turned = toldRed ? 'red' : 'well'
  notify(deps, healthChanged, owner, { line: name, state: turned }, `${name} ${turned} ${since}`)
}
