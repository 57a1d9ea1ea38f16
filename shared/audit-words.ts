import type { LimitDefinition } from './definitions.ts'

/** What a limit's value is counted in; the log keeps it beneath the limit: `limits › Space › bytes`. */
export const limitUnits: readonly LimitDefinition['unit'][] = ['bytes', 'count', 'bytes-per-second']

/** Keys under which a recorded field, or a group of them, may have words, the first one first. */
export const auditFieldKeys = (field: string): readonly string[] => {
  const name = field.replaceAll('.', '_')
  // A domain may name a field by a message key of its own.
  return [`house.page.audit.groups.${name}`, `house.page.audit.fields.${name}`, field]
}

/** Key under which a recorded value of a field may have words: those of its few possible ones, and of none. */
export const auditValueKey = (field: string, value: string): string =>
  `house.page.audit.values.${field}_${value === '' ? 'empty' : value.replaceAll('.', '_')}`

/** The unit of the value to which a path of fields leads, if it is that of a limit. */
export const auditUnitOf = (path: readonly string[]): LimitDefinition['unit'] | undefined =>
  path.at(-3) === 'limits' ? limitUnits.find((unit) => unit === path.at(-1)) : undefined

/**
 * Names the way to a recorded value: the group of settings, then the field.
 * @param wordsOf the words of a message key, if there are any
 */
export function auditFieldName(path: readonly string[], wordsOf: (key: string) => string | undefined): string {
  const named = (part: string) => auditFieldKeys(part).map(wordsOf).find(Boolean) ?? part
  return (auditUnitOf(path) ? path.slice(0, -1) : path).map(named).join(' · ')
}
