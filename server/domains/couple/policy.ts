import { eq, sql } from 'drizzle-orm'
import { administerCouple } from '../../../shared/couple.ts'
import { deletedKeptDays } from '../../../shared/couple-limits.ts'
import { DomainError } from '../../../shared/errors.ts'
import { type Actor, can, isSignedIn, type SignedIn } from '../../platform/actor.ts'
import { days } from '../../platform/clock.ts'
import { prepared } from '../../platform/db/open.ts'
import type { Deps } from '../../platform/deps.ts'
import { isPartner } from './partners.ts'
import { linkHash, readCouple } from './row.ts'
import { memory } from './tables.ts'

declare const authorized: unique symbol

/** What only a function of this file gives out, after it asked whether the actor may. */
export type Authorized<T> = T & { readonly [authorized]: true }

export type MemoryRow = typeof memory.$inferSelect

/** One of the two: may write what is the couple's. */
export type Partner = Authorized<SignedIn>

const memoryById = prepared((db) =>
  db
    .select()
    .from(memory)
    .where(eq(memory.id, sql.placeholder('id')))
    .prepare(),
)

/**
 * The actor as one who may write.
 * @throws {DomainError} UNAUTHENTICATED for a visitor, FORBIDDEN for everybody else
 */
export function partnerOf(deps: Deps, actor: Actor): Partner {
  if (!isSignedIn(actor)) throw new DomainError('UNAUTHENTICATED', 'common.errors.UNAUTHENTICATED')
  if (!isPartner(deps, actor)) throw new DomainError('FORBIDDEN', 'couple.errors.notPartner')
  return actor as Partner
}

/**
 * Whoever fills the house with examples: writes them though they may be no partner.
 * @throws {DomainError} FORBIDDEN
 */
export function writerOfExamples(actor: Actor): Partner {
  if (!isSignedIn(actor) || !can(actor, administerCouple)) {
    throw new DomainError('FORBIDDEN', 'common.errors.FORBIDDEN')
  }
  return actor as Partner
}

/**
 * Whoever may bring an old site's content in: one of the two, or who names them.
 * @throws {DomainError} UNAUTHENTICATED for a visitor, FORBIDDEN for everybody else
 */
export function importerOf(deps: Deps, actor: Actor): Partner {
  if (isSignedIn(actor) && can(actor, administerCouple)) return actor as Partner
  return partnerOf(deps, actor)
}

/** Whoever an import of {@link importerOf}, or of the machine's command line, writes as. */
export const writerOfImport = (actor: SignedIn): Partner => actor as Partner

/** Whether the actor may see what the two share. */
export function mayView(deps: Deps, actor: Actor): boolean {
  const { visibility } = readCouple(deps)
  if (visibility === 'public' || isPartner(deps, actor)) return true
  return visibility === 'link' && actor.shares.has(linkHash(deps))
}

/** @throws {DomainError} NOT_FOUND where the couple is closed to the actor: it need not know that there is one. */
export function requireView(deps: Deps, actor: Actor): void {
  if (!mayView(deps, actor)) throw new DomainError('NOT_FOUND', 'common.errors.NOT_FOUND')
}

/** Whose drafts and private memories the actor sees: the account's id, or 0 for nobody's. */
export const ownAuthor = (deps: Deps, actor: Actor): number =>
  isSignedIn(actor) && isPartner(deps, actor) ? actor.account.id : 0

/** Whether the actor sees this memory, which may be deleted. */
function sees(deps: Deps, actor: Actor, row: MemoryRow): boolean {
  return row.status === 'shared' ? mayView(deps, actor) : row.author === ownAuthor(deps, actor)
}

/** A memory, whoever may see it; deleted ones included. */
export const memoryOf = (deps: Deps, id: number): MemoryRow | undefined => memoryById(deps.db).get({ id })

const gone = () => new DomainError('NOT_FOUND', 'couple.errors.memoryGone')

/** Whether the actor sees the memory of this id, and so its photographs. */
export function seesMemory(deps: Deps, actor: Actor, id: number): boolean {
  const row = memoryOf(deps, id)
  return row !== undefined && row.deletedAt === null && sees(deps, actor, row)
}

/** Whether anybody sees the memory of this id. */
export function isPublicMemory(deps: Deps, id: number): boolean {
  const row = memoryOf(deps, id)
  return row?.deletedAt === null && row.status === 'shared' && readCouple(deps).visibility === 'public'
}

/** @throws {DomainError} NOT_FOUND where it does not exist for the actor */
export function memoryToRead(deps: Deps, actor: Actor, id: number): MemoryRow {
  const row = memoryOf(deps, id)
  if (!row || row.deletedAt !== null || !sees(deps, actor, row)) throw gone()
  return row
}

/** A memory that this partner may change: a shared one or an own one. Throws as {@link memoryToRead}. */
export const memoryToChange = (deps: Deps, by: Partner, id: number): Authorized<MemoryRow> =>
  memoryToRead(deps, by, id) as Authorized<MemoryRow>

/** How long a deleted memory may be brought back, in milliseconds. */
export const keptDeleted = days(deletedKeptDays)

/** What was deleted before this moment, in milliseconds since the epoch, nobody can bring back. */
export const restorableSince = (deps: Deps): number => deps.clock.now() - keptDeleted

const mayRestore = (deps: Deps, by: Actor, row: MemoryRow): boolean =>
  row.deletedAt !== null && row.deletedAt >= restorableSince(deps) && isPartner(deps, by) && sees(deps, by, row)

/**
 * Whether the actor sees the photographs of this deleted memory: whoever may bring it back does, in person. An address
 * that was signed in their name, which comes without a session, opens nothing that is deleted.
 */
export function seesDeleted(deps: Deps, actor: Actor, id: number): boolean {
  if (!isSignedIn(actor) || actor.account.sessionId === null) return false
  const row = memoryOf(deps, id)
  return row !== undefined && mayRestore(deps, actor, row)
}

/** A deleted memory that this partner may bring back, or remove for good. Throws as {@link memoryToRead}. */
export function memoryToRestore(deps: Deps, by: Partner, id: number): Authorized<MemoryRow> {
  const row = memoryOf(deps, id)
  if (!row || !mayRestore(deps, by, row)) throw gone()
  return row as Authorized<MemoryRow>
}

/** A memory that an import wrote, for that import to follow the old site; undefined where it is deleted. */
export function memoryToFollow(deps: Deps, _by: Partner, id: number): Authorized<MemoryRow> | undefined {
  const row = memoryOf(deps, id)
  return row?.deletedAt === null ? (row as Authorized<MemoryRow>) : undefined
}
