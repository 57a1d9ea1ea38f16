import { TextInput } from '@mantine/core'
import type { Ref } from 'react'
import { useTranslations } from 'use-intl'
import { Icon } from '../../../ui/Icon.tsx'
import { useTypedSearch } from '../../../ui/useTypedSearch.ts'

interface AuditSearchProps {
  readonly ref: Ref<HTMLInputElement>
  readonly text: string
  readonly onSearch: (text: string) => void
}

/** Free words, searched when the typing pauses. */
export function AuditSearch({ ref, text, onSearch }: AuditSearchProps) {
  const t = useTranslations()
  const { typed, type } = useTypedSearch(text, onSearch)
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
