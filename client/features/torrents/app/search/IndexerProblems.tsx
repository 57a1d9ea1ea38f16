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
  readonly onAskAgain: (id: string) => Promise<void>
}

/** Which indexers could not search, why, and a way to ask each again. */
export function IndexerProblems({ asked, onAskAgain }: IndexerProblemsProps) {
  const t = useTranslations()
  const failed = asked.filter(({ problem }) => problem !== null)
  if (failed.length === 0) return null
  return (
    <Notice tone="warn" title={t('torrentSearch.page.problems', { count: failed.length })}>
      <ul className={styles.problems ?? ''}>
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
      <p>
        <strong>{name}</strong>
        <span>{failure ?? (problem && problemWords(problem))}</span>
      </p>
      <Button look="plain" size="small" busy={busy} onClick={() => run(onAskAgain)}>
        <span aria-hidden="true">{t('torrentSearch.page.askAgain')}</span>
        <VisuallyHidden>{t('torrentSearch.page.askAgainOf', { name })}</VisuallyHidden>
      </Button>
    </li>
  )
}
