import { eq } from 'drizzle-orm'
import type { MemoryInput } from '../../../../shared/couple.ts'
import { longest } from '../../../../shared/couple-limits.ts'
import { siteSettings } from '../../../../shared/house.ts'
import type { MediaItem } from '../../../../shared/media.ts'
import type { Deps } from '../../../platform/deps.ts'
import { createMemory, editMemory } from '../memories.ts'
import { memoryOf, memoryToFollow } from '../policy.ts'
import { todayOf, zoneOf } from '../row.ts'
import { memory } from '../tables.ts'
import { type Bringing, cut } from './bring.ts'
import { entryOf, type ImportEntry, memoryFingerprint, memoryReference, writeEntry } from './entries.ts'
import type { OldMemory } from './old-database.ts'
import { dayIn, momentIn, readOldDate } from './old-dates.ts'
import { type FoundPhoto, findPhoto, takePhoto } from './photograph.ts'

/** What an old number may be at most: the next new memory gets the one after the highest. */
const highestNumber = 1_000_000_000

/** Whether an old memory's number is free here. */
export const keepsNumber = (deps: Deps, { id }: OldMemory): boolean =>
  id !== null && id <= highestNumber && memoryOf(deps, id) === undefined

/** Signs of a title in a remark. */
const longestName = 80

type Texts = Pick<MemoryInput, 'title' | 'text' | 'date'> & { readonly createdAt: number }

/** An old memory as this house writes it; what does not fit is remarked upon. */
function textsOf({ deps, tally }: Bringing, old: OldMemory): Texts {
  const zone = zoneOf(deps)
  const oneLine = old.title.replace(/\s+/g, ' ').trim()
  const words = deps.words(deps.settings.get(siteSettings).language)
  const title = cut(oneLine || words('coupleImport.untitled'), longest.title)
  // A title that is too long goes on in the text.
  const whole = oneLine.length > longest.title ? `${oneLine}\n\n${old.description}` : old.description
  const text = cut(whole.replaceAll('\r\n', '\n').trim(), longest.text)
  const moment = readOldDate(old.createdAt)
  if (oneLine === '') tally.note('memoryUntitled', { id: old.id ?? 0 })
  if (whole.trim().length > longest.text) tally.note('memoryCut', { title, limit: longest.text })
  if (!moment) tally.note('memoryUndated', { title })
  return {
    ...{ title, text },
    date: moment ? dayIn(zone, moment) : todayOf(deps),
    createdAt: moment ? momentIn(zone, moment) : deps.clock.now(),
  }
}

type Standing = 'new' | 'known' | 'changed' | 'changedHere' | 'deletedHere'

/** How an old memory stands to what came of it. */
function standingOf(
  { deps }: Bringing,
  entry: ImportEntry | undefined,
  fingerprint: string,
  photo: FoundPhoto | null,
): Standing {
  if (!entry) return 'new'
  const samePhoto = photo === null || photo.sha256 === entry.written
  if (entry.fingerprint === fingerprint && samePhoto) return 'known'
  const row = memoryOf(deps, entry.target ?? 0)
  if (!row || row.deletedAt !== null) return 'deletedHere'
  return row.revision === entry.revision ? 'changed' : 'changedHere'
}

/** An old memory on its way, and what is known of it. */
interface Arriving {
  readonly old: OldMemory
  /** Names it in remarks. */
  readonly name: string
  readonly reference: string
  readonly fingerprint: string
  readonly entry: ImportEntry | undefined
  readonly photo: FoundPhoto | null
}

