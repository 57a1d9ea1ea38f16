import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { siteSettings } from '../../../shared/house.ts'
import { prepared } from '../../platform/db/open.ts'
import type { Deps } from '../../platform/deps.ts'
import { tokenHash } from '../../platform/http/actor.ts'
import { couple } from './tables.ts'

export type CoupleRow = typeof couple.$inferSelect

/** The one row's id. */
export const coupleId = 1

const untouched: CoupleRow = {
  id: coupleId,
  startDate: null,
  startTime: null,
  timeZone: null,
  homeMessage: '',
  introText: '',
  visibility: 'partners',
  linkNumber: 1,
  changedBy: null,
  revision: 0,
}

const row = prepared((db) => db.select().from(couple).where(eq(couple.id, coupleId)).prepare())

/** The couple's row; until somebody wrote into it, one that is empty. */
export const readCouple = (deps: Deps): CoupleRow => row(deps.db).get() ?? untouched

type CoupleColumns = Partial<Omit<CoupleRow, 'id' | 'revision'>> & Pick<CoupleRow, 'changedBy'>

/** Writes columns of the couple's row, which gets a new revision. */
export function writeCouple(deps: Deps, change: CoupleColumns): void {
  const before = readCouple(deps)
  const after = { ...before, ...change, revision: before.revision + 1 }
  deps.db.insert(couple).values(after).onConflictDoUpdate({ target: couple.id, set: after }).run()
}

/** The couple's time zone: its own, else the house's. */
export const zoneOf = (deps: Deps): string => readCouple(deps).timeZone ?? deps.settings.get(siteSettings).timeZone

/** Today's date where the couple lives, `YYYY-MM-DD`. */
export const todayOf = (deps: Deps): string =>
  Temporal.Instant.fromEpochMilliseconds(deps.clock.now()).toZonedDateTimeISO(zoneOf(deps)).toPlainDate().toString()

/** What the couple's link carries. Nobody who reads the database can make it without the house's key. */
export const linkToken = (deps: Deps): string => deps.sign(`couple.link ${readCouple(deps).linkNumber}`)

/** What a browser that opened the link is known by. */
export const linkHash = (deps: Deps): string => tokenHash(linkToken(deps))
