import { NativeSelect, TextInput } from '@mantine/core'
import { type RefObject, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { AuditChoices } from '../../../../shared/audit.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { useServices } from '../../../ui/services.tsx'
import styles from './AuditFilters.module.css'
import { AuditSearch } from './AuditSearch.tsx'
import { useAnyWords } from './useAnyWords.ts'
import type { FilterState } from './useAuditFilter.ts'

interface AuditFiltersProps {
  readonly choices: AuditChoices
  readonly state: FilterState
  /** Keeps the focus when the button that cleared is gone. */
  readonly searchRef: RefObject<HTMLInputElement | null>
}

/** Narrows the log; on phones all but the search is folded away. */
export function AuditFilters({ choices, state: { filter, narrow }, searchRef }: AuditFiltersProps) {
  const t = useTranslations()
  const { text = '', ...folded } = filter
  const narrowed = Object.keys(folded).length
  const [isOpen, setOpen] = useState(narrowed > 0)
  const fields = useId()
  return (
    <search className={styles.filters} aria-label={t('audit.filters')}>
      <div className={styles.search}>
        <AuditSearch ref={searchRef} text={text} onSearch={(wanted) => narrow('text', wanted, text !== '')} />
        <Button
          look="outline"
          size="small"
          className={styles.fold}
          aria-expanded={isOpen}
          aria-controls={fields}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name="sliders" size={16} />
          {t('audit.more', { count: narrowed })}
        </Button>
      </div>
      <div id={fields} className={styles.fields} data-open={isOpen || undefined}>
        <Choices choices={choices} filter={filter} narrow={narrow} />
        <div className={styles.period}>
          <Day
            label={t('audit.from')}
            day={filter.from}
            {...(filter.to === undefined ? {} : { max: filter.to })}
            onDay={(day) => narrow('from', day, filter.from !== undefined)}
          />
          <Day
            label={t('audit.to')}
            day={filter.to}
            {...(filter.from === undefined ? {} : { min: filter.from })}
            onDay={(day) => narrow('to', day, filter.to !== undefined)}
          />
        </div>
      </div>
    </search>
  )
}

interface DayProps {
  readonly label: string
  readonly day: string | undefined
  readonly min?: string
  readonly max?: string
  /** With an empty text where the field was emptied. */
  readonly onDay: (day: string) => void
}

/** A day that is typed digit by digit: the year 2026 is the years 2, 20 and 202 before, which narrow nothing. */
function Day({ day = '', onDay, ...rest }: DayProps) {
  const [typed, setTyped] = useState(day)
  const [seen, setSeen] = useState(day)
  if (day !== seen) {
    setSeen(day)
    setTyped(day)
  }
  const type = (value: string) => {
    setTyped(value)
    if (value === '' || value >= '1900') onDay(value)
  }
  return <TextInput {...rest} type="date" value={typed} onChange={({ currentTarget }) => type(currentTarget.value)} />
}

function Choices({ choices, filter, narrow }: Pick<FilterState, 'filter' | 'narrow'> & { choices: AuditChoices }) {
  const t = useTranslations()
  const words = useAnyWords()
  const { locale } = useServices()
  const people = choices.people.map(({ id, name }) => ({
    value: String(id),
    label: id === 0 ? t('house.page.audit.house') : name,
  }))
  const acts = choices.acts
    .map((act) => ({ value: act, label: words(act) }))
    .sort((one, other) => one.label.localeCompare(other.label, locale))
  return (
    <>
      <NativeSelect
        label={t('audit.person')}
        value={filter.person === undefined ? '' : String(filter.person)}
        onChange={({ currentTarget }) => narrow('person', currentTarget.value)}
        data={[{ value: '', label: t('audit.anyPerson') }, ...people]}
      />
      <NativeSelect
        label={t('audit.act')}
        value={filter.act ?? ''}
        onChange={({ currentTarget }) => narrow('act', currentTarget.value)}
        data={[{ value: '', label: t('audit.anyAct') }, ...acts]}
      />
    </>
  )
}
