import { useTranslations } from 'use-intl'
import type { TorrentDetail, TorrentView } from '../../../../../shared/torrents.ts'
import { CopyField } from '../../../../ui/app/CopyField.tsx'
import { useFormats } from '../../../../ui/services.tsx'
import { useTorrentWords } from '../useTorrentWords.ts'
import styles from './Overview.module.css'
import { ShareForm } from './ShareForm.tsx'

interface OverviewProps {
  readonly detail: TorrentDetail
  readonly torrent: TorrentView
  readonly isBlocked: boolean
}

/** What a torrent is, whose it is, what it is known by, and how long it is given on. */
export function Overview({ detail, torrent, isBlocked }: OverviewProps) {
  const t = useTranslations()
  const words = useTorrentWords()
  const formats = useFormats()
  const owners = torrent.owners.map(({ name }) => name)
  return (
    <>
      <dl className={styles.facts}>
        <Fact name={t('torrentPages.columns.size')} value={words.size(torrent.size)} />
        <Fact name={t('torrentPages.columns.ratio')} value={words.ratio(torrent.ratio)} />
        <Fact
          name={t('torrentPages.detail.peers')}
          value={t('torrentPages.detail.connected', { seeds: torrent.seeds, peers: torrent.peers })}
        />
        <Fact name={t('torrentPages.columns.addedAt')} value={formats.moment(torrent.addedAt)} />
        {torrent.finishedAt && (
          <Fact name={t('torrentPages.detail.finished')} value={formats.moment(torrent.finishedAt)} />
        )}
        <Fact
          name={t('torrentPages.detail.owners')}
          value={owners.length > 0 ? formats.list(owners) : t('torrentPages.detail.nobody')}
        />
        {detail.addedBy && <Fact name={t('torrentPages.detail.addedBy')} value={detail.addedBy} />}
      </dl>
      <div className={styles.copies}>
        <CopyField label={t('torrentPages.detail.magnet')} value={detail.magnet} />
        {detail.v1 && <CopyField label={t('torrentPages.detail.v1')} value={detail.v1} />}
        {detail.v2 && <CopyField label={t('torrentPages.detail.v2')} value={detail.v2} />}
      </div>
      {detail.mayAct && <ShareForm ids={[torrent.id]} share={detail.share} isBlocked={isBlocked} />}
    </>
  )
}

const Fact = ({ name, value }: { name: string; value: string }) => (
  <div className={styles.fact}>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
)
