import { useTranslations } from 'use-intl'
import type { FoundView } from '../../../../../shared/torrent-search.ts'
import type { AddedTorrent } from '../../../../../shared/torrents.ts'
import { Icon } from '../../../../ui/Icon.tsx'
import { useFormats } from '../../../../ui/services.tsx'
import { VisuallyHidden } from '../../../../ui/VisuallyHidden.tsx'
import { AddFound } from './AddFound.tsx'
import styles from './FoundTable.module.css'
import { type FoundColumn, type FoundOrder, foundColumns } from './foundOrder.ts'
import { Known } from './Known.tsx'
import { useAge } from './useAge.ts'

export interface FoundListProps {
  readonly found: readonly FoundView[]
  readonly added: Readonly<Record<string, AddedTorrent>>
  readonly order: FoundOrder
  readonly onOrder: (column: FoundColumn) => void
  readonly onAdd: (token: string) => Promise<void>
}

/** Results in columns; each head puts them in its order, and again the other way round. */
export function FoundTable({ found, added, order, onOrder, onAdd }: FoundListProps) {
  const t = useTranslations()
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{t('torrentSearch.page.results')}</caption>
      <thead>
        <tr>
          {foundColumns.map((column) => (
            <th
              key={column}
              scope="col"
              data-column={column}
              aria-sort={column !== order.column ? 'none' : order.descending ? 'descending' : 'ascending'}
            >
              <button type="button" className={styles.head} onClick={() => onOrder(column)}>
                {t(`torrentSearch.page.columns.${column}`)}
                <span className={styles.arrow}>
                  <Icon name="down" size={14} />
                </span>
              </button>
            </th>
          ))}
          <th scope="col">
            <VisuallyHidden>{t('torrentSearch.page.columns.act')}</VisuallyHidden>
          </th>
        </tr>
      </thead>
      <tbody>
        {found.map((one) => (
          <Row key={one.token} found={one} added={added[one.token]} onAdd={() => onAdd(one.token)} />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  readonly found: FoundView
  readonly added: AddedTorrent | undefined
  readonly onAdd: () => Promise<void>
}

function Row({ found, added, onAdd }: RowProps) {
  const t = useTranslations()
  const formats = useFormats()
  const age = useAge()
  const { title, category, size, seeders, leechers, publishedAt, indexers } = found
  return (
    <tr data-found>
      <th scope="row" className={styles.title}>
        <span>{title}</span>
        <span className={styles.detail}>{[t(`torrentSearch.categories.${category}`), ...indexers].join(' · ')}</span>
      </th>
      <td>
        <Known value={size}>{formats.size}</Known>
      </td>
      <td className={styles.seeders} data-none={seeders === 0 || undefined}>
        <Known value={seeders}>{(count) => formats.number(count)}</Known>
      </td>
      <td>
        <Known value={leechers}>{(count) => formats.number(count)}</Known>
      </td>
      <td>
        <Known value={publishedAt}>{age}</Known>
      </td>
      <td className={styles.act}>
        <AddFound found={found} added={added} onAdd={onAdd} />
      </td>
    </tr>
  )
}
