import { useTranslations } from 'use-intl'
import type { AskedIndexer } from '../../../../../shared/torrent-search.ts'
import { VisuallyHidden } from '../../../../ui/VisuallyHidden.tsx'
import styles from './IndexerState.module.css'
import { useElapsed } from './useElapsed.ts'

/** How far an indexer is with the search: a dot and a number to the eye, words to the ear. */
export function IndexerState({ of }: { of: AskedIndexer | undefined }) {
  const t = useTranslations()
  const elapsed = useElapsed()
  if (!of) return null
  const { state, count, ms } = of
  const found = t('torrentSearch.page.count', { count })
  const words = {
    asking: () => t('torrentSearch.page.asking'),
    answered: () => t('torrentSearch.page.answered', { found, time: elapsed(ms ?? 0) }),
    failed: () => t('torrentSearch.page.failed'),
  }[state]()
  return (
    <span className={styles.state} data-state={state} title={words}>
      <span className={styles.dot} aria-hidden="true" />
      {state === 'answered' && <span aria-hidden="true">{count}</span>}
      <VisuallyHidden>{words}</VisuallyHidden>
    </span>
  )
}
