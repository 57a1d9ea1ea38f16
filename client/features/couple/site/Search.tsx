import { type FormEvent, useEffect, useRef } from 'react'
import { Form, useLocation, useNavigation, useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { longest } from '../../../../shared/couple-limits.ts'
import { openDialog } from '../../../lib/openDialog.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { useTypedSearch } from '../../../ui/useTypedSearch.ts'
import styles from './Search.module.css'

/** Searches while somebody types; without JavaScript, when the form is sent. « / » leads here. */
export function Search({ query }: { query: string }) {
  const t = useTranslations()
  const [, setParams] = useSearchParams()
  const { typed, ask, type } = useTypedSearch(query, (wanted) =>
    setParams(wanted ? { q: wanted } : {}, { replace: query !== '', preventScrollReset: wanted === '' }),
  )
  const input = useRef<HTMLInputElement>(null)
  const isBusy = useNavigation().location?.search !== undefined && typed.trim() !== query

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for what was typed before this code was there
  useEffect(() => {
    if (input.current && input.current.value !== typed) type(input.current.value)
  }, [])
  useSlashKey(() => input.current?.focus())
  const { hash, key } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same command given again leads here again
  useEffect(() => {
    if (hash === '#search') input.current?.focus()
  }, [hash, key])

  return (
    <Form
      role="search"
      className={styles.search}
      data-busy={isBusy || undefined}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        ask(typed)
      }}
    >
      <Icon name="search" size={20} />
      <input
        ref={input}
        type="search"
        name="q"
        id="search"
        className={styles.input}
        value={typed}
        maxLength={longest.search}
        placeholder={t('couple.timeline.searchPlaceholder')}
        aria-label={t('couple.timeline.search')}
        autoComplete="off"
        enterKeyHint="search"
        onChange={({ currentTarget }) => type(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || typed === '') return
          event.preventDefault()
          ask('')
        }}
      />
      {typed !== '' && (
        <button
          type="button"
          className={styles.clear}
          aria-label={t('couple.timeline.searchClear')}
          onClick={() => {
            ask('')
            input.current?.focus()
          }}
        >
          <Icon name="close" size={18} />
        </button>
      )}
    </Form>
  )
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

function useSlashKey(onSlash: () => void): void {
  const latest = useRef(onSlash)
  useEffect(() => {
    latest.current = onSlash
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (openDialog()) return
      event.preventDefault()
      latest.current()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
