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

/** Whom or what an act concerns: the one name that is recorded of it, before or after; null where it got another. */
export function subjectOf(before: unknown, after: unknown): string | null {
  const names = [childOf(before, 'name'), childOf(after, 'name')].filter((name) => name !== undefined)
  const [name] = names
  return typeof name === 'string' && name !== '' && names.every((other) => other === name) ? name : null
}
