import { useTranslations } from 'use-intl'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { Button } from '../../../../ui/Button.tsx'
import { Empty } from '../../../../ui/Empty.tsx'
import { useErrorWords } from '../../../../ui/services.tsx'
import { FoundResults } from './FoundResults.tsx'
import styles from './Search.module.css'
import type { TorrentSearch } from './useTorrentSearch.ts'
import { Waiting } from './Waiting.tsx'

interface SearchOutcomeProps {
  readonly of: TorrentSearch
  /** Whether anything is searched for. */
  readonly isWanted: boolean
}

/** What a search came to: results, or why there are none. */
export function SearchOutcome({ of, isWanted }: SearchOutcomeProps) {
  const t = useTranslations()
  const errorWords = useErrorWords()
  const { data, error, isFetching, refetch } = of.query
  const say = (key: 'begin' | 'empty' | 'allFailed', icon: 'find' | 'search' | 'warning') => (
    <Empty icon={icon} title={<h2 className={styles.emptyTitle}>{t(`torrentSearch.page.${key}`)}</h2>}>
      {t(`torrentSearch.page.${key}Text`)}
    </Empty>
  )
  if (!isWanted) return say('begin', 'find')
  if (error) {
    return (
      <Notice
        tone="error"
        action={
          <Button look="outline" size="small" busy={isFetching} onClick={() => void refetch()}>
            {t('common.actions.retry')}
          </Button>
        }
      >
        {errorWords(error)}
      </Notice>
    )
  }
  if (!data) return <Waiting />
  const { found, indexers } = data.search
  const isGoing = indexers.some(({ state }) => state === 'asking')
  if (found.length > 0) return <FoundResults of={of} searched={data} isGoing={isGoing} />
  if (isGoing) return <Waiting />
  return indexers.every(({ state }) => state === 'failed') ? say('allFailed', 'warning') : say('empty', 'search')
}
