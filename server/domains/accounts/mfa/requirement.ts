import { and, inArray, isNull } from 'drizzle-orm'
import { DomainError } from '../../../../shared/errors.ts'
import { type MfaRequirement, mfaSettings } from '../../../../shared/mfa.ts'
import type { SignedIn } from '../../../platform/actor.ts'
import { record } from '../../../platform/audit/audit.ts'
import type { Deps } from '../../../platform/deps.ts'
import { endOtherSessions } from '../sessions.ts'
import { type AccountRow, account } from '../tables.ts'
import { demandedOf } from './demand.ts'
import { hasMfa } from './totp.ts'

const adminsWithout = (deps: Deps): AccountRow[] =>
  deps.db
    .select()
    .from(account)
    .where(and(inArray(account.role, [...demandedOf]), isNull(account.disabledAt)))
    .all()
    .filter(({ id }) => !hasMfa(deps, id))

/** What the house demands of its admins, and who does not fulfil it yet. */
export const requirementView = (deps: Deps): MfaRequirement => ({
  requiredOfAdmins: deps.settings.get(mfaSettings).requiredOfAdmins,
  without: adminsWithout(deps).map(({ name }) => name),
})

/**
 * Demands a second factor of every admin, or no longer. Those who have none are signed out and set one up when they
 * come back.
 * @throws {DomainError} CONFLICT where whoever demands it has none
 */
export function requireMfa(deps: Deps, actor: SignedIn, on: boolean): MfaRequirement {
  if (on && !hasMfa(deps, actor.account.id)) throw new DomainError('CONFLICT', 'mfa.errors.ownFirst')
  deps.inTx(() => {
    const before = deps.settings.get(mfaSettings)
    const after = { requiredOfAdmins: on }
    deps.settings.set(mfaSettings, after)
    record(deps, actor, 'mfa.acts.requirement', before, after)
    if (!on) return
    for (const { id } of adminsWithout(deps)) endOtherSessions(deps, id, null)
  })
  return requirementView(deps)
}
