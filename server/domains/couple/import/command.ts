import type { ImportCount, ImportReport } from '../../../../shared/couple-import.ts'
import { DomainError } from '../../../../shared/errors.ts'
import { siteSettings } from '../../../../shared/house.ts'
import type { Actor } from '../../../platform/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { Words } from '../../../platform/words.ts'
import { hasOwner } from '../../accounts/accounts.ts'
import { importSite, recordEnd, recordStart } from './import.ts'
import { openOldSite } from './old-site.ts'

const counted = ['memories', 'photographs', 'perspectives'] as const
const hows = ['brought', 'updated', 'known'] as const

function countsOf(report: ImportReport, how: keyof ImportCount, words: Words): string {
  const [memories = '', photographs = '', perspectives = ''] = counted.map((what) =>
    words(`coupleImport.report.${what}`, { count: report[what][how] }),
  )
  return words(`coupleImport.report.${how}`, { memories, photographs, perspectives })
}

function reportLines(report: ImportReport, words: Words): string[] {
  const { fields, notes, moreNotes } = report
  return [
    words('coupleImport.command.finished'),
    ...hows.map((how) => countsOf(report, how, words)),
    ...(fields > 0 ? [words('coupleImport.report.fieldsBrought', { count: fields })] : []),
    ...(notes.length > 0 ? [words('coupleImport.report.notes', { count: notes.length + moreNotes })] : []),
    ...notes.map(({ kind, args }) => `  ${words(`coupleImport.notes.${kind}`, args as never)}`),
    ...(moreNotes > 0 ? [`  ${words('coupleImport.notes.more', { count: moreNotes })}`] : []),
    words('coupleImport.command.unmade'),
  ]
}

/** Control characters in an old site's texts would speak to the terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const printable = (line: string): string => line.replace(/[\0-\x1f\x7f-\x9f]/g, ' ')

/**
 * Imports an old site from a folder of this machine.
 * @param say prints a line
 * @throws {DomainError} CONFLICT (no owner), INVALID (no place named), and what is wrong with the old site
 */
export async function importByCommand(
  deps: Deps,
  actor: Actor,
  place: string | undefined,
  say: (line: string) => void,
): Promise<void> {
  if (!hasOwner(deps)) throw new DomainError('CONFLICT', 'coupleImport.errors.noOwner')
  if (place === undefined) throw new DomainError('INVALID', 'coupleImport.command.place')
  const words = deps.words(deps.settings.get(siteSettings).language)
  say(words('coupleImport.command.reading', { path: place }))
  const old = await openOldSite(deps, place)
  recordStart(deps, actor)
  const report = await importSite(deps, actor, old, (done, total) => {
    if (done % 25 === 0 || done === total) say(words('coupleImport.command.progress', { done, total }))
  })
  recordEnd(deps, actor, report)
  for (const line of reportLines(report, words)) say(printable(line))
}
