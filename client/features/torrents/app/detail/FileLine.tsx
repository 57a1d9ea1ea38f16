import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { downloadPath } from '../../../../../shared/torrent-downloads.ts'
import { type FilePriority, filePriorities } from '../../../../../shared/torrents.ts'
import { copyField } from '../../../../lib/copyText.ts'
import { Icon } from '../../../../ui/Icon.tsx'
import { useFormats } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'
import type { FileRow, FolderRow } from './fileTree.ts'
import styles from './TorrentFiles.module.css'

/** Null where whoever looks may not choose. */
export type Prefer = ((indexes: readonly number[], priority: FilePriority) => void) | null

/** A folder: opened and closed by a click on its name. */
export function FolderLine(props: { row: FolderRow; onToggle: (path: string) => void; onPrefer: Prefer }) {
  const { row, onToggle, onPrefer } = props
  const t = useTranslations()
  const { size } = useFormats()
  return (
    <>
      <button type="button" className={styles.folder} aria-expanded={row.isOpen} onClick={() => onToggle(row.path)}>
        <Icon name={row.isOpen ? 'down' : 'next'} size={16} />
        <span className={styles.name}>{row.name}</span>
      </button>
      <Progress progress={row.progress}>
        {t('torrentDownloads.files.count', { count: row.files })} · {size(row.size)}
      </Progress>
      {onPrefer && !row.isWhole && (
        <Priority
          label={t('torrentDownloads.files.folderPriority', { name: row.name })}
          value={row.priority}
          onChange={(priority) => onPrefer(row.indexes, priority)}
        />
      )}
    </>
  )
}

/** A file: its link once it is whole, before that how far it has come and how much it is wanted. */
export function FileLine({ row, until, onPrefer }: { row: FileRow; until: string; onPrefer: Prefer }) {
  const t = useTranslations()
  const { size } = useFormats()
  const { name, file } = row
  const isSkipped = file.priority === 'skip' && row.progress < 1
  return (
    <>
      <span className={styles.name} data-skipped={isSkipped || undefined}>
        {name}
      </span>
      <Progress progress={row.progress}>{size(row.size)}</Progress>
      {onPrefer && row.progress < 1 && (
        <Priority
          label={t('torrentDownloads.files.priority', { name })}
          value={file.priority}
          onChange={(priority) => onPrefer([file.index], priority)}
        />
      )}
      {file.token !== null && <Links name={name} link={downloadPath(file.token, file.path)} until={until} />}
    </>
  )
}

function Links({ name, link, until }: { name: string; link: string; until: string }) {
  const t = useTranslations()
  const toasts = useToasts()
  const { moment } = useFormats()
  const copy = async (button: HTMLButtonElement) => {
    const field = document.createElement('textarea')
    field.value = new URL(link, location.href).href
    document.body.append(field)
    const isCopied = await copyField(field)
    field.remove()
    button.focus()
    toasts.show(
      isCopied
        ? { text: t('torrentDownloads.files.copied', { until: moment(until) }) }
        : { text: t('torrentDownloads.files.notCopied'), tone: 'error' },
    )
  }
  return (
    <span className={styles.acts}>
      <a href={link} download className={styles.act} aria-label={t('torrentDownloads.files.download', { name })}>
        <Icon name="download" size={18} />
        <span className={styles.actName}>{t('torrentDownloads.files.downloadShort')}</span>
      </a>
      <button
        type="button"
        className={styles.act}
        aria-label={t('torrentDownloads.files.copyLink', { name })}
        onClick={(event) => void copy(event.currentTarget)}
      >
        <Icon name="link" size={18} />
      </button>
    </span>
  )
}

function Progress({ progress, children }: { progress: number; children: ReactNode }) {
  const t = useTranslations()
  const { percent } = useFormats()
  return (
    <span className={styles.facts}>
      {children}
      {/* Nearly all of it is not all of it. */}
      {progress < 1 &&
        ` · ${t('torrentDownloads.files.progress', { percent: percent(Math.floor(progress * 100) / 100) })}`}
    </span>
  )
}

interface PriorityProps {
  readonly label: string
  /** Null where several differ. */
  readonly value: FilePriority | null
  readonly onChange: (priority: FilePriority) => void
}

function Priority({ label, value, onChange }: PriorityProps) {
  const t = useTranslations()
  const choose = (chosen: string) => {
    const priority = filePriorities.find((one) => one === chosen)
    if (priority) onChange(priority)
  }
  return (
    <select
      className={styles.priority}
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      {value === null && (
        <option value="" disabled>
          {t('torrentDownloads.files.mixed')}
        </option>
      )}
      {filePriorities.map((one) => (
        <option key={one} value={one}>
          {t(`torrentDownloads.files.priorities.${one}`)}
        </option>
      ))}
    </select>
  )
}
