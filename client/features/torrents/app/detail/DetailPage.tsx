import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useParams } from 'react-router'
import { useTranslations } from 'use-intl'
import type { TorrentDetail, TorrentView } from '../../../../../shared/torrents.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Button } from '../../../../ui/Button.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { useMe } from '../../../../ui/services.tsx'
import { useTorrentApi } from '../torrentApi.ts'
import { useTorrentWords } from '../useTorrentWords.ts'
import { DetailActs } from './DetailActs.tsx'
import styles from './DetailPage.module.css'
import { DetailTabs } from './DetailTabs.tsx'
import { Joining } from './Joining.tsx'
import { lookedAt } from './lookedAt.ts'
import { type OpenTorrent, useOpenTorrent } from './openTorrent.ts'

/** One torrent: beside the list on wide screens, in its place on others. */
export function Component() {
  const { id } = useParams()
  const open = useOpenTorrent()
  return <Detail key={id} id={Number(id)} open={open} />
}

function Detail({ id, open }: { id: number; open: OpenTorrent }) {
  const t = useTranslations()
  const api = useTorrentApi()
  const pane = useRef<HTMLElement>(null)
  const detail = useQuery({
    queryKey: ['torrents', 'detail', id],
    queryFn: () => api.detail.query({ id }),
    // What moves comes by the list, where it holds the torrent.
    ...lookedAt(open.isBlocked, open.torrent ? 'rarely' : 'often'),
  })

  // In place of the list it begins at its head.
  useEffect(() => {
    if (!pane.current || matchMedia('(min-width: 84rem)').matches) return
    const before = scrollY
    scrollTo({ top: 0, behavior: 'instant' })
    pane.current.focus({ preventScroll: true })
    return () => {
      requestAnimationFrame(() => scrollTo({ top: before, behavior: 'instant' }))
    }
  }, [])

  return (
    <aside
      ref={pane}
      className={styles.pane}
      tabIndex={-1}
      aria-label={t('torrentPages.detail.title')}
      onKeyDown={({ key, target, currentTarget }) => key === 'Escape' && target === currentTarget && open.onClose()}
    >
      <div className={styles.top}>
        <Button look="plain" size="small" className={styles.back} onClick={open.onClose}>
          <Icon name="back" size={16} />
          {t('torrentPages.detail.back')}
        </Button>
        <button
          type="button"
          className={styles.close}
          aria-label={t('torrentPages.detail.close')}
          onClick={open.onClose}
        >
          <Icon name="close" size={18} />
        </button>
      </div>
      <Loaded query={detail} lines={8}>
        {(read) => <Torrent detail={read} torrent={open.torrent ?? read.torrent} open={open} />}
      </Loaded>
    </aside>
  )
}

interface TorrentProps {
  readonly detail: TorrentDetail
  /** Live where the list holds it. */
  readonly torrent: TorrentView
  readonly open: OpenTorrent
}

function Torrent({ detail, torrent, open }: TorrentProps) {
  const t = useTranslations()
  const words = useTorrentWords()
  const { account } = useMe()
  const isOwn = torrent.owners.some(({ id }) => id === account?.id)
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.name}>{torrent.name}</h2>
        <Progress torrent={torrent} pending={open.pending} />
        {torrent.problem && (
          <p className={styles.problem} role="status">
            <Icon name="warning" size={16} />
            {words.problem(torrent.problem)}
          </p>
        )}
      </header>
      {detail.mayAct && <DetailActs torrent={torrent} open={open} />}
      {!isOwn && (
        <div className={styles.joining}>
          {!detail.mayAct && <p className={styles.quiet}>{t('torrentPages.detail.readOnly')}</p>}
          <Joining id={torrent.id} />
        </div>
      )}
      <DetailTabs detail={detail} torrent={torrent} isBlocked={open.isBlocked} />
    </>
  )
}

function Progress({ torrent, pending }: { torrent: TorrentView; pending: OpenTorrent['pending'] }) {
  const t = useTranslations()
  const words = useTorrentWords()
  const { state, progress, down, up, eta } = torrent
  const percent = words.percent(progress)
  return (
    <div className={styles.progress}>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={t('torrentPages.columns.progress')}
        aria-valuenow={Math.floor(progress * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
        data-whole={progress === 1 || undefined}
      >
        <span style={{ width: `${progress * 100}%` }} />
      </div>
      <p className={styles.now}>
        <strong>{pending ? t(`torrentPages.buttons.${pending}Pending`) : words.state(state)}</strong>
        <span>{percent}</span>
        {down > 0 && <span>↓ {words.speed(down)}</span>}
        {up > 0 && <span>↑ {words.speed(up)}</span>}
        {eta !== null && progress < 1 && <span>{t('torrentPages.detail.left', { time: words.duration(eta) })}</span>}
      </p>
    </div>
  )
}
