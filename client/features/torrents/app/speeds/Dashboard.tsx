import { useTranslations } from 'use-intl'
import type { TorrentQuota } from '../../../../../shared/torrents.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { useFormats } from '../../../../ui/services.tsx'
import styles from './Dashboard.module.css'
import { Meter, toneOf } from './Meter.tsx'
import { useQuota } from './useQuota.ts'

/** What a member has and may still add: at the head of their torrents. It reads itself. */
export function Dashboard() {
  const quota = useQuota()
  return (
    <div className={styles.dashboard}>
      <Loaded query={quota} lines={2}>
        {(read) => <Figures quota={read} />}
      </Loaded>
    </div>
  )
}

function Figures({ quota }: { quota: TorrentQuota }) {
  const t = useTranslations()
  const formats = useFormats()
  const { active, count, bytes, finished } = quota
  const number = (value: number) => formats.number(value)
  const leftOf = (left: string, isLeft: boolean) =>
    isLeft ? t('torrentSpeeds.quota.left', { left }) : t('torrentSpeeds.quota.full')
  return (
    <section aria-label={t('torrentSpeeds.quota.title')} className={styles.figures}>
      <Meter
        name={t('torrentSpeeds.quota.active')}
        quota={active}
        value={number(active.used)}
        most={t('torrentSpeeds.quota.outOf', { most: number(active.most) })}
        text={leftOf(number(active.most - active.used), active.used < active.most)}
      />
      <Meter
        name={t('torrentSpeeds.quota.count')}
        quota={count}
        value={number(count.used)}
        most={t('torrentSpeeds.quota.outOf', { most: number(count.most) })}
        text={
          count.used < count.most
            ? t('torrentSpeeds.quota.finished', { count: finished })
            : t('torrentSpeeds.quota.full')
        }
      />
      <Meter
        name={t('torrentSpeeds.quota.bytes')}
        quota={bytes}
        value={formats.size(bytes.used)}
        most={t('torrentSpeeds.quota.outOf', { most: formats.size(bytes.most) })}
        text={leftOf(formats.size(bytes.most - bytes.used), bytes.used < bytes.most)}
      />
      <FreeSpace quota={quota} />
    </section>
  )
}

function FreeSpace({ quota: { freeSpace, floor } }: { quota: TorrentQuota }) {
  const t = useTranslations()
  const formats = useFormats()
  const isLow = freeSpace !== null && freeSpace < floor
  return (
    <div className={styles.figure} data-tone={freeSpace === null ? 'plain' : toneOf(isLow ? 1 : 0)}>
      <span className={styles.name}>{t('torrentSpeeds.quota.free')}</span>
      <span className={styles.amount}>
        <span className={styles.value}>
          {freeSpace === null ? t('torrentSpeeds.quota.unknown') : formats.size(freeSpace)}
        </span>
      </span>
      <span className={styles.text}>
        {freeSpace === null
          ? t('torrentSpeeds.quota.unknownText')
          : t(isLow ? 'torrentSpeeds.quota.low' : 'torrentSpeeds.quota.floor', { floor: formats.size(floor) })}
      </span>
    </div>
  )
}
