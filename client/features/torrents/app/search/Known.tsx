import { useTranslations } from 'use-intl'
import { VisuallyHidden } from '../../../../ui/VisuallyHidden.tsx'

interface KnownProps<T> {
  /** Null where an indexer does not say. */
  readonly value: T | null
  readonly children: (value: T) => string
}

export function Known<T>({ value, children }: KnownProps<T>) {
  const t = useTranslations()
  if (value !== null) return children(value)
  return (
    <>
      <span aria-hidden="true">–</span>
      <VisuallyHidden>{t('torrentSearch.page.unknown')}</VisuallyHidden>
    </>
  )
}
