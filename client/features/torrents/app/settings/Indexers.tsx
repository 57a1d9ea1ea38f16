import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { IndexersView } from '../../../../../shared/torrent-search.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Section } from '../../../../ui/app/Page.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useKeptFocus } from '../../../../ui/app/useKeptFocus.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Empty } from '../../../../ui/Empty.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { IndexerForm } from './indexers/IndexerForm.tsx'
import { IndexerHelp } from './indexers/IndexerHelp.tsx'
import { IndexerLine } from './indexers/IndexerLine.tsx'
import styles from './indexers/Indexers.module.css'

/** The indexers that the house searches: a section of `/admin/torrents`. */
export function Indexers() {
  const t = useTranslations()
  const procedures = useProcedures()
  const query = useQuery(procedures.torrents.indexers.queryOptions(undefined, { refetchOnWindowFocus: false }))
  return (
    <Section
      id="indexers"
      title={t('torrentSearch.settings.title')}
      text={t('torrentSearch.settings.text')}
      action={<IndexerHelp />}
    >
      <Loaded query={query} lines={4}>
        {(view) => <List view={view} />}
      </Loaded>
    </Section>
  )
}

function List({ view }: { view: IndexersView }) {
  const t = useTranslations()
  // 'new' is none yet.
  const [edited, setEdited] = useState<string | null>(null)
  const close = () => setEdited(null)
  return (
    <div className={styles.list} {...useKeptFocus<HTMLDivElement>()}>
      {view.indexers.length === 0 && edited !== 'new' && (
        <Empty icon="find" title={t('torrentSearch.settings.empty')}>
          {t('torrentSearch.settings.emptyText')}
        </Empty>
      )}
      {view.indexers.length > 0 && (
        <ul className={styles.lines ?? ''}>
          {view.indexers.map((indexer) => (
            <li key={indexer.id} className={styles.item}>
              {edited === indexer.id ? (
                <IndexerForm view={view} indexer={indexer} onClose={close} />
              ) : (
                <IndexerLine indexer={indexer} revision={view.revision} onEdit={() => setEdited(indexer.id)} />
              )}
            </li>
          ))}
        </ul>
      )}
      {edited === 'new' ? (
        <IndexerForm view={view} indexer={null} onClose={close} />
      ) : (
        <Button look="outline" size="small" className={styles.add ?? ''} onClick={() => setEdited('new')}>
          <Icon name="plus" size={16} />
          {t('torrentSearch.settings.add')}
        </Button>
      )}
    </div>
  )
}
