import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { TorrentDetail, TorrentView } from '../../../../../shared/torrents.ts'
import { SpeedChart } from '../speeds/SpeedChart.tsx'
import styles from './DetailTabs.module.css'
import { Overview } from './Overview.tsx'
import { Peers } from './Peers.tsx'
import { TorrentFiles } from './TorrentFiles.tsx'
import { Trackers } from './Trackers.tsx'

interface DetailTabsProps {
  readonly detail: TorrentDetail
  readonly torrent: TorrentView
  readonly isBlocked: boolean
}

const forAll = ['overview', 'files', 'speeds'] as const

/** Shown only to whoever may act on the torrent. */
const forOwners = ['trackers', 'peers'] as const

type Tab = (typeof forAll)[number] | (typeof forOwners)[number]

/** Everything about one torrent, a matter at a time. */
export function DetailTabs({ detail, torrent, isBlocked }: DetailTabsProps) {
  const t = useTranslations()
  const id = useId()
  const tabs: readonly Tab[] = detail.mayAct ? [...forAll, ...forOwners] : forAll
  const [wanted, setChosen] = useState<Tab>('overview')
  const chosen = tabs.includes(wanted) ? wanted : 'overview'
  const list = useRef<HTMLDivElement>(null)
  const onKey = ({ key }: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[key]
    if (by === undefined) return
    const next = (tabs.indexOf(chosen) + by + tabs.length) % tabs.length
    setChosen(tabs[next] ?? 'overview')
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }
  return (
    <div className={styles.tabs}>
      <div ref={list} role="tablist" aria-label={t('torrentPages.detail.tabs.title')} className={styles.list}>
        {tabs.map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`${id}-${tab}`}
            aria-selected={tab === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={tab === chosen ? 0 : -1}
            className={styles.tab}
            onClick={() => setChosen(tab)}
            onKeyDown={onKey}
          >
            {t(tab === 'speeds' ? 'torrentSpeeds.page.title' : `torrentPages.detail.tabs.${tab}`)}
            {tab === 'files' && detail.fileCount !== null && <span className={styles.count}>{detail.fileCount}</span>}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${chosen}`} className={styles.panel}>
        {chosen === 'overview' && <Overview detail={detail} torrent={torrent} isBlocked={isBlocked} />}
        {chosen === 'files' && <TorrentFiles torrentId={torrent.id} isUnfinished={torrent.progress < 1} />}
        {chosen === 'speeds' && <SpeedChart torrentId={torrent.id} now={isBlocked ? null : torrent} />}
        {chosen === 'trackers' && <Trackers torrentId={torrent.id} isBlocked={isBlocked} />}
        {chosen === 'peers' && <Peers torrentId={torrent.id} isBlocked={isBlocked} />}
      </div>
    </div>
  )
}
