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
