import { useTranslations } from 'use-intl'
import { Icon } from '../../../../ui/Icon.tsx'
import { type Column, columns, type Order } from '../../arrange.ts'
import { Box, Part } from './Part.tsx'
import styles from './Table.module.css'

const textColumns: readonly Column[] = ['name', 'state', 'progress', 'owner']

interface TableHeadProps {
  readonly order: Order
  readonly onOrder: (by: Column) => void
  readonly withOwners: boolean
  /** How many are selected, of how many. */
  readonly chosen: number
  readonly of: number
  readonly onAll: () => void
}

/** The heads of the columns, which put the rows in order, and the box that selects them all. */
export function TableHead({ order, onOrder, withOwners, chosen, of, onAll }: TableHeadProps) {
  const t = useTranslations()
  return (
    <Part role="row" aria-rowindex={1} className={styles.head} data-head>
      <Part role="columnheader" aria-label={t('torrentPages.selection.column')}>
        <Box
          role="checkbox"
          aria-checked={chosen === 0 ? false : chosen === of ? true : 'mixed'}
          aria-label={t('torrentPages.selection.all')}
          className={styles.everything}
          onClick={onAll}
        >
          <span className={styles.tick}>{chosen > 0 && chosen === of && <Icon name="check" size={14} />}</span>
        </Box>
      </Part>
      {columns
        .filter((column) => column !== 'owner' || withOwners)
        .map((column) => (
          <Part
            key={column}
            role="columnheader"
            className={`${textColumns.includes(column) ? '' : styles.end} ${styles[column] ?? ''}`}
            {...(order.by === column ? { 'aria-sort': order.falling ? 'descending' : 'ascending' } : {})}
          >
            <button type="button" className={styles.sort} onClick={() => onOrder(column)}>
              {t(`torrentPages.columns.${column}`)}
              <Icon name="down" size={14} />
            </button>
          </Part>
        ))}
    </Part>
  )
}
