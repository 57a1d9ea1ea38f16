import type { AbilityDefinition, LimitDefinition, Role } from '../../../shared/definitions.ts'
import type { Group } from './groups.ts'

type Members = Pick<Group, 'members'>

/** The groups that an account is in. */
export const groupsOf = <G extends Members>(groups: readonly G[], accountId: number): G[] =>
  groups.filter(({ members }) => members.includes(accountId))

/** Whether somebody holds an ability without any group. */
export const holdsByRole = (role: Role, ability: AbilityDefinition): boolean =>
  role === 'owner' || ability.roles.includes(role)

/** Which of a person's groups is the most generous with a limit; null where the standard holds. */
export function mostGenerous<G extends Pick<Group, 'limits'>>(
  own: readonly G[],
  limit: LimitDefinition,
): { group: G; value: number } | null {
  const offers = own.flatMap((group) =>
    group.limits.filter(({ name }) => name === limit.name).map(({ value }) => ({ group, value })),
  )
  return offers.reduce<{ group: G; value: number } | null>(
    (best, offer) => (best && best.value >= offer.value ? best : offer),
    null,
  )
}

/** The value of a limit for somebody in these groups, as `limitOf` reads it from the database. */
export const limitAmong = (own: readonly Pick<Group, 'limits'>[], limit: LimitDefinition): number =>
  mostGenerous(own, limit)?.value ?? limit.standard
