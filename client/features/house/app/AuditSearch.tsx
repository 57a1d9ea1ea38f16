import { TextInput } from '@mantine/core'
import { type Ref, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Icon } from '../../../ui/Icon.tsx'

const pauseOfTyping = 250

interface AuditSearchProps {
  readonly ref: Ref<HTMLInputElement>
  readonly text: string
  readonly onSearch: (text: string) => void
}

/** Free words, searched when the typing pauses. */
export function AuditSearch({ ref, text, onSearch }: AuditSearchProps) {
  const t = useTranslations()
  const [typed, setTyped] = useState(text)
  const [seen, setSeen] = useState(text)
  const [asked, setAsked] = useState(text)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // What was chosen elsewhere during the pause is in the latest of these alone.
  const search = useRef(onSearch)
  useEffect(() => {
    search.current = onSearch
  })
  useEffect(() => () => clearTimeout(timer.current), [])

  // The way back through the history, or the button that clears, asks for something else than what was typed.
  if (text !== seen) {
    setSeen(text)
    setAsked(text)
    if (text !== asked) setTyped(text)
  }

  const type = (words: string) => {
    setTyped(words)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const wanted = words.trim()
      if (wanted === text) return
      setAsked(wanted)
      search.current(wanted)
    }, pauseOfTyping)
  }

  return (
    <TextInput
      ref={ref}
      aria-label={t('audit.search')}
      placeholder={t('audit.search')}
      type="search"
      maxLength={200}
      autoComplete="off"
      leftSection={<Icon name="search" size={16} />}
      value={typed}
      onChange={({ currentTarget }) => type(currentTarget.value)}
    />
  )
}
