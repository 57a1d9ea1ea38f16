import { useTranslations } from 'use-intl'
import type { FoundView } from '../../../../../shared/torrent-search.ts'
import type { AddedTorrent } from '../../../../../shared/torrents.ts'
import { useFormats } from '../../../../ui/services.tsx'
import { AddFound } from './AddFound.tsx'
import styles from './FoundCards.module.css'
import type { FoundListProps } from './FoundTable.tsx'
import { useAge } from './useAge.ts'

/** Results one below the other, on phones. */
export const FoundCards = ({ found, added, onAdd }: FoundListProps) => (
  <ul className={styles.cards ?? ''}>
    {found.map((one) => (
      <Card key={one.token} found={one} added={added[one.token]} onAdd={() => onAdd(one.token)} />
    ))}
  </ul>
)

interface CardProps {
  readonly found: FoundView
  readonly added: AddedTorrent | undefined
  readonly onAdd: () => Promise<void>
}

function Card({ found, added, onAdd }: CardProps) {
  const t = useTranslations()
  const formats = useFormats()
  const age = useAge()
  const { title, category, size, seeders, publishedAt, indexers } = found
  return (
    <li className={styles.card} data-found>
      <p className={styles.title}>{title}</p>
      <p className={styles.facts}>
        {seeders !== null && (
          <span className={styles.seeders} data-none={seeders === 0 || undefined}>
            {t('torrentSearch.page.sources', { count: seeders })}
          </span>
        )}
        {size !== null && <span>{formats.size(size)}</span>}
        {publishedAt !== null && <span>{age(publishedAt)}</span>}
      </p>
      <p className={styles.detail}>{[t(`torrentSearch.categories.${category}`), ...indexers].join(' · ')}</p>
      <div className={styles.act}>
        <AddFound found={found} added={added} onAdd={onAdd} />
      </div>
    </li>
  )
}
