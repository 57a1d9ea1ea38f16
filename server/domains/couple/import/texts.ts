import { eq } from 'drizzle-orm'
import { chosenNumber } from '../../../../shared/couple.ts'
import { longest } from '../../../../shared/couple-limits.ts'
import type { Deps } from '../../../platform/deps.ts'
import { tellOfCouple } from '../couple.ts'
import { nextNumber, type PerspectiveRow, writeOldPerspective } from '../perspectives.ts'
import { readCouple, writeCouple, zoneOf } from '../row.ts'
import { perspective } from '../tables.ts'
import { type Bringing, cut } from './bring.ts'
import { entryOf, fields, fingerprintOf, perspectiveReference, writeEntry } from './entries.ts'
import type { OldPerspective } from './old-database.ts'
import { dayIn, readOldDate } from './old-dates.ts'

type Field = (typeof fields)[number]

const keptNotes = {
  startDate: 'startDateKept',
  homeMessage: 'homeMessageKept',
  introText: 'introTextKept',
} as const

/** A field of the old site as this house writes it; empty where it says nothing. */
function fieldValue({ deps, old, tally }: Bringing, field: Field): string {
  const { startDate, homeMessage, introText } = old.couple
  if (field === 'startDate') {
    const date = readOldDate(startDate)
    if (startDate !== null && !date) tally.note('startDateUnread', { value: cut(startDate, 80) })
    return date ? dayIn(zoneOf(deps), date) : ''
  }
  const text = (field === 'homeMessage' ? homeMessage : introText).replaceAll('\r\n', '\n').trim()
  if (text.length > longest[field]) tally.note('textCut', { field, limit: longest[field] })
  return cut(text, longest[field])
}

/** Fills a field of the couple's that is empty, or follows the old site where nobody wrote into it here. */
function bringField(bringing: Bringing, field: Field): void {
  const { deps, site, isLook, tally, old } = bringing
  const value = fieldValue(bringing, field)
  if (value === '') return
  const fingerprint = fingerprintOf(old.couple[field])
  const entry = site === null ? undefined : entryOf(deps, site, 'field', field)
  if (entry?.fingerprint === fingerprint) return
  const here = readCouple(deps)[field] ?? ''
  // One that was emptied here stays empty.
  const isUntouched = here === '' ? !entry : entry?.written === fingerprintOf(here)
  if (here !== value && !isUntouched) return void tally.note(keptNotes[field])
  if (here !== value) tally.fillField()
  if (isLook || site === null) return
  if (here !== value) {
    writeCouple(deps, { [field]: value, changedBy: null })
    tellOfCouple(deps)
  }
  writeEntry(deps, {
    ...{ site, kind: 'field', reference: field, target: null, fingerprint },
    written: fingerprintOf(value),
    revision: null,
  })
}

/** Start date, message and introduction: what the couple has already is not overwritten. */
export const bringFields = (bringing: Bringing): void =>
  bringing.deps.inTx(() => {
    for (const field of fields) bringField(bringing, field)
  })

/** The perspective that bears this number here. */
const atNumber = (deps: Deps, number: number): PerspectiveRow | undefined =>
  deps.db.select().from(perspective).where(eq(perspective.number, number)).get()

/** Whether an old perspective's number is free here. */
export const keepsPlace = (deps: Deps, { number }: OldPerspective): boolean =>
  number !== null && chosenNumber.safeParse(number).success && atNumber(deps, number) === undefined

/** Brings one perspective, once, under its own number where that is free. */
export const bringPerspective = (bringing: Bringing, old: OldPerspective): void =>
  bringing.deps.inTx(() => {
    const { deps, site, tally } = bringing
    const text = old.content.replaceAll('\r\n', '\n').trim()
    const number = old.number ?? 0
    if (text === '') return tally.note('perspectiveEmpty', { number })
    const content = cut(text, longest.perspective)
    if (content !== text) tally.note('perspectiveCut', { number, limit: longest.perspective })
    const entry = site === null ? undefined : entryOf(deps, site, 'perspective', perspectiveReference(old))
    if (!entry) return createFrom(bringing, old, content)
    const row = atNumber(deps, entry.target ?? 0)
    if (entry.fingerprint === fingerprintOf(content)) return tally.count('perspectives', 'known')
    const isUntouched = row !== undefined && fingerprintOf(row.content) === entry.fingerprint
    if (!isUntouched) {
      tally.count('perspectives', 'known')
      return tally.note('perspectiveChangedHere', { number })
    }
    tally.count('perspectives', 'updated')
    if (bringing.isLook) return
    writeOldPerspective(deps, bringing.by, row.number, content)
    writeEntry(deps, { ...entry, fingerprint: fingerprintOf(content) })
  })

function createFrom(bringing: Bringing, old: OldPerspective, content: string): void {
  const { deps, by, site, isLook, tally } = bringing
  const number = old.number ?? 0
  const isSame = atNumber(deps, number)?.content === content
  const isFree = keepsPlace(deps, old)
  tally.count('perspectives', isSame ? 'known' : 'brought')
  if (isLook || site === null) {
    if (!isSame && !isFree) tally.note('perspectiveTaken', { number })
    return
  }
  const target = isSame || isFree ? number : nextNumber(deps)
  if (!isSame) writeOldPerspective(deps, by, target, content)
  if (target !== number) tally.note('perspectiveRenumbered', { before: number, after: target })
  writeEntry(deps, {
    ...{ site, kind: 'perspective', reference: perspectiveReference(old), target },
    ...{ fingerprint: fingerprintOf(content), written: null, revision: null },
  })
}
