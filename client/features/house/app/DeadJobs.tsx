import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { DeadJob } from '../../../../shared/house.ts'
import { Loaded, type Reading } from '../../../ui/app/Loaded.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { useErrorWords, useFormats } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import styles from './DeadJobs.module.css'
import { useAnyWords } from './useAnyWords.ts'

/** Work that was given up, with its reason and another try. */
export function DeadJobs({ jobs }: { jobs: Reading<readonly DeadJob[]> }) {
  const t = useTranslations()
  return (
    <Loaded query={jobs} lines={2}>
      {(list) =>
        list.length === 0 ? (
          <p className={styles.quiet}>{t('house.page.overview.noJobs')}</p>
        ) : (
          <>
            <p className={styles.quiet}>{t('house.page.overview.jobsText')}</p>
            <ul className={styles.jobs ?? ''}>
              {list.map((job) => (
                <Job key={job.id} job={job} />
              ))}
            </ul>
          </>
        )
      }
    </Loaded>
  )
}

function useJobName(): (name: string) => string {
  const t = useTranslations()
  return (name) => {
    const key = `house.page.overview.jobNames.${name.replaceAll('.', '_')}` as 'house.page.overview.jobNames.house_tidy'
    return t.has(key) ? t(key) : name
  }
}

function Job({ job }: { job: DeadJob }) {
  const t = useTranslations()
  const formats = useFormats()
  const toasts = useToasts()
  const errorWords = useErrorWords()
  const procedures = useProcedures()
  const queries = useQueryClient()
  const name = useJobName()(job.name)
  const words = useAnyWords()
  const readAgain = async () => {
    await queries.invalidateQueries(procedures.house.deadJobs.queryFilter())
    await queries.invalidateQueries(procedures.house.health.queryFilter())
  }
  const revive = useMutation(
    procedures.house.reviveJob.mutationOptions({
      onSuccess: () => {
        toasts.show({ text: t('house.page.overview.revived') })
        return readAgain()
      },
      onError: (thrown) => toasts.show({ text: errorWords(thrown), tone: 'error' }),
    }),
  )
  return (
    <li className={styles.job}>
      <div className={styles.words}>
        <p className={styles.name}>{name}</p>
        <p className={styles.quiet} title={formats.moment(job.deadAt)}>
          {t('house.page.overview.jobAt', { when: formats.relative(job.deadAt, Date.now()) })}
        </p>
        <code className={styles.error}>{words(job.error)}</code>
      </div>
      <Button
        look="outline"
        size="small"
        busy={revive.isPending}
        aria-label={t('house.page.overview.reviveNamed', { name })}
        onClick={() => revive.mutate({ id: job.id })}
      >
        {t('house.page.overview.revive')}
      </Button>
    </li>
  )
}
