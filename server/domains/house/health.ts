import fs from 'node:fs'
import type { HealthLine, HealthView } from '../../../shared/health.ts'
import { databaseCheck } from '../../../shared/house.ts'
import { isoInstant } from '../../platform/clock.ts'
import { readsWell } from '../../platform/db/check.ts'
import type { Deps } from '../../platform/deps.ts'
import type { HealthCheck, HealthReport } from '../../platform/domain.ts'
import { keepLook, lastLook, watchedLines } from './health-watch.ts'

interface Looked {
  readonly check: HealthCheck
  readonly report: HealthReport
}

/** Asks every check; one that fails itself is a red line. */
const look = (deps: Deps): Promise<Looked[]> =>
  Promise.all(
    deps.catalog.health.map(async (check) => {
      try {
        return { check, report: await check.check(deps) }
      } catch (error) {
        deps.log.error({ err: error, name: check.name }, 'A health check failed')
        return { check, report: { state: 'red', message: 'house.health.checkFailed' } as const }
      }
    }),
  )

const instantOf = (at: number | null | undefined): string | null =>
  at === null || at === undefined ? null : isoInstant(at)

/** Every line of the health page as it is now. */
export async function healthView(deps: Deps): Promise<HealthView> {
  const looked = await look(deps)
  const watched = watchedLines(deps)
  const lines = looked.map(
    ({ check: { name, cure }, report: { state, message, args = {}, at, cure: own } }): HealthLine => {
      const known = watched.get(name)
      return {
        ...{ name, state, message, args, at: instantOf(at) },
        cure: state === 'ok' || !cure ? null : { text: own ?? cure.text, to: cure.to ?? null },
        since: known?.state === state ? isoInstant(known.since) : null,
      }
    },
  )
  return { lines, lookedAt: isoInstant(deps.clock.now()), watchedAt: instantOf(lastLook(deps)) }
}

/** The regular look. Handler of `watchHealth`. */
export async function watchHealth(deps: Deps): Promise<void> {
  const looked = await look(deps)
  keepLook(
    deps,
    looked.map(({ check: { name }, report: { state } }) => ({ name, state })),
  )
}

/** Reads the whole database once. Handler of `checkDatabase`. */
export async function keepDatabaseCheck(deps: Deps): Promise<void> {
  deps.settings.set(databaseCheck, { sound: await readsWell(deps.db), at: deps.clock.now() })
}

/** Whether the house can answer and keep things: for monitors, without a word about its inside. */
export function isWell(deps: Deps): boolean {
  try {
    lastLook(deps)
    for (const folder of [deps.config.dataFolder, deps.config.uploadsFolder]) fs.accessSync(folder, fs.constants.W_OK)
    return true
  } catch {
    return false
  }
}
