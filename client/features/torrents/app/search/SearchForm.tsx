import { TextInput } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import {
  type AskedIndexer,
  foundCategories,
  longestSearch,
  type SearchChoices,
} from '../../../../../shared/torrent-search.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { Chip, Chips } from './Chips.tsx'
import { IndexerState } from './IndexerState.tsx'
import styles from './Search.module.css'
import { type Wanted, withWanted } from './searchAddress.ts'

interface SearchFormProps {
  readonly choices: SearchChoices
  readonly wanted: Wanted
  /** The indexers of the search that is shown. */
  readonly asked: readonly AskedIndexer[]
  readonly busy: boolean
  readonly onSearch: (wanted: Wanted) => void
}

const toggled = <T,>(list: readonly T[], one: T): T[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one]

/** The words, the kinds and the indexers of a search; nothing is asked before it is sent. */
export function SearchForm({ choices, wanted, asked, busy, onSearch }: SearchFormProps) {
  const t = useTranslations()
  const field = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useState(wanted)
  const [isMissing, setMissing] = useState(false)
  const address = withWanted(new URLSearchParams(), wanted).toString()
  const [seen, setSeen] = useState(address)
  // The way back through the history asks for something else.
  if (address !== seen) {
    setSeen(address)
    setDraft(wanted)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const query = draft.query.trim()
    setMissing(query === '')
    if (query === '') field.current?.focus()
    else onSearch({ ...draft, query })
  }
  return (
    <search>
      <form className={styles.form} onSubmit={submit} noValidate>
        <div className={styles.line}>
          <TextInput
            ref={field}
            className={styles.field ?? ''}
            aria-label={t('torrentSearch.page.field')}
            placeholder={t('torrentSearch.page.placeholder')}
            type="search"
            enterKeyHint="search"
            maxLength={longestSearch.query}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            leftSection={<Icon name="search" size={16} />}
            error={isMissing && t('torrentSearch.errors.queryMissing')}
            value={draft.query}
            onChange={({ currentTarget }) => setDraft({ ...draft, query: currentTarget.value })}
          />
          <Button type="submit" size="small" className={styles.submit ?? ''} aria-disabled={busy}>
            {t('torrentSearch.page.search')}
          </Button>
        </div>
        <Chips label={t('torrentSearch.page.categories')}>
          {foundCategories.map((category) => (
            <Chip
              key={category}
              isPressed={draft.categories.includes(category)}
              onPress={() => setDraft({ ...draft, categories: toggled(draft.categories, category) })}
            >
              {t(`torrentSearch.categories.${category}`)}
            </Chip>
          ))}
        </Chips>
        <Chips label={t('torrentSearch.page.indexers')}>
          <Chip isPressed={draft.indexers.length === 0} onPress={() => setDraft({ ...draft, indexers: [] })}>
            {t('torrentSearch.page.allIndexers')}
          </Chip>
          {choices.indexers.map(({ id, name }) => (
            <Chip
              key={id}
              isPressed={draft.indexers.includes(id)}
              onPress={() => setDraft({ ...draft, indexers: toggled(draft.indexers, id) })}
            >
              {name}
              <IndexerState of={asked.find((indexer) => indexer.id === id)} />
            </Chip>
          ))}
        </Chips>
      </form>
    </search>
  )
}
