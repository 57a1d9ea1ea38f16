import { eq, sql } from 'drizzle-orm'
import type { AbilityDefinition, LimitDefinition, Role } from '../../../shared/definitions.ts'
import { type Database, prepared } from '../db/open.ts'
import { groupAbility, groupMember } from './tables.ts'

const abilitiesOfAccount = prepared((db) =>
  db
    .selectDistinct({ ability: groupAbility.ability })
    .from(groupMember)
    .innerJoin(groupAbility, eq(groupAbility.groupId, groupMember.groupId))
    .where(eq(groupMember.accountId, sql.placeholder('accountId')))
    .prepare(),
)

/** What a person may do: the owner everything, others what their role brings and what their groups add. */
export function abilitiesOf(
  db: Database,
  known: readonly AbilityDefinition[],
  account: { id: number; role: Role },
): ReadonlySet<string> {
  if (account.role === 'owner') return new Set(known.map((ability) => ability.name))
  const byRole = known.filter((ability) => ability.roles.includes(account.role)).map((ability) => ability.name)
  const byGroup = abilitiesOfAccount(db).all({ accountId: account.id })
  return new Set([...byRole, ...byGroup.map((row) => row.ability)])
}

const limitOfAccount = prepared((db) =>
  db.$client
    .prepare<[number, string], number | null>(
      `SELECT max(group_limit.value)
        FROM group_member JOIN group_limit ON group_limit.group_id = group_member.group_id
        WHERE group_member.account_id = +? AND group_limit.name = +?`,
    )
    .pluck(),
)

/** The value of a limit for a person, in the limit's unit: the most generous of their groups, else the standard. */
export const limitOf = (db: Database, accountId: number, limit: LimitDefinition): number =>
  limitOfAccount(db).get(accountId, limit.name) ?? limit.standard
