import { SegmentedControl } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type SpeedSpan, speedSpans } from '../../../../../shared/torrent-speeds.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Empty } from '../../../../ui/Empty.tsx'
import type { SpeedNow } from './livePoints.ts'
import styles from './SpeedChart.module.css'
import { SpeedTable } from './SpeedTable.tsx'
import { type SpeedLine, useSpeeds } from './useSpeeds.ts'
import { useSpeedWords } from './useSpeedWords.ts'

const Plot = lazy(() => import('./Plot.tsx').then((module) => ({ default: module.Plot })))

interface SpeedChartProps {
  /** Null for the whole engine. */
  readonly torrentId: number | null
  /** How fast it is as the page knows already; null while nobody knows. The live line goes on from it. */
  readonly now: SpeedNow | null
}

/** What is received and sent: now, over a day and over a month. */
export function SpeedChart({ torrentId, now }: SpeedChartProps) {
  const t = useTranslations()
  const [span, setSpan] = useState<SpeedSpan>('live')
  const speeds = useSpeeds(torrentId, span, now)
  return (
    <div className={styles.speeds}>
      <SegmentedControl
        aria-label={t('torrentSpeeds.span')}
        className={styles.spans ?? ''}
        size="xs"
        value={span}
        onChange={(value) => setSpan(speedSpans.find((one) => one === value) ?? 'live')}
        data={speedSpans.map((value) => ({ value, label: t(`torrentSpeeds.spans.${value}`) }))}
      />
      <Loaded query={speeds} lines={6}>
        {(line) => <Drawing key={span} line={line} span={span} now={now} isTorrent={torrentId !== null} />}
      </Loaded>
    </div>
  )
}

interface DrawingProps {
  readonly line: SpeedLine
  readonly span: SpeedSpan
  readonly now: SpeedNow | null
  readonly isTorrent: boolean
}

function Drawing({ line, span, now, isTorrent }: DrawingProps) {
  const t = useTranslations()
  const words = useSpeedWords()
  const [place, setPlace] = useState<number | null>(null)
  const chosen = place === null ? null : { at: line.at[place], down: line.down[place], up: line.up[place] }
  const when = chosen?.at === undefined ? null : words.moment(chosen.at, span)
  const shown = chosen ? known(chosen) : now
  if (!line.down.some((speed) => speed !== null)) {
    return (
      <Empty icon="pulse" title={t('torrentSpeeds.empty.title')}>
        {t(isTorrent ? 'torrentSpeeds.empty.torrent' : 'torrentSpeeds.empty.engine')}
      </Empty>
    )
  }
  const said = shown
    ? t('torrentSpeeds.said', {
        when: when ?? t('torrentSpeeds.now'),
        down: words.perSecond(shown.down),
        up: words.perSecond(shown.up),
      })
    : t('torrentSpeeds.saidUnknown', { when: when ?? t('torrentSpeeds.now') })
  return (
    <figure className={styles.figure}>
      <div className={styles.plot}>
        <Suspense fallback={<div className={styles.awaited} data-loading />}>
          <Plot
            {...{ line, span, place, said }}
            label={t(isTorrent ? 'torrentSpeeds.chart.torrent' : 'torrentSpeeds.chart.engine')}
            onPlace={setPlace}
          />
        </Suspense>
      </div>
      <figcaption>
        <SpeedTable {...{ line, span, shown, when }} />
      </figcaption>
    </figure>
  )
}

function known({ down, up }: { down: number | null | undefined; up: number | null | undefined }): SpeedNow | null {
  return down == null || up == null ? null : { down, up }
}
