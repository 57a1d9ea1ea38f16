import { and, eq, max, sql } from 'drizzle-orm'
import type { AbilityDefinition, LimitDefinition, Role } from '../../../shared/definitions.ts'
import { type Database, prepared } from '../db/open.ts'
import { groupAbility, groupLimit, groupMember } from './tables.ts'

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

/** The value of a limit for a person, in the limit's unit: the most generous of their groups, else the standard. */
export function limitOf(db: Database, accountId: number, limit: LimitDefinition): number {
  const row = db
    .select({ value: max(groupLimit.value) })
    .from(groupMember)
    .innerJoin(groupLimit, eq(groupLimit.groupId, groupMember.groupId))
    .where(and(eq(groupMember.accountId, accountId), eq(groupLimit.name, limit.name)))
    .get()
  return row?.value ?? limit.standard
}
