import type { AbilityDefinition, LimitDefinition } from '../../../shared/definitions.ts'
import { DomainError } from '../../../shared/errors.ts'
import type {
  AbilityView,
  GroupCard,
  GroupChange,
  GroupChoices,
  GroupView,
  LimitValue,
  LimitView,
} from '../../../shared/groups.ts'
import type { MessageKey } from '../../../shared/messages/catalogue.gen.ts'
import {
  allGroups,
  deleteGroupRow,
  type Group,
  type GroupContent,
  insertGroup,
  writeGroup,
} from '../../platform/abilities/groups.ts'
import type { SignedIn } from '../../platform/actor.ts'
import { record } from '../../platform/audit/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import { personViews } from '../accounts/accounts.ts'
import { rightsChanged } from './events.ts'

const gone = () => new DomainError('NOT_FOUND', 'groups.errors.gone')

/** @throws {DomainError} NOT_FOUND */
export function groupById(deps: Deps, id: number): Group {
  const found = allGroups(deps).find((group) => group.id === id)
  if (!found) throw gone()
  return found
}

/** Every group with how much it holds; members whose account is gone do not count. */
export function listGroups(deps: Deps): GroupCard[] {
  const groups = allGroups(deps)
  const people = personViews(
    deps,
    groups.flatMap(({ members }) => members),
  )
  return groups.map(({ id, name, members, abilities, limits }) => ({
    id,
    name,
    members: members.filter((member) => people.has(member)).length,
    abilities: abilities.length,
    limits: limits.length,
  }))
}

export const presentAbility = ({ name, label, text, roles }: AbilityDefinition): AbilityView => ({
  name,
  label,
  text,
  roles,
})

export const presentLimit = ({ name, label, text, unit, standard }: LimitDefinition): LimitView => ({
  name,
  label,
  text,
  unit,
  standard,
})

/** What a group can give, in the order of the domains; of modules that are off too. */
export const groupChoices = ({ catalog }: Deps): GroupChoices => ({
  abilities: catalog.abilities.map(presentAbility),
  limits: catalog.limits.map(presentLimit),
})

/** A group as an admin sees it. Throws {@link DomainError} NOT_FOUND. */
export function viewGroup(deps: Deps, groupId: number): GroupView {
  const { id, name, revision, changedBy, abilities, limits, members } = groupById(deps, groupId)
  const people = personViews(deps, changedBy === null ? members : [...members, changedBy])
  return {
    id,
    name,
    revision,
    changedBy: changedBy === null ? null : (people.get(changedBy)?.name ?? null),
    abilities,
    limits,
    members: members
      .flatMap((member) => people.get(member) ?? [])
      .sort((one, other) => one.name.localeCompare(other.name)),
  }
}

const refuseField = (field: string, key: MessageKey, code: 'INVALID' | 'CONFLICT' = 'INVALID') =>
  new DomainError(code, key, {}, [{ path: [field], key }])

function refuseTaken(deps: Deps, name: string, except: number | null): void {
  const isTaken = allGroups(deps).some(
    (group) => group.id !== except && group.name.toLocaleLowerCase() === name.toLocaleLowerCase(),
  )
  if (isTaken) throw refuseField('name', 'groups.errors.nameTaken', 'CONFLICT')
}

/** What only domains that are no longer there knew stays where it was, and is given to nobody anew. */
function refuseUnknown(deps: Deps, before: Group, { abilities, limits, members }: GroupContent): void {
  const { catalog } = deps
  const isNew = <T>(list: readonly T[], kept: readonly T[], known: (item: T) => boolean) =>
    list.some((item) => !known(item) && !kept.includes(item))
  const abilityNames = new Set(catalog.abilities.map(({ name }) => name))
  if (isNew(abilities, before.abilities, (name) => abilityNames.has(name))) {
    throw refuseField('abilities', 'groups.errors.unknownAbility')
  }
  const limitNames = new Set(catalog.limits.map(({ name }) => name))
  const names = (list: readonly LimitValue[]) => list.map(({ name }) => name)
  if (isNew(names(limits), names(before.limits), (name) => limitNames.has(name))) {
    throw refuseField('limits', 'groups.errors.unknownLimit')
  }
  const people = personViews(deps, members)
  if (!members.every((member) => people.has(member))) throw refuseField('members', 'groups.errors.unknownMember')
}

/** A group as the audit log tells of it: by what people read, so that it is understood when definitions are gone. */
function told(deps: Deps, { name, abilities, limits, members }: GroupContent): object {
  const { catalog } = deps
  const people = personViews(deps, members)
  const labelOf = (of: string) => catalog.abilities.find((ability) => ability.name === of)?.label ?? of
  const amount = ({ name: of, value }: LimitValue) => {
    const limit = catalog.limits.find((known) => known.name === of)
    return [limit?.label ?? of, { [limit?.unit ?? 'count']: value }] as const
  }
  return {
    name,
    abilities: abilities.map(labelOf),
    limits: Object.fromEntries(limits.map(amount)),
    members: members.map((member) => people.get(member)?.name ?? String(member)),
  }
}

/** Says of these people that their rights changed: they stay only in rooms that are still open to them. */
function tellOfRights(deps: Deps, ...members: readonly (readonly number[])[]): void {
  const accounts = new Set(members.flat())
  deps.raise(rightsChanged, { accounts: [...accounts] })
  deps.onCommit(() => deps.live.renew(accounts))
}

/** @throws {DomainError} CONFLICT where the name is taken */
export function createGroup(deps: Deps, actor: SignedIn, name: string): GroupView {
  return deps.inTx(() => {
    refuseTaken(deps, name, null)
    const id = insertGroup(deps, name, actor.account.id)
    record(deps, actor, 'groups.acts.created', undefined, { name })
    return viewGroup(deps, id)
  })
}

/**
 * Makes a group what was typed: name, abilities, limits and members in one save.
 * @throws {DomainError} NOT_FOUND, CONFLICT where somebody changed it since `revision` (named) or the name is taken,
 *   INVALID for what no domain declares and for people who are gone
 */
export function changeGroup(deps: Deps, actor: SignedIn, { id, revision, ...content }: GroupChange): GroupView {
  return deps.inTx(() => {
    const before = groupById(deps, id)
    if (before.revision !== revision) {
      const { changedBy } = viewGroup(deps, id)
      throw new DomainError('CONFLICT', 'groups.errors.changedMeanwhile', { name: changedBy ?? '—' })
    }
    refuseTaken(deps, content.name, id)
    refuseUnknown(deps, before, content)
    writeGroup(deps, id, content, actor.account.id)
    record(deps, actor, 'groups.acts.changed', told(deps, before), told(deps, content))
    tellOfRights(deps, before.members, content.members)
    return viewGroup(deps, id)
  })
}

/** Removes a group; its members keep what their role and other groups give them. Throws {@link DomainError} NOT_FOUND. */
export function deleteGroup(deps: Deps, actor: SignedIn, id: number): void {
  deps.inTx(() => {
    const before = groupById(deps, id)
    deleteGroupRow(deps, id)
    record(deps, actor, 'groups.acts.deleted', told(deps, before))
    tellOfRights(deps, before.members)
  })
}
