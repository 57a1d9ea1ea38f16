import { type KeyboardEvent, useId } from 'react'
import { useTranslations } from 'use-intl'
import type { TorrentView } from '../../../../../shared/torrents.ts'
import type { Order } from '../../arrange.ts'
import type { Selection } from '../../selection.ts'
import type { Command } from '../acts/useCommands.ts'
import { Part } from './Part.tsx'
import { Row, type RowActs } from './Row.tsx'
import styles from './Table.module.css'
import { TableHead } from './TableHead.tsx'
import type { WantedState } from './useWanted.ts'
import type { WindowRows } from './useWindowRows.ts'

export interface TableSizes {
  /** Of a row and of the heads, in pixels. */
  readonly row: number
  readonly head: number
}

interface TableProps {
  readonly shown: readonly TorrentView[]
  readonly rows: WindowRows
  readonly sizes: TableSizes
  readonly label: string
  readonly order: Order
  readonly onOrder: WantedState['setOrder']
  readonly selection: Selection
  readonly pending: ReadonlyMap<number, Command>
  /** The torrent whose page stands beside. */
  readonly open: number | null
  /** The engine does not answer: this is how it was. */
  readonly isOld: boolean
  readonly withOwners: boolean
  readonly mayAct: (torrent: TorrentView) => boolean
  readonly pathOf: (id: number) => string
  readonly acts: RowActs
  readonly onAll: () => void
  readonly onKey: (event: KeyboardEvent<HTMLDivElement>) => void
}

/** Torrents as a grid: one stop for the tabulator, and keys of its own within. */
export function Table(props: TableProps) {
  const { shown, rows, sizes, selection, pending, open, withOwners, mayAct, pathOf, acts } = props
  const t = useTranslations()
  const id = useId()
  const visible = shown.slice(rows.first, rows.first + rows.count)
  const idOf = (torrent: number) => `${id}-${torrent}`
  const isActiveSeen = visible.some((torrent) => torrent.id === selection.active)
  return (
    <Part ref={rows.space} className={styles.space} style={{ height: sizes.head + shown.length * sizes.row + 2 }}>
      <Part
        ref={rows.pane}
        role="grid"
        aria-label={props.label}
        aria-rowcount={shown.length + 1}
        aria-multiselectable
        aria-activedescendant={isActiveSeen && selection.active !== null ? idOf(selection.active) : undefined}
        aria-description={t('torrentPages.selection.keys')}
        tabIndex={0}
        className={styles.pane}
        data-owners={withOwners || undefined}
        data-old={props.isOld || undefined}
        onKeyDown={props.onKey}
      >
        <TableHead
          order={props.order}
          onOrder={props.onOrder}
          withOwners={withOwners}
          chosen={selection.ids.size}
          of={shown.length}
          onAll={props.onAll}
        />
        <Part
          role="rowgroup"
          className={styles.rows}
          style={{ transform: `translateY(${-rows.above}px)`, '--torrent-row': `${sizes.row}px` } as object}
        >
          {visible.map((torrent, index) => (
            <Row
              key={torrent.id}
              torrent={torrent}
              index={rows.first + index}
              domId={idOf(torrent.id)}
              to={pathOf(torrent.id)}
              isSelected={selection.ids.has(torrent.id)}
              isActive={selection.active === torrent.id}
              isOpen={open === torrent.id}
              pending={pending.get(torrent.id)}
              mayAct={mayAct(torrent)}
              withOwners={withOwners}
              acts={acts}
            />
          ))}
        </Part>
      </Part>
    </Part>
  )
}
