import { useTranslations } from 'use-intl'
import type { TorrentRoom } from '../../../../../shared/torrents.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { useFormats } from '../../../../ui/services.tsx'
import styles from './Dashboard.module.css'
import { Meter, toneOf } from './Meter.tsx'
import { useRoom } from './useRoom.ts'

/** What a member has and may still add: at the head of their torrents. It reads itself. */
export function Dashboard() {
  const room = useRoom()
  return (
    <div className={styles.dashboard}>
      <Loaded query={room} lines={2}>
        {(read) => <Figures room={read} />}
      </Loaded>
    </div>
  )
}

function Figures({ room }: { room: TorrentRoom }) {
  const t = useTranslations()
  const formats = useFormats()
  const { active, count, bytes, finished } = room
  const number = (value: number) => formats.number(value)
  const leftOf = (left: string, isLeft: boolean) =>
    isLeft ? t('torrentSpeeds.room.left', { left }) : t('torrentSpeeds.room.full')
  return (
    <section aria-label={t('torrentSpeeds.room.title')} className={styles.figures}>
      <Meter
        name={t('torrentSpeeds.room.active')}
        quota={active}
        value={number(active.used)}
        most={t('torrentSpeeds.room.outOf', { most: number(active.most) })}
        text={leftOf(number(active.most - active.used), active.used < active.most)}
      />
      <Meter
        name={t('torrentSpeeds.room.count')}
        quota={count}
        value={number(count.used)}
        most={t('torrentSpeeds.room.outOf', { most: number(count.most) })}
        text={t('torrentSpeeds.room.finished', { count: finished })}
      />
      <Meter
        name={t('torrentSpeeds.room.bytes')}
        quota={bytes}
        value={formats.size(bytes.used)}
        most={t('torrentSpeeds.room.outOf', { most: formats.size(bytes.most) })}
        text={leftOf(formats.size(bytes.most - bytes.used), bytes.used < bytes.most)}
      />
      <FreeSpace room={room} />
    </section>
  )
}

function FreeSpace({ room: { freeSpace, floor } }: { room: TorrentRoom }) {
  const t = useTranslations()
  const formats = useFormats()
  const isLow = freeSpace !== null && freeSpace < floor
  return (
    <div className={styles.figure} data-tone={freeSpace === null ? 'plain' : toneOf(isLow ? 1 : 0)}>
      <span className={styles.name}>{t('torrentSpeeds.room.free')}</span>
      <span className={styles.amount}>
        <span className={styles.value}>
          {freeSpace === null ? t('torrentSpeeds.room.unknown') : formats.size(freeSpace)}
        </span>
      </span>
      <span className={styles.text}>
        {freeSpace === null
          ? t('torrentSpeeds.room.unknownText')
          : t(isLow ? 'torrentSpeeds.room.low' : 'torrentSpeeds.room.floor', { floor: formats.size(floor) })}
      </span>
    </div>
  )
}
