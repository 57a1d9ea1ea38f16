import { useTranslations } from 'use-intl'
import type { ImportCount, ImportReport, NoteKind } from '../../../../../shared/couple-import.ts'
import { type AnyIcon, Icon } from '../../../../ui/Icon.tsx'
import styles from './Import.module.css'

interface ReportProps {
  readonly report: ImportReport
  /** It says what an import would do, not what it did. */
  readonly isLook: boolean
}

const withoutPhoto: ReadonlySet<NoteKind> = new Set<NoteKind>([
  ...(['photoMissing', 'photoOutside', 'photoElsewhere', 'photoBroken', 'photoTooLarge'] as const),
])

const isAny = ({ memories, photographs, perspectives }: ImportReport, how: keyof ImportCount): boolean =>
  memories[how] + photographs[how] + perspectives[how] > 0

/** What comes in, what is here already, what stays out and why. */
export function Report({ report, isLook }: ReportProps) {
  const t = useTranslations()
  const { fields, notes } = report
  const missing = notes.filter(({ kind }) => withoutPhoto.has(kind)).length
  const isNothing = !isAny(report, 'brought') && !isAny(report, 'updated') && fields === 0
  const counts = (how: keyof ImportCount) => ({
    memories: t('coupleImport.report.memories', { count: report.memories[how] }),
    photographs: t('coupleImport.report.photographs', { count: report.photographs[how] }),
    perspectives: t('coupleImport.report.perspectives', { count: report.perspectives[how] }),
  })
  return (
    <div className={styles.report}>
      <ul className={styles.lines ?? ''}>
        {isNothing && <Line icon="check">{t('coupleImport.report.nothing')}</Line>}
        {isAny(report, 'brought') && (
          <Line icon="plus" strong>
            {t(`coupleImport.report.${isLook ? 'found' : 'brought'}`, counts('brought'))}
          </Line>
        )}
        {isAny(report, 'updated') && <Line icon="refresh">{t('coupleImport.report.updated', counts('updated'))}</Line>}
        {fields > 0 && (
          <Line icon="calendar">
            {t(`coupleImport.report.${isLook ? 'fieldsFound' : 'fieldsBrought'}`, { count: fields })}
          </Line>
        )}
        {isAny(report, 'known') && <Line icon="home">{t('coupleImport.report.known', counts('known'))}</Line>}
        {missing > 0 && (
          <Line icon="warning" warn>
            {t('coupleImport.report.missing', { count: missing })}
          </Line>
        )}
      </ul>
      {notes.length > 0 && <Remarks report={report} />}
    </div>
  )
}

interface LineProps {
  readonly icon: AnyIcon
  readonly strong?: boolean
  readonly warn?: boolean
  readonly children: string
}

const Line = ({ icon, strong, warn, children }: LineProps) => (
  <li className={styles.line} data-strong={strong || undefined} data-warn={warn || undefined}>
    <Icon name={icon} size={18} />
    <span>{children}</span>
  </li>
)

function Remarks({ report: { notes, moreNotes } }: { report: ImportReport }) {
  const t = useTranslations()
  return (
    <details className={styles.remarks} open={notes.length <= 5}>
      <summary className={styles.summary}>
        {t('coupleImport.report.notes', { count: notes.length + moreNotes })}
      </summary>
      <ul className={styles.notes ?? ''}>
        {notes.map(({ kind, args }, index) => (
          <li key={String(index)}>{t(`coupleImport.notes.${kind}`, args as never)}</li>
        ))}
        {moreNotes > 0 && <li>{t('coupleImport.notes.more', { count: moreNotes })}</li>}
      </ul>
    </details>
  )
}
