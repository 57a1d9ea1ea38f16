import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { DomainError } from '../../../../shared/errors.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import { record } from '../../../platform/audit/audit.ts'
import type { Deps } from '../../../platform/deps.ts'
import { notify } from '../../notices/notify.ts'
import { houseGiven } from '../notices.ts'
import { provePasswordOf } from '../proof.ts'
import { account } from '../tables.ts'
import { type AccountRow, personOf } from './rules.ts'

type Heir = Pick<AccountRow, 'id' | 'disabledAt'>

const isHeir = (ownerId: number, row: Heir): boolean => row.id !== ownerId && row.disabledAt === null

/** Whether this is somebody to whom the actor, as the owner, may hand the house over. */
export const mayTakeHouse = ({ account: { id, role } }: SignedIn, row: Heir): boolean =>
  role === 'owner' && isHeir(id, row)

/** @throws {DomainError} FORBIDDEN where the actor is not the owner, or is no longer */
function ownerAsking(deps: Deps, actor: SignedIn): AccountRow {
  const row = personOf(deps, actor.account.id)
  if (row.role !== 'owner') throw new DomainError('FORBIDDEN', 'people.errors.notOwner')
  return row
}

/** @throws {DomainError} NOT_FOUND, CONFLICT for a disabled account and for the owner's own */
function heirOf(deps: Deps, owner: AccountRow, id: number): AccountRow {
  const row = personOf(deps, id)
  if (!isHeir(owner.id, row)) throw new DomainError('CONFLICT', 'people.errors.noHeir')
  return row
}

/**
 * Makes another person the owner; the former one stays as an admin. Of several tries at once one succeeds.
 * @throws {DomainError} FORBIDDEN for everybody but the owner and for a wrong password, LIMIT after many of these,
 *   NOT_FOUND, CONFLICT for a disabled account
 */
export async function handOverHouse(
  deps: Deps,
  actor: SignedIn,
  { id, password }: { id: number; password: string },
): Promise<void> {
  const owner = ownerAsking(deps, actor)
  heirOf(deps, owner, id)
  await provePasswordOf(deps, owner, password, actor.address)
  deps.inTx(() => {
    const former = ownerAsking(deps, actor)
    const next = heirOf(deps, former, id)
    deps.db.update(account).set({ role: 'admin' }).where(eq(account.id, former.id)).run()
    deps.db.update(account).set({ role: 'owner' }).where(eq(account.id, next.id)).run()
    notify(deps, houseGiven, next.id, { from: former.name }, randomUUID())
    deps.onCommit(() => deps.live.renew(new Set([former.id, next.id])))
    record(deps, actor, 'people.acts.handedOver', { owner: former.name }, { owner: next.name })
  })
}
