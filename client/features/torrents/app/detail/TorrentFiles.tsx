import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { TorrentFiles as Files } from '../../../../../shared/torrent-downloads.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { Empty } from '../../../../ui/Empty.tsx'
import { Link } from '../../../../ui/Link.tsx'
import { useFormats, useMe } from '../../../../ui/services.tsx'
import { FileRows } from './FileRows.tsx'
import { foundRows, treeRows } from './fileTree.ts'
import styles from './TorrentFiles.module.css'

interface TorrentFilesProps {
  readonly torrentId: number
  /** Whether its files still arrive. */
  readonly isUnfinished: boolean
}

/** In milliseconds: how often the files are read again while they arrive, and so that no link grows old. */
const again = { few: 5_000, many: 20_000, whole: 900_000 } as const
const manyFiles = 300
/** From so many files on, they can be searched, and folders begin closed. */
const searched = 25

/** The files of a torrent: how far each has come, which are wanted first, and a link to each that is whole. */
export function TorrentFiles({ torrentId, isUnfinished }: TorrentFilesProps) {
  const procedures = useProcedures()
  const query = useQuery({
    ...procedures.torrents.files.queryOptions({ id: torrentId }),
    refetchInterval: ({ state }) => {
      if (!isUnfinished) return again.whole
      return (state.data?.files.length ?? 0) > manyFiles ? again.many : again.few
    },
  })
  return <Loaded query={query}>{(files) => <Listing torrentId={torrentId} of={files} />}</Loaded>
}

function Listing({ torrentId, of }: { torrentId: number; of: Files }) {
  const t = useTranslations()
  const [words, setWords] = useState('')
  const isLong = of.files.length >= searched
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  if (of.files.length === 0) {
    return (
      <Empty icon="torrent" title={t('torrentDownloads.files.empty')}>
        {t('torrentDownloads.files.emptyText')}
      </Empty>
    )
  }
  const toggle = (path: string) => {
    const next = new Set(toggled)
    if (!next.delete(path)) next.add(path)
    setToggled(next)
  }
  const isSearching = words.trim() !== ''
  const rows = isSearching ? foundRows(of.files, words) : treeRows(of.files, (path) => toggled.has(path) === isLong)
  return (
    <div className={styles.files}>
      <Summary of={of} />
      {isLong && (
        <input
          type="search"
          className={styles.search}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          aria-label={t('torrentDownloads.files.search')}
          placeholder={t('torrentDownloads.files.search')}
        />
      )}
      {rows.length === 0 ? (
        <p className={styles.quiet}>{t('torrentDownloads.files.noneFound')}</p>
      ) : (
        <FileRows torrentId={torrentId} rows={rows} until={of.until} mayAct={of.mayAct} onToggle={toggle} />
      )}
    </div>
  )
}

function Summary({ of: { files, way, until } }: { of: Files }) {
  const t = useTranslations()
  const { moment, size } = useFormats()
  const { abilities } = useMe()
  const whole = files.filter(({ progress }) => progress === 1).length
  const total = files.reduce((sum, file) => sum + file.size, 0)
  return (
    <p className={styles.quiet}>
      {t('torrentDownloads.files.count', { count: files.length })} · {size(total)} ·{' '}
      {t('torrentDownloads.files.finished', { count: whole })}
      <br />
      {way !== 'none' && whole > 0 && t('torrentDownloads.files.life', { until: moment(until) })}
      {way === 'none' && t('torrentDownloads.files.off')}
      {way === 'none' && abilities.includes('torrents.administer') && (
        <>
          {' '}
          <Link to="/admin/torrents#downloads">{t('torrentDownloads.files.setUp')}</Link>
        </>
      )}
    </p>
  )
}
