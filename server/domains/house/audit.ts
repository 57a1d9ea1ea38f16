import { Temporal } from 'temporal-polyfill'
import type { AuditChoices, AuditEntry, AuditFilter, AuditFormat } from '../../../shared/audit.ts'
import type { MessageKey } from '../../../shared/messages/catalogue.gen.ts'
import type { SignedIn } from '../../platform/actor.ts'
import { record } from '../../platform/audit/audit.ts'
import { type AuditQuery, actsInLog, auditPage, countAudit, folded, peopleInLog } from '../../platform/audit/reading.ts'
import type { Deps } from '../../platform/deps.ts'
import { actWords, auditCsv } from './audit-csv.ts'
import { presentAudit } from './present.ts'

/** Rows that an export reads at once. */
const exportPage = 500

const startOf = (day: Temporal.PlainDate, timeZone: string): number => day.toZonedDateTime(timeZone).epochMilliseconds

/** A filter as this person means it: days of their time zone, words of their language. */
function queryOf(deps: Deps, { locale, timeZone }: SignedIn, { person, act, from, to, text }: AuditFilter): AuditQuery {
  const words = deps.words(locale)
  const means = (key: string) => folded(actWords(words, key)).includes(folded(text ?? ''))
  return {
    ...(person === undefined ? {} : { accountId: person === 0 ? null : person }),
    ...(act === undefined ? {} : { act }),
    ...(from === undefined ? {} : { since: startOf(Temporal.PlainDate.from(from), timeZone) }),
    ...(to === undefined ? {} : { until: startOf(Temporal.PlainDate.from(to).add({ days: 1 }), timeZone) }),
    ...(text ? { text: { words: text, acts: actsInLog(deps).filter(means) } } : {}),
  }
}

/** A page of the entries that a filter means, newest first. */
export const auditEntries = (
  deps: Deps,
  actor: SignedIn,
  filter: AuditFilter,
  before: number | null,
  limit: number,
): AuditEntry[] => auditPage(deps, queryOf(deps, actor, filter), before, limit).map(presentAudit)

/** How many entries a filter means. */
export const auditCount = (deps: Deps, actor: SignedIn, filter: AuditFilter): number =>
  countAudit(deps, queryOf(deps, actor, filter))

/** What the log can be narrowed to; the house itself comes first. */
export const auditChoices = (deps: Deps): AuditChoices => ({
  people: peopleInLog(deps)
    .map(({ accountId, who }) => ({ id: accountId ?? 0, name: accountId === null ? '' : who }))
    .sort((one, other) => one.name.localeCompare(other.name)),
  acts: actsInLog(deps),
})

/** A filter as the log tells of it: the person by the name that people read. */
function told(deps: Deps, { person, ...others }: AuditFilter): object {
  if (person === undefined) return others
  const house: MessageKey = 'house.page.audit.house'
  const known = peopleInLog(deps).find(({ accountId }) => accountId === person)
  return { person: person === 0 ? house : (known?.who ?? String(person)), ...others }
}

/**
 * The entries that a filter means, newest first, as the text of a file, piece by piece; who took them along stands in
 * the log from now on, and not in the file.
 */
export function exportAudit(
  deps: Deps,
  actor: SignedIn,
  filter: AuditFilter,
  format: AuditFormat,
): Generator<string, void> {
  const query = queryOf(deps, actor, filter)
  const [newest] = auditPage(deps, query, null, 1)
  const count = countAudit(deps, query)
  record(deps, actor, 'house.acts.auditExported', undefined, { format, count, ...told(deps, filter) })
  const entries = entriesUpTo(deps, query, newest?.id ?? 0)
  return format === 'csv' ? auditCsv(entries, { ...actor, words: deps.words(actor.locale) }) : asJson(entries)
}

function* entriesUpTo(deps: Deps, query: AuditQuery, newest: number): Generator<AuditEntry, void> {
  let before = newest + 1
  for (;;) {
    const page = auditPage(deps, query, before, exportPage)
    yield* page.map(presentAudit)
    const last = page.at(-1)
    if (!last || page.length < exportPage) return
    before = last.id
  }
}

function* asJson(entries: Iterable<AuditEntry>): Generator<string, void> {
  let separator = '[\n'
  for (const entry of entries) {
    yield separator + JSON.stringify(entry)
    separator = ',\n'
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n'
}
