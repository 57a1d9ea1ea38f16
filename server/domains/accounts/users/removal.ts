import { eq } from 'drizzle-orm'
import { DomainError } from '../../../../shared/errors.ts'
import type { MessageKey } from '../../../../shared/messages/catalogue.gen.ts'
import type { BelongingsChoice, BelongingsView } from '../../../../shared/people.ts'
import { leaveGroups } from '../../../platform/abilities/leave.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import { record } from '../../../platform/audit/audit.ts'
import type { Deps } from '../../../platform/deps.ts'
import { personViews } from '../accounts.ts'
import { accountRemoved } from '../events.ts'
import { account } from '../tables.ts'
import { forgetFailures } from '../throttle.ts'
import { personToManage } from './rules.ts'
import { stopAccount } from './users.ts'

/**
 * What a person has in the house, with whoever could have it instead: to be asked before they are deleted.
 * @throws {DomainError} as `personToManage`
 */
export function belongingsOf(deps: Deps, actor: SignedIn, id: number): BelongingsView[] {
  personToManage(deps, actor, id)
  return [...deps.catalog.belongings.values()].flatMap((kind) => {
    const count = kind.count(deps, id)
    if (count === 0) return []
    const heirs = [...personViews(deps, kind.heirs(deps, id)).values()].map((heir) => ({
      id: heir.id,
      name: heir.name,
    }))
    return [{ label: kind.label, count, heirs }]
  })
}

/** Does with each kind of things what was chosen, and tells it by the kind's label. */
function settle(deps: Deps, id: number, choices: readonly BelongingsChoice[]): Record<string, string> {
  const settled: Record<string, string> = {}
  for (const kind of deps.catalog.belongings.values()) {
    if (kind.count(deps, id) === 0) continue
    const choice = choices.find(({ label }) => label === kind.label)
    const heir = choice?.to ?? null
    if (!choice || (heir !== null && !kind.heirs(deps, id).includes(heir))) {
      throw new DomainError('CONFLICT', 'people.errors.belongingsChanged')
    }
    if (heir === null) kind.remove(deps, id)
    else kind.handOver(deps, id, heir)
    const deleted: MessageKey = 'people.acts.thingsDeleted'
    settled[kind.label] = heir === null ? deleted : (personViews(deps, [heir]).get(heir)?.name ?? '')
  }
  return settled
}

/**
 * Deletes an account for good, whole or not at all. The contact and what the audit log says of them stay.
 * @throws {DomainError} as `personToManage`; CONFLICT where no choice, or none that is possible, was made for things of
 *   theirs
 */
export function removePerson(deps: Deps, actor: SignedIn, id: number, choices: readonly BelongingsChoice[]): void {
  deps.inTx(() => {
    const { name, username, email, role } = personToManage(deps, actor, id)
    const settled = settle(deps, id, choices)
    stopAccount(deps, id)
    deps.raise(accountRemoved, { accountId: id })
    leaveGroups(deps.db, id)
    forgetFailures(deps, { accountId: id })
    deps.db.delete(account).where(eq(account.id, id)).run()
    record(deps, actor, 'people.acts.removed', { name, username, email, role }, settled)
  })
}
