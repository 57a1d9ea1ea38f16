import * as z from 'zod/mini'
import type { PersonView } from './accounts.ts'
import type { LimitDefinition } from './definitions.ts'
import { message } from './errors.ts'

const longestName = 80
/** More than any house has. */
const most = 1000

const groupName = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, message('groups.errors.nameMissing')),
    z.maxLength(longestName, message('groups.errors.nameTooLong')),
    z.regex(/^[^\r\n\t]*$/, message('common.errors.oneLine')),
  )

const id = z.int().check(z.gte(1))

const name = z.string().check(z.maxLength(100))

const allDiffer = z.refine<readonly unknown[]>(
  (list) => new Set(list).size === list.length,
  message('groups.errors.twice'),
)

const limits = z
  .array(
    z.object({
      name,
      value: z.int(message('groups.errors.notWhole')).check(z.gte(0, message('groups.errors.notWhole'))),
    }),
  )
  .check(
    z.maxLength(most),
    z.refine((list) => new Set(list.map((limit) => limit.name)).size === list.length, message('groups.errors.twice')),
  )

const members = z.array(id).check(z.maxLength(10_000), allDiffer)

export const groupIdInput = z.object({ id })

export const newGroupInput = z.object({ name: groupName })

/** @property revision the one that was read: a group that somebody changed since is not overwritten */
export const groupChangeInput = z.object({
  id,
  revision: z.int(),
  name: groupName,
  abilities: z.array(name).check(z.maxLength(most), allDiffer),
  limits,
  /** Ids of accounts. */
  members,
})

export type GroupChange = z.infer<typeof groupChangeInput>

/** What would be, were it saved: to tell whom a limit would hold below what they use. */
export const limitEffectsInput = z.object({ id, limits, members })

export const rightsInput = z.object({ accountId: id })

/** A group in the list. */
export interface GroupCard {
  readonly id: number
  readonly name: string
  readonly members: number
  readonly abilities: number
  readonly limits: number
}

/** What a group may give of a limit; the value is in the limit's unit. */
export interface LimitValue {
  readonly name: string
  readonly value: number
}

export interface GroupView {
  readonly id: number
  readonly name: string
  readonly revision: number
  /** Name of whoever changed it last; null where nobody did, or where the account is gone. */
  readonly changedBy: string | null
  readonly abilities: readonly string[]
  readonly limits: readonly LimitValue[]
  readonly members: readonly PersonView[]
}

/** Message keys in `label` and `text`; the domain is the first part of the name. */
export interface AbilityView {
  readonly name: string
  readonly label: string
  readonly text: string
  /** Roles that hold it without any group. */
  readonly roles: readonly string[]
}

export interface LimitView extends Pick<LimitDefinition, 'name' | 'unit' | 'standard'> {
  readonly label: string
  readonly text: string
}

/** Everything that a group can give. */
export interface GroupChoices {
  readonly abilities: readonly AbilityView[]
  readonly limits: readonly LimitView[]
}

/** How many people would use more than a limit allows them, and how much whoever uses most. */
export interface LimitEffect {
  readonly name: string
  readonly people: number
  readonly mostUsed: number
}

/** What the members of a group would lose without it; labels are message keys. */
export interface GroupLoss {
  readonly members: number
  readonly abilities: readonly { readonly label: string; readonly people: number }[]
  readonly limits: readonly { readonly label: string; readonly people: number }[]
}

interface GroupNamed {
  readonly id: number
  readonly name: string
}

export interface HeldAbility extends AbilityView {
  /** By being the owner or by their role; null where only groups give it, if at all. */
  readonly byRole: 'owner' | 'role' | null
  readonly byGroups: readonly GroupNamed[]
}

export interface HeldLimit extends LimitView {
  readonly value: number
  /** The most generous group; null where the ordinary value holds. */
  readonly byGroup: GroupNamed | null
  /** In the limit's unit; null where nobody counts it. */
  readonly used: number | null
}

/** What a person may do and from where they have it. */
export interface RightsView {
  readonly person: PersonView
  readonly groups: readonly GroupNamed[]
  readonly abilities: readonly HeldAbility[]
  /** Message keys of what a place in a domain gives. */
  readonly standings: readonly string[]
  readonly limits: readonly HeldLimit[]
}
