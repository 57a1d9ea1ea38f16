import { useTranslations } from 'use-intl'
import type { MessageKey } from '../../../../shared/messages/catalogue.gen.ts'
import type { Outputs } from '../../../lib/trpc.ts'
import { useFormats } from '../../../ui/services.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import styles from './AuditLine.module.css'
import { type Change, differences } from './difference.ts'
import { useAnyWords } from './useAnyWords.ts'

/** A line of the audit log as it comes over the wire. */
export type Act = Outputs['house']['audit'][number]

const shownAtOnce = 4

/** One act: when, what, who, from where, and what it changed. */
export function AuditLine({ entry: { at, who, address, act, before, after } }: { entry: Act }) {
  const t = useTranslations()
  const words = useAnyWords()
  const formats = useFormats()
  const changes = differences(before, after)
  const table = <Changes changes={changes} />
  return (
    <li className={styles.line}>
      <time className={styles.time} dateTime={at} title={formats.moment(at)}>
        {formats.time(at)}
      </time>
      <div className={styles.words}>
        <p className={styles.act}>{words(act)}</p>
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

/** Names the way to a changed value: the group of settings, then the field; a domain may name it by a key of its own. */
function useFieldName(): (path: readonly string[]) => string {
  const t = useTranslations()
  const anyWords = useAnyWords()
  const named = (part: string) => {
    const key = part.replaceAll('.', '_')
    const candidates = [`house.page.audit.groups.${key}`, `house.page.audit.fields.${key}`]
    const known = candidates.find((candidate) => t.has(candidate as MessageKey))
    return known ? t(known as never) : anyWords(part)
  }
  return (path) => path.map(named).join(' · ')
}

/** Words for a value of the named field. */
function useValueWords(): (field: string, value: unknown) => string {
  const t = useTranslations()
  const anyWords = useAnyWords()
  const formats = useFormats()
  const words = (field: string, value: unknown): string => {
    if (value === undefined || value === null || value === '') return t('house.page.audit.nothing')
    if (typeof value === 'boolean') return t(value ? 'house.page.audit.yes' : 'house.page.audit.no')
    if (typeof value === 'number') return formats.number(value, { useGrouping: false })
    if (Array.isArray(value)) {
      return value.length === 0 ? t('house.page.audit.nothing') : formats.list(value.map((item) => words(field, item)))
    }
    if (typeof value === 'string') {
      const key = `house.page.audit.values.${field}_${value.replaceAll('.', '_')}` as MessageKey
      return t.has(key) ? t(key as never) : anyWords(value)
    }
    return JSON.stringify(value)
  }
  return words
}

function Changes({ changes }: { changes: readonly Change[] }) {
  const t = useTranslations()
  const nameOf = useFieldName()
  const valueWords = useValueWords()
  return (
    <dl className={styles.changes}>
      {changes.map(({ path, before, after }) => {
        const field = path.at(-1) ?? ''
        return (
          <div key={path.join('/')} className={styles.change}>
            <dt className={styles.field}>{nameOf(path)}</dt>
            {before !== undefined && (
              <dd>
                <VisuallyHidden>{t('house.page.audit.before')} </VisuallyHidden>
                <del>{valueWords(field, before)}</del>
              </dd>
            )}
            {after !== undefined && (
              <dd>
                <VisuallyHidden>{t('house.page.audit.after')} </VisuallyHidden>
                <ins>{valueWords(field, after)}</ins>
              </dd>
            )}
          </div>
        )
      })}
    </dl>
  )
}
