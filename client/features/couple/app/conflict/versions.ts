import { isSame } from '../../../../lib/isSame.ts'
/** Whose content of a field is kept; `both` where the two can be put together. */
export type Side = 'mine' | 'theirs' | 'both'

export interface Difference<Field> {
  readonly field: Field
  /** The one who changed it, where only one did; null where both did, or where nobody knows. */
  readonly changedBy: 'mine' | 'theirs' | null
}

/**
 * The fields in which two versions differ.
 * @param base what was there when the editor opened; null where that is not known any more
 */
export function differences<Version extends object>(
  base: Version | null,
  mine: Version,
  theirs: Version,
): Difference<keyof Version>[] {
  const fields = Object.keys(mine) as (keyof Version)[]
  return fields
    .filter((field) => !isSame(mine[field], theirs[field]))
    .map((field) => ({ field, changedBy: changerOf(base, mine, theirs, field) }))
}

function changerOf<Version extends object>(
  base: Version | null,
  mine: Version,
  theirs: Version,
  field: keyof Version,
): Difference<keyof Version>['changedBy'] {
  if (!base) return null
  if (isSame(base[field], theirs[field])) return 'mine'
  return isSame(base[field], mine[field]) ? 'theirs' : null
}

/** Whether the other changed nothing that this version would take back. */
export const isUntouched = (found: readonly Difference<unknown>[]): boolean =>
  found.every(({ changedBy }) => changedBy === 'mine')

/** One version made of two: theirs, with what was chosen of mine. `both` holds what is put together. */
export function merged<Version extends object>(
  mine: Version,
  theirs: Version,
  choices: { readonly [Field in keyof Version]?: Side },
  both: Partial<Version> = {},
): Version {
  const result = { ...theirs }
  for (const field of Object.keys(choices) as (keyof Version)[]) {
    if (choices[field] === 'mine') result[field] = mine[field]
    const together = both[field]
    if (choices[field] === 'both' && together !== undefined) result[field] = together as Version[typeof field]
  }
  return result
}

/** Two texts as one; null where it would be longer than `most` signs, or where one says it all. */
export function joinedTexts(mine: string, theirs: string, most: number): string | null {
  if (mine.trim() === '' || theirs.trim() === '' || theirs.includes(mine) || mine.includes(theirs)) return null
  const joined = `${theirs.trimEnd()}\n\n${mine.trimStart()}`
  return joined.length > most ? null : joined
}

/** Two lists of pictures as one: theirs, then what only mine holds. Null where one holds all, or there are too many. */
export function joinedPictures<Picture extends { readonly mediaId: string }>(
  mine: readonly Picture[],
  theirs: readonly Picture[],
  most: number,
): Picture[] | null {
  const isIn = (list: readonly Picture[], { mediaId }: Picture) => list.some((one) => one.mediaId === mediaId)
  const added = mine.filter((picture) => !isIn(theirs, picture))
  const isWhole = added.length === 0 || theirs.every((picture) => isIn(mine, picture))
  return isWhole || theirs.length + added.length > most ? null : [...theirs, ...added]
}

/** A text cut into what it shares with another one, before and after, and what is its own. */
export interface Passage {
  readonly before: string
  readonly own: string
  readonly after: string
}

/** How many words stand around what differs. */
const context = 14

const lastOf = (words: readonly string[]): string =>
  words.length > context ? `… ${words.slice(-context).join('')}` : words.join('')

const firstOf = (words: readonly string[]): string =>
  words.length > context ? `${words.slice(0, context).join('')}…` : words.join('')

/** Where a text differs from another one, with a few words around it. */
export function passageOf(text: string, other: string): Passage {
  const [own, others] = [text.split(/(?<=\s)/), other.split(/(?<=\s)/)]
  const shorter = Math.min(own.length, others.length)
  let start = 0
  while (start < shorter && own[start] === others[start]) start += 1
  let end = 0
  while (end < shorter - start && own.at(-1 - end) === others.at(-1 - end)) end += 1
  return {
    before: lastOf(own.slice(0, start)),
    own: own.slice(start, own.length - end).join(''),
    after: firstOf(own.slice(own.length - end)),
  }
}
