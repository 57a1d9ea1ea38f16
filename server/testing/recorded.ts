import { auditFieldKeys, limitUnits } from '../../shared/audit-words.ts'
import type { MessageKey } from '../../shared/messages/catalogue.gen.ts'
import { audit } from '../platform/audit/tables.ts'
import type { Deps } from '../platform/deps.ts'

function fieldsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(fieldsIn)
  return Object.entries(value).flatMap(([field, inner]) => [field, ...fieldsIn(inner)])
}

/** Acts and fields that stand in the audit log and for which a person would read an identifier. */
export function withoutWords(deps: Deps): string[] {
  const words = deps.words('fr')
  const has = (key: string) => key.includes('.') && words.has(key as MessageKey)
  const isNamed = (field: string) => limitUnits.some((unit) => unit === field) || auditFieldKeys(field).some(has)
  const wanting = deps.db
    .select()
    .from(audit)
    .all()
    .flatMap(({ act, before, after }) => {
      const fields = [before, after].flatMap((json) => (json === null ? [] : fieldsIn(JSON.parse(json))))
      const nameless = fields.filter((field) => !isNamed(field)).map((field) => `${act}: ${field}`)
      return has(act) ? nameless : [act, ...nameless]
    })
  return [...new Set(wanting)]
}
