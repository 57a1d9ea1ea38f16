import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { FilePriority } from '../../../../../shared/torrents.ts'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useErrorWords } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'
import { FileLine, FolderLine } from './FileLine.tsx'
import type { TreeRow } from './fileTree.ts'
import styles from './TorrentFiles.module.css'

interface FileRowsProps {
  readonly torrentId: number
  readonly rows: readonly TreeRow[]
  /** Of the links, in ISO 8601. */
  readonly until: string
  readonly mayAct: boolean
  readonly onToggle: (path: string) => void
}

/** In pixels, until a row is drawn. */
const rowHeight = 56

/** Only the rows near to what is looked at are drawn: a torrent may hold thousands of files. */
export function FileRows({ torrentId, rows, until, mayAct, onToggle }: FileRowsProps) {
  const t = useTranslations()
  const toasts = useToasts()
  const errorWords = useErrorWords()
  const procedures = useProcedures()
  const queries = useQueryClient()
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => keyOf(rows[index]) ?? index,
    overscan: 8,
  })
  const choice = useMutation(
    procedures.torrents.setPriority.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(procedures.torrents.files.queryFilter({ id: torrentId }))
        toasts.show({ text: t('torrentDownloads.files.prioritySet') })
      },
      onError: (thrown) => toasts.show({ text: errorWords(thrown), tone: 'error' }),
    }),
  )
  const prefer = mayAct
    ? (indexes: readonly number[], priority: FilePriority) =>
        choice.mutate({ id: torrentId, indexes: [...indexes], priority })
    : null
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index]
          return (
            row && (
              <li
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                aria-posinset={index + 1}
                aria-setsize={rows.length}
                className={styles.row}
                style={{ transform: `translateY(${start}px)`, paddingInlineStart: `${row.depth * 1.25}rem` }}
              >
                {row.kind === 'folder' ? (
                  <FolderLine row={row} onToggle={onToggle} onPrefer={prefer} />
                ) : (
                  <FileLine row={row} until={until} onPrefer={prefer} />
                )}
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}

const keyOf = (row: TreeRow | undefined): string | undefined =>
  row && (row.kind === 'folder' ? `folder ${row.path}` : `file ${row.file.index}`)
