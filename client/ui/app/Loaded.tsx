import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../Button.tsx'
import { useErrorWords } from '../services.tsx'
import { VisuallyHidden } from '../VisuallyHidden.tsx'
import styles from './Loaded.module.css'
import { Notice } from './Notice.tsx'

/** What this needs of a query of TanStack Query. */
export interface Reading<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly isFetching: boolean
  refetch(): Promise<unknown>
}

/** Two readings that are shown only together, and asked for again together. */
export function together<A, B>(one: Reading<A>, other: Reading<B>): Reading<readonly [A, B]> {
  return {
    data: one.data === undefined || other.data === undefined ? undefined : [one.data, other.data],
    error: one.error ?? other.error,
    isFetching: one.isFetching || other.isFetching,
    refetch: () => Promise.all([one.refetch(), other.refetch()]),
  }
}

interface LoadedProps<T> {
  readonly query: Reading<T>
  readonly children: (value: T) => ReactNode
  /** How many lines stand in for what is on its way. */
  readonly lines?: number
}

/** Shows what was read; before that a quiet outline, and in words what went wrong instead. */
export function Loaded<T>({ query, children, lines = 3 }: LoadedProps<T>) {
  const t = useTranslations()
  const errorWords = useErrorWords()
  if (query.data !== undefined) return children(query.data)
  if (!query.error) return <Outline lines={lines} />
  return (
    <Notice
      tone="error"
      title={t('app.unread')}
      action={
        <Button look="outline" size="small" busy={query.isFetching} onClick={() => void query.refetch()}>
          {t('common.actions.retry')}
        </Button>
      }
    >
      {errorWords(query.error)}
    </Notice>
  )
}

function Outline({ lines }: { lines: number }) {
  const t = useTranslations()
  return (
    <div className={styles.outline} role="status" data-loading>
      <VisuallyHidden>{t('common.states.loading')}</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        <span key={String(line)} className={styles.line} aria-hidden="true" />
      ))}
    </div>
  )
}
