import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { AuditChoices } from '../../../../shared/audit.ts'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { MorePages } from '../../../ui/app/MorePages.tsx'
import { Page } from '../../../ui/app/Page.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { useApi, useFormats } from '../../../ui/services.tsx'
import { AuditFilters } from './AuditFilters.tsx'
import { AuditFound } from './AuditFound.tsx'
import { type Act, AuditLine } from './AuditLine.tsx'
import styles from './AuditPage.module.css'
import { useAuditFilter } from './useAuditFilter.ts'
import { usePages } from './usePages.ts'

/** `/admin/audit`: every act of administration, newest first, day by day. */
export function Component() {
  const t = useTranslations()
  const procedures = useProcedures()
  const choices = useQuery(procedures.house.auditChoices.queryOptions())
  return (
    <Page title={t('house.page.audit.title')} text={t('house.page.audit.text')}>
      <Loaded query={choices} lines={8}>
        {(known) =>
          known.acts.length === 0 ? (
            <Empty icon="list" title={t('house.page.audit.empty')}>
              {t('house.page.audit.emptyText')}
            </Empty>
          ) : (
            <Log choices={known} />
          )
        }
      </Loaded>
    </Page>
  )
}

function Log({ choices }: { choices: AuditChoices }) {
  const t = useTranslations()
  const api = useApi()
  const procedures = useProcedures()
  const state = useAuditFilter(choices)
  const { filter } = state
  const search = useRef<HTMLInputElement>(null)
  const acts = usePages([...procedures.house.audit.pathKey(), filter], (page) =>
    api.house.audit.query({ ...filter, ...page }),
  )
  const clear = () => {
    state.clear()
    search.current?.focus()
  }
  return (
    <div>
      <AuditFilters choices={choices} state={state} searchRef={search} />
      <AuditFound filter={filter} onClear={clear} />
      <Loaded query={acts} lines={8}>
        {(list) => (
          <div className={styles.log} data-former={acts.isPlaceholderData || undefined}>
            {list.length === 0 ? (
              <Empty
                icon="search"
                title={t('audit.noMatch')}
                action={
                  <Button look="outline" size="small" onClick={clear}>
                    {t('audit.clear')}
                  </Button>
                }
              >
                {t('audit.noMatchText')}
              </Empty>
            ) : (
              <>
                <Days acts={list} />
                <MorePages of={acts} end={t('house.page.audit.end')} />
              </>
            )}
          </div>
        )}
      </Loaded>
    </div>
  )
}

function Days({ acts }: { acts: readonly Act[] }) {
  const formats = useFormats()
  const days = Map.groupBy(acts, ({ at }) => formats.instant(at, 'weekday'))
  return [...days].map(([day, entries]) => (
    <section key={day} className={styles.day}>
      <h2 className={styles.date}>{day}</h2>
      <ul className={styles.acts ?? ''}>
        {entries.map((entry) => (
          <AuditLine key={entry.id} entry={entry} />
        ))}
      </ul>
    </section>
  ))
}
