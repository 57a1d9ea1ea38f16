import { and, eq, isNull, ne, type SQL } from 'drizzle-orm'
import { countRows } from '../../platform/db/count.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Belongings } from '../../platform/domain.ts'
import { tellOfMemory } from './memories.ts'
import { partnerAccounts } from './partners.ts'
import { memory } from './tables.ts'

/** Drafts and private memories; what was shared is the couple's and stays. */
const own = (accountId: number): SQL | undefined => and(eq(memory.author, accountId), ne(memory.status, 'shared'))

const undeleted = (accountId: number): SQL | undefined => and(own(accountId), isNull(memory.deletedAt))

const otherPartners = (deps: Deps, accountId: number): number[] =>
  partnerAccounts(deps).filter((partner) => partner !== accountId)

/** Gives them to another, those that were deleted and may still be brought back included. */
function handOver(deps: Deps, from: number, to: number): void {
  const given = deps.db.update(memory).set({ author: to }).where(own(from)).returning().all()
  for (const row of given) tellOfMemory(deps, row)
}

/**
 * Deletes them as the couple deletes: for a while they may be brought back, by the partner who is left, since nobody else
 * sees the couple's deleted memories.
 */
function remove(deps: Deps, accountId: number): void {
  const deletedAt = deps.clock.now()
  deps.db.update(memory).set({ deletedAt }).where(undeleted(accountId)).run()
  const [left] = otherPartners(deps, accountId)
  if (left !== undefined) handOver(deps, accountId, left)
}

/** What a partner wrote for themselves. */
export const ownMemories: Belongings = {
  label: 'coupleEditor.belongings.memories',
  count: (deps, accountId) => countRows(deps.db, memory, undeleted(accountId)),
  heirs: otherPartners,
  handOver,
  remove,
}
