import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { AskedIndexer } from '../../../../../shared/torrent-search.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useAct } from '../../../../ui/app/useAct.ts'
import { Button } from '../../../../ui/Button.tsx'
import { VisuallyHidden } from '../../../../ui/VisuallyHidden.tsx'
import styles from './Search.module.css'
import { useProblemWords } from './useProblemWords.ts'

interface IndexerProblemsProps {
  readonly asked: readonly AskedIndexer[]
  /** Results are shown below: many reasons would push them away. */
  readonly isAside: boolean
  readonly onAskAgain: (id: string) => Promise<void>
}

const mostInSight = 3

/** Which indexers could not search, why, and a way to ask each again. */
export function IndexerProblems({ asked, isAside, onAskAgain }: IndexerProblemsProps) {
  const t = useTranslations()
  const list = useId()
  const [opened, setOpened] = useState<boolean | null>(null)
  const failed = asked.filter(({ problem }) => problem !== null)
  if (failed.length === 0) return null
  const mayFold = isAside && failed.length > mostInSight
  const isOpen = opened ?? !mayFold
  return (
    <Notice
      tone="warn"
      title={t('torrentSearch.page.problems', { count: failed.length })}
      action={
        mayFold && (
          <Button
            look="plain"
            size="small"
            aria-expanded={isOpen}
            aria-controls={list}
            onClick={() => setOpened(!isOpen)}
          >
            {t(isOpen ? 'torrentSearch.page.fold' : 'torrentSearch.page.unfold')}
          </Button>
        )
      }
    >
      <ul id={list} className={styles.problems ?? ''} hidden={!isOpen}>
        {failed.map((indexer) => (
          <Problem key={indexer.id} of={indexer} onAskAgain={() => onAskAgain(indexer.id)} />
        ))}
      </ul>
    </Notice>
  )
}

function Problem({ of: { name, problem }, onAskAgain }: { of: AskedIndexer; onAskAgain: () => Promise<void> }) {
  const t = useTranslations()
  const problemWords = useProblemWords()
  const { run, busy, failure } = useAct()
  return (
    <li className={styles.problem}>
      <strong>{name}</strong>
      <span className={styles.reason}>{failure ?? (problem && problemWords(problem))}</span>
      <Button look="plain" size="small" busy={busy} onClick={() => run(onAskAgain)}>
        <span aria-hidden="true">{t('torrentSearch.page.askAgain')}</span>
        <VisuallyHidden>{t('torrentSearch.page.askAgainOf', { name })}</VisuallyHidden>
      </Button>
    </li>
  )
}
