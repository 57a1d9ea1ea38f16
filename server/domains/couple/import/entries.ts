import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Deps } from '../../../platform/deps.ts'
import type { OldContent, OldMemory, OldPerspective } from './old-database.ts'
import { coupleImport, coupleImportSite } from './tables.ts'

export type ImportEntry = typeof coupleImport.$inferSelect
export type ImportKind = ImportEntry['kind']

/** SHA-256 of values. */
export const fingerprintOf = (...values: readonly (string | null)[]): string =>
  createHash('sha256').update(JSON.stringify(values)).digest('hex')

export const memoryFingerprint = ({ title, description, photoUrl, createdAt }: OldMemory): string =>
  fingerprintOf(title, description, photoUrl, createdAt)

/** Names a memory within its old site: SQLite gives the number of a deleted one again, but not at the same moment. */
export const memoryReference = (old: OldMemory): string =>
  old.id === null ? memoryFingerprint(old) : `${old.id} ${old.createdAt ?? ''}`

/** Names a perspective within its old site. */
export const perspectiveReference = ({ number, content }: OldPerspective): string =>
  number === null ? fingerprintOf(content) : String(number)

/** What became of a thing of an old site; undefined where it never came. */
export const entryOf = (deps: Deps, site: number, kind: ImportKind, reference: string): ImportEntry | undefined =>
  deps.db
    .select()
    .from(coupleImport)
    .where(and(eq(coupleImport.site, site), eq(coupleImport.kind, kind), eq(coupleImport.reference, reference)))
    .get()

/** Remembers what became of a thing, in the transaction that wrote the thing. */
export function writeEntry(deps: Deps, entry: ImportEntry): void {
  const { site, kind, reference } = coupleImport
  deps.db
    .insert(coupleImport)
    .values(entry)
    .onConflictDoUpdate({ target: [site, kind, reference], set: entry })
    .run()
}

/** The fields of the couple's row that an old site has too. */
export const fields = ['startDate', 'homeMessage', 'introText'] as const

/** How well what was imported from a site fits another look at one: above 0 it is the same. */
function likeness(entries: readonly ImportEntry[], content: OldContent): number {
  const known = new Map(entries.map((entry) => [`${entry.kind} ${entry.reference}`, entry]))
  const knownIds = new Set(
    entries.flatMap(({ kind, reference }) => (kind === 'memory' ? (reference.split(' ')[0] ?? []) : [])),
  )
  const ofMemory = (old: OldMemory): number => {
    const entry = known.get(`memory ${memoryReference(old)}`)
    if (!entry) return knownIds.has(String(old.id)) ? -1 : 0
    return old.createdAt !== null || entry.fingerprint === memoryFingerprint(old) ? 1 : 0
  }
  const memories = content.memories.reduce((sum, old) => sum + ofMemory(old), 0)
  if (memories !== 0) return memories
  const sameField = (name: (typeof fields)[number]) =>
    known.get(`field ${name}`)?.fingerprint === fingerprintOf(content.couple[name])
  const samePerspective = (old: OldPerspective) =>
    known.get(`perspective ${perspectiveReference(old)}`)?.fingerprint === fingerprintOf(old.content.trim())
  const isSame =
    fields.some((name) => content.couple[name] && sameField(name)) || content.perspectives.some(samePerspective)
  return isSame ? 1 : 0
}

/** The old site that this one was before, by what came from it; null where it is a new one. */
export function knownSite(deps: Deps, content: OldContent): number | null {
  const bySite = Map.groupBy(deps.db.select().from(coupleImport).all(), ({ site }) => site)
  const ranked = [...bySite]
    .map(([site, entries]) => ({ site, likeness: likeness(entries, content) }))
    .sort((a, b) => b.likeness - a.likeness)
  const [best] = ranked
  return best && best.likeness > 0 ? best.site : null
}

/** The number of this old site, a new one where it was never seen. */
export function siteOf(deps: Deps, content: OldContent): number {
  return deps.inTx(
    () =>
      knownSite(deps, content) ??
      deps.db.insert(coupleImportSite).values({ createdAt: deps.clock.now() }).returning().get().id,
  )
}
