import { and, eq, inArray, sql } from 'drizzle-orm'
import type { LimitValue } from '../../../shared/groups.ts'
import type { Deps } from '../deps.ts'
import { group, groupAbility, groupLimit, groupMember } from './tables.ts'

/** A group with all that it gives and to whom. */
export interface Group {
  readonly id: number
  readonly name: string
  readonly revision: number
  readonly changedBy: number | null
  readonly abilities: readonly string[]
  readonly limits: readonly LimitValue[]
  /** Ids of accounts; one may be gone. */
  readonly members: readonly number[]
}

/** What of a group is changed. */
export type GroupContent = Pick<Group, 'name' | 'abilities' | 'limits' | 'members'>

/** Every group, by name. A house has few of them. */
export function allGroups({ db }: Pick<Deps, 'db'>): Group[] {
  const abilities = Map.groupBy(db.select().from(groupAbility).all(), ({ groupId }) => groupId)
  const limits = Map.groupBy(db.select().from(groupLimit).all(), ({ groupId }) => groupId)
  const members = Map.groupBy(db.select().from(groupMember).all(), ({ groupId }) => groupId)
  const rows = db.select().from(group).orderBy(sql`lower(${group.name})`, group.id).all()
  return rows.map((row) => ({
    ...row,
    abilities: (abilities.get(row.id) ?? []).map(({ ability }) => ability).sort(),
    limits: (limits.get(row.id) ?? []).map(({ name, value }) => ({ name, value })),
    members: (members.get(row.id) ?? []).map(({ accountId }) => accountId),
  }))
}

/** A group without anything; answers its id. */
export const insertGroup = ({ db }: Pick<Deps, 'db'>, name: string, by: number): number =>
  db.insert(group).values({ name, changedBy: by }).returning({ id: group.id }).get().id

/** Makes a group what `content` says, in the caller's transaction; its revision grows. */
export function writeGroup({ db }: Pick<Deps, 'db'>, id: number, content: GroupContent, by: number): void {
  const { name, abilities, limits, members } = content
  db.update(group)
    .set({ name, changedBy: by, revision: sql`${group.revision} + 1` })
    .where(eq(group.id, id))
    .run()
  db.delete(groupAbility).where(eq(groupAbility.groupId, id)).run()
  for (const ability of abilities) db.insert(groupAbility).values({ groupId: id, ability }).run()
  db.delete(groupLimit).where(eq(groupLimit.groupId, id)).run()
  for (const limit of limits)
    db.insert(groupLimit)
      .values({ groupId: id, ...limit })
      .run()
  replaceMembers(db, id, members)
}

function replaceMembers(db: Deps['db'], groupId: number, members: readonly number[]): void {
  const before = db.select().from(groupMember).where(eq(groupMember.groupId, groupId)).all()
  const known = new Set(before.map(({ accountId }) => accountId))
  const left = [...known].filter((accountId) => !members.includes(accountId))
  db.delete(groupMember)
    .where(and(eq(groupMember.groupId, groupId), inArray(groupMember.accountId, left)))
    .run()
  for (const accountId of members)
    if (!known.has(accountId)) db.insert(groupMember).values({ groupId, accountId }).run()
}

/** Its abilities, limits and memberships go with it. */
export const deleteGroupRow = ({ db }: Pick<Deps, 'db'>, id: number): void => {
  db.delete(group).where(eq(group.id, id)).run()
}