/** Brings one memory with its photograph, once: what was changed or deleted here stays as it is here. */
export async function bringMemory(bringing: Bringing, old: OldMemory): Promise<void> {
  const { deps, site, tally, isLook } = bringing
  const reference = memoryReference(old)
  const fingerprint = memoryFingerprint(old)
  const name = cut(old.title.replace(/\s+/g, ' ').trim() || `№ ${old.id ?? '?'}`, longestName)
  const entry = site === null ? undefined : entryOf(deps, site, 'memory', reference)
  const photo = await findPhoto(bringing, old, name)
  const arriving = { old, name, reference, fingerprint, entry, photo }
  const standing = standingOf(bringing, entry, fingerprint, photo)
  if (standing === 'changedHere') tally.note('memoryChangedHere', { title: name })
  if (standing === 'deletedHere') tally.note('memoryDeletedHere', { title: name })
  if (standing === 'new' || standing === 'changed') {
    const texts = textsOf(bringing, old)
    if (isLook || site === null) countLook(bringing, arriving)
    else await write(bringing, arriving, texts, site)
    return
  }
  tally.count('memories', 'known')
  if (entry?.written) tally.count('photographs', 'known')
}

async function write(bringing: Bringing, arriving: Arriving, texts: Texts, site: number): Promise<void> {
  const { deps } = bringing
  const { reference, fingerprint, entry, photo, name } = arriving
  const isOtherPhoto = photo !== null && photo.sha256 !== entry?.written
  const taken = isOtherPhoto ? await takePhoto(bringing, photo, name) : null
  const pictures = taken ? [taken] : []
  const brought = {
    site,
    kind: 'memory' as const,
    reference,
    fingerprint,
    written: taken ? (photo?.sha256 ?? null) : null,
  }
  deps.inTx(() => {
    // Another import of the same site may have been quicker.
    const now = entryOf(deps, site, 'memory', reference)
    if (now) follow(bringing, now, brought, texts, pictures)
    else create(bringing, arriving, brought, texts, pictures)
  })
}

type Brought = Omit<ImportEntry, 'target' | 'revision'>

function create(
  { deps, by, tally }: Bringing,
  { old, name }: Arriving,
  brought: Brought,
  { createdAt, ...columns }: Texts,
  pictures: readonly MediaItem[],
): void {
  const isFree = keepsNumber(deps, old)
  const input = { ...columns, place: '', status: 'shared' as const, pictures: [...pictures] }
  const target = createMemory(deps, by, input, 'nobody', { createdAt, ...(isFree ? { id: old.id ?? 0 } : {}) })
  writeEntry(deps, { ...brought, target, revision: 1 })
  tally.count('memories', 'brought')
  if (pictures.length > 0) tally.count('photographs', 'brought')
  if (old.id === null) tally.note('memoryUnnumbered', { title: name })
  else if (!isFree) tally.note('memoryRenumbered', { title: name, before: String(old.id), after: String(target) })
}

function follow(
  { deps, by, tally }: Bringing,
  now: ImportEntry,
  brought: Brought,
  { createdAt: _, ...columns }: Texts,
  pictures: readonly MediaItem[],
): void {
  const row = memoryToFollow(deps, by, now.target ?? 0)
  const isSame = now.fingerprint === brought.fingerprint && (pictures.length === 0 || brought.written === now.written)
  if (!row || row.revision !== now.revision || isSame) return void tally.count('memories', 'known')
  editMemory(deps, by, row, { ...columns, ...(pictures.length > 0 ? { pictures: [...pictures] } : {}) }, null)
  // Nobody here wrote this.
  deps.db.update(memory).set({ changedBy: null }).where(eq(memory.id, row.id)).run()
  writeEntry(deps, { ...brought, written: brought.written ?? now.written, target: row.id, revision: row.revision + 1 })
  tally.count('memories', 'updated')
  if (pictures.length > 0) tally.count('photographs', now.written ? 'updated' : 'brought')
  else if (now.written) tally.count('photographs', 'known')
}

function countLook({ deps, tally }: Bringing, { old, name, entry, photo }: Arriving): void {
  tally.count('memories', entry ? 'updated' : 'brought')
  if (photo && photo.sha256 !== entry?.written) tally.count('photographs', entry?.written ? 'updated' : 'brought')
  else if (entry?.written) tally.count('photographs', 'known')
  if (entry) return
  if (old.id === null) tally.note('memoryUnnumbered', { title: name })
  else if (!keepsNumber(deps, old)) tally.note('memoryTaken', { title: name, id: String(old.id) })
}
