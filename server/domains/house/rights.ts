import type { LimitDefinition } from '../../../shared/definitions.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { GroupLoss, LimitEffect, LimitValue, RightsView } from '../../../shared/groups.ts'
import { allGroups, type Group } from '../../platform/abilities/groups.ts'
import { groupsOf, holdsByRole, limitAmong, mostGenerous } from '../../platform/abilities/rights.ts'
import type { Deps } from '../../platform/deps.ts'
import { personViews } from '../accounts/accounts.ts'
import { groupById, presentAbility, presentLimit } from './groups.ts'

/** How much people use of a limit, by account; null where nobody counts it. */
const usesOf = (deps: Deps, limit: LimitDefinition): ReadonlyMap<number, number> | null =>
  deps.catalog.limitUses.get(limit.name)?.usedBy(deps) ?? null

const named = ({ id, name }: Group) => ({ id, name })

/** What a person may do, and which role or group gives it. Throws {@link DomainError} NOT_FOUND. */
export function rightsOf(deps: Deps, accountId: number): RightsView {
  const person = personViews(deps, [accountId]).get(accountId)
  if (!person) throw new DomainError('NOT_FOUND', 'common.errors.NOT_FOUND')
  const own = groupsOf(allGroups(deps), accountId)
  const byRole = person.role === 'owner' ? 'owner' : 'role'
  return {
    person,
    groups: own.map(named),
    abilities: deps.catalog.abilities.map((ability) => ({
      ...presentAbility(ability),
      byRole: holdsByRole(person.role, ability) ? byRole : null,
      byGroups: own.filter(({ abilities }) => abilities.includes(ability.name)).map(named),
    })),
    standings: deps.catalog.standings.filter(({ holds }) => holds(deps, accountId)).map(({ label }) => label),
    limits: deps.catalog.limits.map((limit) => {
      const best = mostGenerous(own, limit)
      const uses = usesOf(deps, limit)
      return {
        ...presentLimit(limit),
        value: best?.value ?? limit.standard,
        byGroup: best && named(best.group),
        used: uses && (uses.get(accountId) ?? 0),
      }
    }),
  }
}

/**
 * Whom the limits of a group would hold below what they use already, were it saved with these limits and members; those
 * who would leave it count too. Throws {@link DomainError} NOT_FOUND.
 */
export function limitEffects(
  deps: Deps,
  { id, limits, members }: { id: number; limits: readonly LimitValue[]; members: readonly number[] },
): LimitEffect[] {
  const before = groupById(deps, id)
  const groups = allGroups(deps).map((group) => (group.id === id ? { ...group, limits, members } : group))
  const concerned = [...new Set([...before.members, ...members])]
  return deps.catalog.limits.flatMap((limit) => {
    const uses = usesOf(deps, limit)
    const over = concerned
      .map((member) => ({ used: uses?.get(member) ?? 0, allowed: limitAmong(groupsOf(groups, member), limit) }))
      .filter(({ used, allowed }) => used > allowed)
    if (over.length === 0) return []
    return { name: limit.name, people: over.length, mostUsed: Math.max(...over.map(({ used }) => used)) }
  })
}

/** What the members of a group would lose without it. Throws {@link DomainError} NOT_FOUND. */
export function groupLoss(deps: Deps, id: number): GroupLoss {
  const group = groupById(deps, id)
  const others = allGroups(deps).filter((other) => other.id !== id)
  const people = [...personViews(deps, group.members).values()]
  const count = (isLost: (person: (typeof people)[number], left: Group[]) => boolean) =>
    people.filter((person) => isLost(person, groupsOf(others, person.id))).length
  const abilities = deps.catalog.abilities
    .filter(({ name }) => group.abilities.includes(name))
    .map((ability) => ({
      label: ability.label,
      people: count(
        ({ role }, left) =>
          !holdsByRole(role, ability) && !left.some((other) => other.abilities.includes(ability.name)),
      ),
    }))
  const limits = deps.catalog.limits.map((limit) => ({
    label: limit.label,
    people: count((_, left) => limitAmong(left, limit) < limitAmong([...left, group], limit)),
  }))
  const some = ({ people: count }: { people: number }) => count > 0
  return { members: people.length, abilities: abilities.filter(some), limits: limits.filter(some) }
}
