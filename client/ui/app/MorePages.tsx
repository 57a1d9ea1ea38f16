import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../Button.tsx'
import { useErrorWords } from '../services.tsx'
import styles from './MorePages.module.css'
import { Notice } from './Notice.tsx'

interface MorePagesProps {
  readonly of: {
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    readonly isFetchNextPageError: boolean
    readonly error: unknown
    fetchNextPage(): Promise<unknown>
  }
  /** Said where the list ends. */
  readonly end: string
}

const ahead = '600px'

/** Fetches what follows before the end of a list is reached; by button where that failed. */
export function MorePages({ of, end }: MorePagesProps) {
  const t = useTranslations()
  const errorWords = useErrorWords()
  const sentinel = useRef<HTMLDivElement>(null)
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, error, fetchNextPage } = of
  const waits = hasNextPage && !isFetchingNextPage && !isFetchNextPageError

  useEffect(() => {
    if (!sentinel.current || !waits) return
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void fetchNextPage()
      },
      { rootMargin: ahead },
    )
    observer.observe(sentinel.current)
    return () => observer.disconnect()
  }, [waits, fetchNextPage])

  if (!hasNextPage) return <p className={styles.end}>{end}</p>
  return (
    <div ref={sentinel} className={styles.more}>
      {isFetchNextPageError && <Notice tone="error">{errorWords(error)}</Notice>}
      <Button look="outline" size="small" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {t(isFetchingNextPage ? 'common.states.loading' : 'common.actions.showMore')}
      </Button>
    </div>
  )
}
