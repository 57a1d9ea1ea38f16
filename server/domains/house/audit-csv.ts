import { Temporal } from 'temporal-polyfill'
import type { AuditEntry } from '../../../shared/audit.ts'
import { auditFieldName, auditValueKey } from '../../../shared/audit-words.ts'
import type { MessageKey } from '../../../shared/messages/catalogue.gen.ts'
import type { Words } from '../../platform/words.ts'
import { csvLine, csvStart } from './csv.ts'

const columns = ['number', 'at', 'who', 'address', 'act', 'before', 'after'] as const

/** The words of a key; nothing for what is none, or one that no catalogue knows any more. */
const wordsOf = (words: Words, key: string): string | undefined =>
  key.includes('.') && words.has(key as MessageKey) ? words(key as never) : undefined

/** The words of an act; of one that no catalogue knows any more, its key. */
export const actWords = (words: Words, act: string): string => wordsOf(words, act) ?? act

function valueWords(words: Words, field: string, value: unknown): string {
  if (typeof value === 'boolean') return words(value ? 'house.page.audit.yes' : 'house.page.audit.no')
  if (Array.isArray(value)) return value.map((item) => valueWords(words, field, item)).join(', ')
  const text = String(value ?? '')
  return wordsOf(words, auditValueKey(field, text)) ?? wordsOf(words, text) ?? text
}

/** A recorded value as a person reads it: a line for each field. */
function recordWords(words: Words, value: unknown, path: readonly string[] = []): string[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([field, inner]) => recordWords(words, inner, [...path, field]))
  }
  const said = valueWords(words, path.at(-1) ?? '', value)
  if (said === '') return []
  if (path.length === 0) return [said]
  return [words('audit.csv.field', { name: auditFieldName(path, (key) => wordsOf(words, key)), value: said })]
}

/** An instant as spreadsheets read it, in the time of whoever takes it along. */
const localTime = (iso: string, timeZone: string): string =>
  Temporal.Instant.from(iso)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' })
    .replace('T', ' ')

/** Entries of the log as a table for people, piece by piece; programs take JSON. */
export function* auditCsv(entries: Iterable<AuditEntry>, words: Words, timeZone: string): Generator<string, void> {
  yield csvStart + csvLine(columns.map((column) => words(`audit.csv.${column}`, { timeZone })))
  for (const { id, at, who, address, act, before, after } of entries) {
    const person = who === '' ? words('house.page.audit.house') : who
    const values = [before, after].map((value) => recordWords(words, value).join('\n'))
    yield csvLine([String(id), localTime(at, timeZone), person, address, actWords(words, act), ...values])
  }
}
