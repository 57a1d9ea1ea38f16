import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { MorePages } from '../../../ui/app/MorePages.tsx'
import { Page } from '../../../ui/app/Page.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { Empty } from '../../../ui/Empty.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { useApi, useFormats } from '../../../ui/services.tsx'
import { type Act, AuditLine } from './AuditLine.tsx'
import styles from './AuditPage.module.css'
import { useAnyWords } from './useAnyWords.ts'
import { usePages } from './usePages.ts'

/** `/admin/audit`: every act of administration, newest first, day by day. */
export function Component() {
  const t = useTranslations()
  const api = useApi()
  const procedures = useProcedures()
  const acts = usePages(procedures.house.audit.pathKey(), (input) => api.house.audit.query(input))
  const [filter, setFilter] = useState('')
  return (
    <Page
      title={t('house.page.audit.title')}
      text={t('house.page.audit.text')}
      action={
        <TextInput
          aria-label={t('house.page.audit.filter')}
          placeholder={t('house.page.audit.filter')}
          type="search"
          className={styles.filter ?? ''}
          leftSection={<Icon name="search" size={16} />}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      }
    >
      <Loaded query={acts} lines={8}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon="list" title={t('house.page.audit.empty')}>
              {t('house.page.audit.emptyText')}
            </Empty>
          ) : (
            <div>
              <Days acts={list} filter={filter} />
              <MorePages of={acts} end={t('house.page.audit.end')} />
            </div>
          )
        }
      </Loaded>
    </Page>
  )
}

function Days({ acts, filter }: { acts: readonly Act[]; filter: string }) {
  const t = useTranslations()
  const words = useAnyWords()
  const formats = useFormats()
  const wanted = filter.trim().toLowerCase()
  const matches = ({ who, address, act, before, after }: Act) =>
    [who, address, words(act), JSON.stringify([before, after])].some((text) => text.toLowerCase().includes(wanted))
  const days = Map.groupBy(acts.filter(matches), ({ at }) => formats.instant(at, 'weekday'))
  if (days.size === 0) return <p className={styles.none}>{t('house.page.audit.noMatch')}</p>
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
