import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { Outputs } from '../../../lib/trpc.ts'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { useFormats } from '../../../ui/services.tsx'
import styles from './LatestActs.module.css'
import { useAnyWords } from './useAnyWords.ts'

const shown = 6
/** Read at once, because what somebody did several times in a row is one line. */
const read = 24

type Act = Outputs['house']['audit'][number]

/** The same act of the same person, several times in a row, with how often; the newest stands for all. */
function folded(acts: readonly Act[]): { newest: Act; count: number }[] {
  const runs: { newest: Act; count: number }[] = []
  for (const act of acts) {
    const last = runs.at(-1)
    if (last && last.newest.act === act.act && last.newest.who === act.who) last.count += 1
    else runs.push({ newest: act, count: 1 })
  }
  return runs.slice(0, shown)
}

/** The last lines of the audit log. */
export function LatestActs() {
  const t = useTranslations()
  const words = useAnyWords()
  const formats = useFormats()
  const procedures = useProcedures()
  const acts = useQuery(procedures.house.audit.queryOptions({ before: null, limit: read }))
  return (
    <Loaded query={acts} lines={4}>
      {(list) =>
        list.length === 0 ? (
          <p className={styles.quiet}>{t('house.page.overview.noActs')}</p>
        ) : (
          <ul className={styles.acts ?? ''}>
            {folded(list).map(({ newest: { id, at, who, act }, count }) => (
              <li key={id} className={styles.act}>
                <span className={styles.words}>
                  {words(act)}
                  {count > 1 && ` (${formats.number(count)})`}
                </span>
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
