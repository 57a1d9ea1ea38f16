import { and, eq, isNull, ne, type SQL } from 'drizzle-orm'
import { countRows } from '../../platform/db/count.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Belongings } from '../../platform/domain.ts'
import { personViews } from '../accounts/accounts.ts'
import { tellOfMemory } from './memories.ts'
import { tellOfGiven } from './notices.ts'
import { partnerAccounts } from './partners.ts'
import { memory, perspective } from './tables.ts'

/** Drafts and private memories; what was shared is the couple's and stays, what its author deleted goes to nobody. */
const own = (accountId: number): SQL | undefined =>
  and(eq(memory.author, accountId), ne(memory.status, 'shared'), isNull(memory.deletedAt))

const otherPartners = (deps: Deps, accountId: number): number[] =>
  partnerAccounts(deps).filter((partner) => partner !== accountId)

const nameOf = (deps: Deps, accountId: number): string => personViews(deps, [accountId]).get(accountId)?.name ?? ''

function handOver(deps: Deps, from: number, to: number): void {
  const teller = nameOf(deps, from)
  const given = deps.db.update(memory).set({ author: to, teller }).where(own(from)).returning().all()
  for (const row of given) tellOfMemory(deps, row)
  tellOfGiven(deps, to, { from: teller, count: given.length }, from)
}

/** Keeps under what a person told and hoped the name of whoever did, when their account goes. */
export function keepTeller(deps: Deps, { accountId }: { accountId: number }): void {
  const teller = nameOf(deps, accountId)
  const told = and(eq(memory.author, accountId), isNull(memory.teller))
  deps.db.update(memory).set({ teller }).where(told).run()
  deps.db.update(perspective).set({ teller }).where(eq(perspective.author, accountId)).run()
}

/** Deletes them. They are nobody's from then on: nobody sees or restores them until they are purged. */
function remove(deps: Deps, accountId: number): void {
  deps.db.update(memory).set({ deletedAt: deps.clock.now(), author: null }).where(own(accountId)).run()
}

/** What a partner wrote for themselves. */
export const ownMemories: Belongings = {
  label: 'coupleEditor.belongings.memories',
  count: (deps, accountId) => countRows(deps.db, memory, own(accountId)),
  heirs: otherPartners,
  handOver,
  remove,
}
