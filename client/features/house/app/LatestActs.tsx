import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { useFormats } from '../../../ui/services.tsx'
import styles from './LatestActs.module.css'
import { useAnyWords } from './useAnyWords.ts'

const shown = 6

/** The last lines of the audit log. */
export function LatestActs() {
  const t = useTranslations()
  const words = useAnyWords()
  const formats = useFormats()
  const procedures = useProcedures()
  const acts = useQuery(procedures.house.audit.queryOptions({ before: null, limit: shown }))
  return (
    <Loaded query={acts} lines={4}>
      {(list) =>
        list.length === 0 ? (
          <p className={styles.quiet}>{t('house.page.overview.noActs')}</p>
        ) : (
          <ul className={styles.acts ?? ''}>
            {list.map(({ id, at, who, act }) => (
              <li key={id} className={styles.act}>
                <span className={styles.words}>{words(act)}</span>
                <span className={styles.quiet}>{who === '' ? t('house.page.audit.house') : who}</span>
                <time className={styles.quiet} dateTime={at} title={formats.moment(at)}>
                  {formats.relative(at, Date.now())}
                </time>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}
