import { useTranslations } from 'use-intl'
import type { Outputs } from '../../../lib/trpc.ts'
import { useFormats } from '../../../ui/services.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import styles from './AuditLine.module.css'
import { type Change, differences, subjectOf } from './difference.ts'
import { useFieldName, useValueWords } from './useActWords.ts'
import { useAnyWords } from './useAnyWords.ts'

/** A line of the audit log as it comes over the wire. */
export type Act = Outputs['house']['audit'][number]

const shownAtOnce = 4

/** One act: when, what, who, from where, and what it changed. */
export function AuditLine({ entry: { at, who, address, act, before, after } }: { entry: Act }) {
  const t = useTranslations()
  const words = useAnyWords()
  const formats = useFormats()
  const subject = subjectOf(before, after)
  const changes = differences(before, after).filter(({ path }) => subject === null || path.join() !== 'name')
  const table = <Changes changes={changes} />
  return (
    <li className={styles.line}>
      <time className={styles.time} dateTime={at} title={formats.moment(at)}>
        {formats.time(at)}
      </time>
      <div className={styles.words}>
        <p className={styles.act}>
          {words(act)}
          {subject !== null && <span className={styles.subject}> · {subject}</span>}
        </p>
        <p className={styles.who}>
          {who === '' ? t('house.page.audit.house') : who}
          {address !== '' && ` · ${t('house.page.audit.from', { address })}`}
        </p>
        {changes.length > shownAtOnce ? (
          <details className={styles.details}>
            <summary>{t('house.page.audit.details', { count: changes.length })}</summary>
            {table}
          </details>
        ) : (
          changes.length > 0 && table
        )}
      </div>
    </li>
  )
}

function Changes({ changes }: { changes: readonly Change[] }) {
  const t = useTranslations()
  const nameOf = useFieldName()
  const valueWords = useValueWords()
  return (
    <dl className={styles.changes}>
      {changes.map(({ path, before, after }) => (
        <div key={path.join('/')} className={styles.change}>
          <dt className={styles.field}>{nameOf(path)}</dt>
          {before !== undefined && (
            <dd>
              <VisuallyHidden>{t('house.page.audit.before')} </VisuallyHidden>
              <del>{valueWords(path, before)}</del>
            </dd>
          )}
          {after !== undefined && (
            <dd>
              <VisuallyHidden>{t('house.page.audit.after')} </VisuallyHidden>
              <ins>{valueWords(path, after)}</ins>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}
