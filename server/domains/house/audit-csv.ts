import { Temporal } from 'temporal-polyfill'
import type { AuditEntry } from '../../../shared/audit.ts'
import { auditFieldName, auditUnitOf, auditValueKey } from '../../../shared/audit-words.ts'
import type { LimitDefinition } from '../../../shared/definitions.ts'
import type { Locale } from '../../../shared/locale.ts'
import type { MessageKey } from '../../../shared/messages/catalogue.gen.ts'
import { sizeOf } from '../../../shared/sizes.ts'
import type { Words } from '../../platform/words.ts'
import { csvLine, csvStart } from './csv.ts'

const columns = ['number', 'at', 'who', 'address', 'act', 'before', 'after'] as const

/** Whoever takes the log along. */
interface CsvReader {
  readonly words: Words
  readonly locale: Locale
  readonly timeZone: string
}

/** The words of a key; nothing for what is none, or one that no catalogue knows any more. */
const wordsOf = (words: Words, key: string): string | undefined =>
  key.includes('.') && words.has(key as MessageKey) ? words(key as never) : undefined

/** The words of an act; of one that no catalogue knows any more, its key. */
export const actWords = (words: Words, act: string): string => wordsOf(words, act) ?? act

function amountWords({ words, locale }: CsvReader, unit: LimitDefinition['unit'], amount: number): string {
  if (unit === 'count') return String(amount)
  const { unit: of, value, digits } = sizeOf(amount)
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)
  const size = words(`app.sizes.${of}`, { value: number })
  return unit === 'bytes' ? size : words('app.amounts.perSecond', { size })
}

function valueWords(reader: CsvReader, path: readonly string[], value: unknown): string {
  const { words } = reader
  const field = path.at(-1) ?? ''
  const unit = auditUnitOf(path)
  if (unit && typeof value === 'number') return amountWords(reader, unit, value)
  if (typeof value === 'boolean') return words(value ? 'house.page.audit.yes' : 'house.page.audit.no')
  if (Array.isArray(value)) return value.map((item) => valueWords(reader, path, item)).join(', ')
  const text = String(value ?? '')
  return wordsOf(words, auditValueKey(field, text)) ?? wordsOf(words, text) ?? text
}

/** A recorded value as a person reads it: a line for each field. */
function recordWords(reader: CsvReader, value: unknown, path: readonly string[] = []): string[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([field, inner]) => recordWords(reader, inner, [...path, field]))
  }
  const { words } = reader
  const said = valueWords(reader, path, value)
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
export function* auditCsv(entries: Iterable<AuditEntry>, reader: CsvReader): Generator<string, void> {
  const { words, timeZone } = reader
  yield csvStart + csvLine(columns.map((column) => words(`audit.csv.${column}`, { timeZone })))
  for (const { id, at, who, address, act, before, after } of entries) {
    const person = who === '' ? words('house.page.audit.house') : who
    const values = [before, after].map((value) => recordWords(reader, value).join('\n'))
    yield csvLine([String(id), localTime(at, timeZone), person, address, actWords(words, act), ...values])
  }
}
