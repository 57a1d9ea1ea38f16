import { isSame } from '../../../lib/isSame.ts'

/** One value that an act changed; the path leads to it from the outside. */
export interface Change {
  readonly path: readonly string[]
  readonly before: unknown
  readonly after: unknown
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const childOf = (value: unknown, key: string): unknown => (isGroup(value) ? value[key] : undefined)

/** What is different between two recorded values, leaf by leaf, in the order in which they name it. */
export function differences(before: unknown, after: unknown, path: readonly string[] = []): Change[] {
  if (isSame(before, after)) return []
  if (!isGroup(before) && !isGroup(after)) return [{ path, before, after }]
  const keys = new Set([before, after].flatMap((value) => (isGroup(value) ? Object.keys(value) : [])))
  return [...keys].flatMap((key) => differences(childOf(before, key), childOf(after, key), [...path, key]))
}

/** Whom or what an act changed: the name that stayed, which {@link differences} leaves out. */
export function subjectOf(before: unknown, after: unknown): string | null {
  const name = childOf(before, 'name')
  return typeof name === 'string' && name !== '' && name === childOf(after, 'name') ? name : null
}
