import type { PersonView } from '../../../../../shared/accounts.ts'
import type { GroupView, LimitValue, LimitView } from '../../../../../shared/groups.ts'
import { type ByteUnit, byteUnits, unitOf } from '../../../../ui/app/amounts.ts'

/** A limit as it is typed; an empty amount leaves the ordinary value. */
export interface TypedLimit {
  readonly name: string
  readonly amount: string
  readonly unit: ByteUnit | 'one'
}

/** A group as it is typed. */
export interface GroupDraft {
  readonly name: string
  readonly abilities: readonly string[]
  readonly limits: readonly TypedLimit[]
  readonly members: readonly PersonView[]
}

type Content = Pick<GroupView, 'name' | 'abilities' | 'limits' | 'members'>

function typedLimit({ name, unit, standard }: LimitView, given: readonly LimitValue[]): TypedLimit {
  const value = given.find((limit) => limit.name === name)?.value
  if (unit === 'count') return { name, amount: String(value ?? ''), unit: 'one' }
  const shown = unitOf(value ?? standard)
  return { name, amount: value === undefined ? '' : amountOf(value, byteUnits[shown]), unit: shown }
}

/** Bytes in a unit with as few digits as still mean the same bytes. */
function amountOf(bytes: number, unit: number): string {
  const amounts = Array.from({ length: 15 }, (_, index) => Number((bytes / unit).toPrecision(index + 1)))
  return String(amounts.find((amount) => Math.round(amount * unit) === bytes) ?? bytes / unit)
}

/** A stored group as it stands in the form. */
export const draftOf = ({ name, abilities, limits, members }: Content, choices: readonly LimitView[]): GroupDraft => ({
  ...{ name, abilities, members },
  limits: choices.map((choice) => typedLimit(choice, limits)),
})

const numberOf = (amount: string): number => Number(amount.trim().replace(',', '.'))

/** Whether an amount is a number, zero or more, with a comma or a point. */
export const isAmount = ({ amount }: TypedLimit): boolean =>
  amount.trim() === '' || (Number.isFinite(numberOf(amount)) && numberOf(amount) >= 0)

/** The limits that were typed, in their own units; what is no amount is left out. */
export const limitsOf = ({ limits }: Pick<GroupDraft, 'limits'>): LimitValue[] =>
  limits
    .filter((limit) => limit.amount.trim() !== '' && isAmount(limit))
    .map(({ name, amount, unit }) => ({
      name,
      value: Math.round(numberOf(amount) * (unit === 'one' ? 1 : byteUnits[unit])),
    }))

/** What is saved of a draft. */
export const contentOf = (draft: GroupDraft): Content => ({
  name: draft.name.trim(),
  abilities: draft.abilities,
  limits: limitsOf(draft),
  members: draft.members,
})

function mergeLists<T>(base: readonly T[], mine: readonly T[], stored: readonly T[], key: (item: T) => unknown): T[] {
  const has = (list: readonly T[], item: T) => list.some((other) => key(other) === key(item))
  const kept = stored.filter((item) => has(mine, item) || !has(base, item))
  return [...kept, ...mine.filter((item) => !has(base, item) && !has(kept, item))]
}

/** Both changes together; where both changed the same thing, mine stays. */
export function mergeGroups(base: Content, mine: Content, stored: Content): Content {
  const valueIn = ({ limits }: Content, name: string) => limits.find((limit) => limit.name === name)?.value
  const names = [...new Set([...base.limits, ...mine.limits, ...stored.limits].map(({ name }) => name))]
  const itself = (name: string) => name
  return {
    name: mine.name === base.name ? stored.name : mine.name,
    abilities: mergeLists(base.abilities, mine.abilities, stored.abilities, itself),
    members: mergeLists(base.members, mine.members, stored.members, ({ id }) => id),
    limits: names.flatMap((name) => {
      const from = valueIn(mine, name) === valueIn(base, name) ? stored : mine
      const value = valueIn(from, name)
      return value === undefined ? [] : [{ name, value }]
    }),
  }
}
