import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { DeadJob } from '../../../../shared/house.ts'
import { Loaded, type Reading } from '../../../ui/app/Loaded.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { useConfirm } from '../../../ui/app/useConfirm.ts'
import { useKeptFocus } from '../../../ui/app/useKeptFocus.ts'
import { Button } from '../../../ui/Button.tsx'
import { useErrorWords, useFormats } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import styles from './DeadJobs.module.css'
import { useAnyWords } from './useAnyWords.ts'

/** Work that was given up, with its reason, another try and an end. */
export function DeadJobs({ jobs }: { jobs: Reading<readonly DeadJob[]> }) {
  const t = useTranslations()
  const kept = useKeptFocus<HTMLUListElement>()
  return (
    <Loaded query={jobs} lines={2}>
      {(list) =>
        list.length === 0 ? (
          <p className={styles.quiet}>{t('house.page.overview.noJobs')}</p>
        ) : (
          <>
            <p className={styles.quiet}>{t('house.page.overview.jobsText')}</p>
            <ul {...kept} className={styles.jobs ?? ''}>
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

/** What may be done with a job; the list is read again afterwards, also where somebody else was faster. */
function useJobActs() {
  const t = useTranslations()
  const toasts = useToasts()
  const errorWords = useErrorWords()
  const procedures = useProcedures()
  const queries = useQueryClient()
  const after = (said: 'revived' | 'forgotten') => ({
    onSuccess: () => toasts.show({ text: t(`house.page.overview.${said}`) }),
    onError: (thrown: unknown) => toasts.show({ text: errorWords(thrown), tone: 'error' }),
    onSettled: async () => {
      await queries.invalidateQueries(procedures.house.deadJobs.queryFilter())
      await queries.invalidateQueries(procedures.house.health.queryFilter())
    },
  })
  return {
    revive: useMutation(procedures.house.reviveJob.mutationOptions(after('revived'))),
    forget: useMutation(procedures.house.forgetJob.mutationOptions(after('forgotten'))),
  }
}

function Job({ job }: { job: DeadJob }) {
  const t = useTranslations()
  const formats = useFormats()
  const confirm = useConfirm()
  const name = useJobName()(job.name)
  const words = useAnyWords()
  const { revive, forget } = useJobActs()
  const askToForget = async () => {
    const sure = await confirm({
      title: t('house.page.overview.forgetTitle'),
      text: t('house.page.overview.forgetText'),
      confirm: t('house.page.overview.forget'),
      destructive: true,
    })
    if (sure) forget.mutate({ id: job.id })
  }
  return (
    <li className={styles.job}>
      <div className={styles.words}>
        <p className={styles.name}>{name}</p>
        <p className={styles.quiet} title={formats.moment(job.deadAt)}>
          {t('house.page.overview.jobAt', { when: formats.relative(job.deadAt, Date.now()) })}
        </p>
        <code className={styles.error}>{words(job.error)}</code>
      </div>
      <div className={styles.acts}>
        <Button
          look="outline"
          size="small"
          busy={revive.isPending}
          disabled={forget.isPending}
          aria-label={t('house.page.overview.reviveNamed', { name })}
          onClick={() => revive.mutate({ id: job.id })}
        >
          {t('house.page.overview.revive')}
        </Button>
        <Button
          look="outline"
          size="small"
          busy={forget.isPending}
          disabled={revive.isPending}
          aria-label={t('house.page.overview.forgetNamed', { name })}
          onClick={() => void askToForget()}
        >
          {t('house.page.overview.forget')}
        </Button>
      </div>
    </li>
  )
}
