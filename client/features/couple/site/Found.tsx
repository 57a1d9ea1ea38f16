import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { MemoryPage } from '../../../../shared/couple.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { useApi, useErrorWords } from '../../../ui/services.tsx'
import styles from './Found.module.css'
import { MemoryEntry } from './MemoryEntry.tsx'

interface FoundProps {
  readonly query: string
  readonly found: MemoryPage
  readonly pageLength: number
}

/** What a search found, the best first; more is read as the end comes near. */
export function Found({ query, found, pageLength }: FoundProps) {
  const t = useTranslations()
  const api = useApi()
  const errorWords = useErrorWords()
  const [more, setMore] = useState<{ readonly of: MemoryPage; readonly pages: readonly MemoryPage[] }>({
    of: found,
    pages: [],
  })
  const [failure, setFailure] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const end = useRef<HTMLDivElement>(null)

  const pages = more.of === found ? more.pages : []
  const memories = uniqueById([found, ...pages].flatMap((page) => page.memories))
  const next = (pages.at(-1) ?? found).next

  const readOn = async () => {
    if (next === null || busy) return
    setBusy(true)
    setFailure(null)
    try {
      const page = await api.couple.search.query({ query, cursor: next, limit: pageLength })
      setMore({ of: found, pages: [...pages, page] })
    } catch (thrown) {
      setFailure(thrown)
    } finally {
      setBusy(false)
    }
  }

  useEffect(() => {
    const element = end.current
    if (!element || next === null || failure !== null) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && void readOn(), {
      rootMargin: '800px',
    })
    observer.observe(element)
    return () => observer.disconnect()
  })

  if (memories.length === 0) {
    const action = (
      <ButtonLink to="/couple/memories" look="outline">
        {t('couple.timeline.nothingAction')}
      </ButtonLink>
    )
    return (
      <div role="status">
        <Empty icon="search" title={t('couple.timeline.nothing', { query })} action={action}>
          {t('couple.timeline.nothingText')}
        </Empty>
      </div>
    )
  }
  return (
    <section className={styles.found} aria-labelledby="found">
      <div role="status">
        <h2 id="found" className={styles.heading}>
          {t(next === null ? 'couple.timeline.results' : 'couple.timeline.resultsMore', {
            count: memories.length,
            query,
          })}
        </h2>
      </div>
      <div className={styles.list}>
        {memories.map((memory, index) => (
          <MemoryEntry key={memory.id} memory={memory} dated first={index === 0} />
        ))}
      </div>
      <div ref={end} className={styles.end}>
        {failure !== null && (
          <>
            <p role="alert">{errorWords(failure)}</p>
            <Button look="outline" size="small" onClick={() => void readOn()}>
              {t('common.actions.retry')}
            </Button>
          </>
        )}
        {busy && <p>{t('couple.timeline.loading')}</p>}
      </div>
    </section>
  )
}

/** What moved to a later page while it was read stands there twice. */
const uniqueById = <T extends { readonly id: number }>(memories: readonly T[]): T[] => [
  ...new Map(memories.map((memory) => [memory.id, memory])).values(),
]
