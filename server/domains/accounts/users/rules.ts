import { eq } from 'drizzle-orm'
import { DomainError } from '../../../../shared/errors.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { account } from '../tables.ts'

export type AccountRow = typeof account.$inferSelect

/** Anybody's account. Throws {@link DomainError} NOT_FOUND. */
export function personOf(deps: Deps, id: number): AccountRow {
  const row = deps.db.select().from(account).where(eq(account.id, id)).get()
  if (!row) throw new DomainError('NOT_FOUND', 'people.errors.unknown')
  return row
}

/** Whether nothing but the ability is needed: the owner is out of everybody's reach, and nobody manages themselves. */
export const mayManage = (actor: SignedIn, row: Pick<AccountRow, 'id' | 'role'>): boolean =>
  row.role !== 'owner' && row.id !== actor.account.id

/**
 * Somebody whose role or access the actor may change.
 * @throws {DomainError} NOT_FOUND, FORBIDDEN for the owner and for oneself
 */
export function personToManage(deps: Deps, actor: SignedIn, id: number): AccountRow {
  const row = personOf(deps, id)
  if (mayManage(actor, row)) return row
  throw new DomainError('FORBIDDEN', row.role === 'owner' ? 'people.errors.owner' : 'people.errors.self')
}
