import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import type { SearchChoices } from '../../../../../shared/torrent-search.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Page } from '../../../../ui/app/Page.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { Empty } from '../../../../ui/Empty.tsx'
import { useMe } from '../../../../ui/services.tsx'
import { IndexerProblems } from './IndexerProblems.tsx'
import styles from './Search.module.css'
import { SearchForm } from './SearchForm.tsx'
import { SearchOutcome } from './SearchOutcome.tsx'
import { wantedOf, withWanted } from './searchAddress.ts'
import { useTorrentSearch } from './useTorrentSearch.ts'

/** `/torrents/search`: what all indexers of the house find, as they find it. */
export function Component() {
  const t = useTranslations()
  const procedures = useProcedures()
  const choices = useQuery(procedures.torrents.searchChoices.queryOptions())
  return (
    <Page title={t('torrentSearch.page.title')} text={t('torrentSearch.page.text')}>
      <Loaded query={choices} lines={4}>
        {(known) => (known.indexers.length === 0 ? <NoIndexers /> : <Search choices={known} />)}
      </Loaded>
    </Page>
  )
}

function NoIndexers() {
  const t = useTranslations()
  const mayAdminister = useMe().abilities.includes('torrents.administer')
  return (
    <Empty
      icon="find"
      title={<h2 className={styles.emptyTitle}>{t('torrentSearch.page.noIndexers')}</h2>}
      action={
        mayAdminister ? (
          <ButtonLink to="/admin/torrents#indexers">{t('torrentSearch.page.setUp')}</ButtonLink>
        ) : (
          <ButtonLink to="/torrents" look="outline">
            {t('torrentSearch.page.back')}
          </ButtonLink>
        )
      }
    >
      {t(mayAdminister ? 'torrentSearch.page.noIndexersMay' : 'torrentSearch.page.noIndexersText')}
    </Empty>
  )
}

function Search({ choices }: { choices: SearchChoices }) {
  const [parameters, setParameters] = useSearchParams()
  const wanted = wantedOf(parameters)
  const torrentSearch = useTorrentSearch(wanted)
  const { query } = torrentSearch
  const asked = query.data?.search.indexers ?? []
  return (
    <div className={styles.search}>
      <SearchForm
        choices={choices}
        wanted={wanted}
        asked={asked}
        busy={query.isFetching}
        onSearch={(next) => {
          const before = withWanted(parameters, wanted).toString()
          const after = withWanted(parameters, next)
          if (after.toString() === before) void query.refetch()
          else setParameters(after, { preventScrollReset: true })
        }}
      />
      <IndexerProblems
        asked={asked}
        isAside={(query.data?.search.found.length ?? 0) > 0}
        onAskAgain={torrentSearch.askAgain}
      />
      <SearchOutcome of={torrentSearch} isWanted={wanted.query !== ''} />
    </div>
  )
}
