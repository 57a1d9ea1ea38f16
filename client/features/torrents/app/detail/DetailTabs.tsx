import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { TorrentDetail, TorrentView } from '../../../../../shared/torrents.ts'
import styles from './DetailTabs.module.css'
import { Overview } from './Overview.tsx'
import { Peers } from './Peers.tsx'
import { Trackers } from './Trackers.tsx'

interface DetailTabsProps {
  readonly detail: TorrentDetail
  readonly torrent: TorrentView
  readonly isBlocked: boolean
}

const tabs = ['overview', 'trackers', 'peers'] as const

type Tab = (typeof tabs)[number]

/** Everything about one torrent, a matter at a time. */
export function DetailTabs({ detail, torrent, isBlocked }: DetailTabsProps) {
  const t = useTranslations()
  const id = useId()
  const [chosen, setChosen] = useState<Tab>('overview')
  const list = useRef<HTMLDivElement>(null)
  const counts: Partial<Record<Tab, number>> = {
    ...(detail.trackers ? { trackers: detail.trackers.length } : {}),
    ...(detail.peers ? { peers: detail.peers.length } : {}),
  }
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
            {t(`torrentPages.detail.tabs.${tab}`)}
            {counts[tab] !== undefined && <span className={styles.count}>{counts[tab]}</span>}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${chosen}`} className={styles.panel}>
        {chosen === 'overview' && <Overview detail={detail} torrent={torrent} isBlocked={isBlocked} />}
        {chosen === 'trackers' && <Trackers trackers={detail.trackers} />}
        {chosen === 'peers' && <Peers peers={detail.peers} />}
      </div>
    </div>
  )
}
