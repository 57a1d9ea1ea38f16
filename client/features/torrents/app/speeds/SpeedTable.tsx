import { useTranslations } from 'use-intl'
import { type SpeedSpan, spans } from '../../../../../shared/torrent-speeds.ts'
import { useFormats } from '../../../../ui/services.tsx'
import type { SpeedNow } from './livePoints.ts'
import styles from './SpeedTable.module.css'
import { summaryOf } from './speedSummary.ts'
import type { SpeedLine } from './useSpeeds.ts'
import { useSpeedWords } from './useSpeedWords.ts'

interface SpeedTableProps {
  readonly line: SpeedLine
  readonly span: SpeedSpan
  /** The speeds at the chosen moment, or of now. */
  readonly shown: SpeedNow | null
  /** The chosen moment in words; null for now. */
  readonly when: string | null
}

const ways = ['down', 'up'] as const

/** The legend of the chart, and what it says in figures. */
export function SpeedTable({ line, span, shown, when }: SpeedTableProps) {
  const t = useTranslations()
  const formats = useFormats()
  const { perSecond, moment } = useSpeedWords()
  const longest = span === 'live' ? 15 : spans[span].step
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <td />
          <th scope="col" className={styles.when}>
            {when ?? t('torrentSpeeds.now')}
          </th>
          <th scope="col">{t('torrentSpeeds.mean')}</th>
          <th scope="col">{t(span === 'live' ? 'torrentSpeeds.peak' : 'torrentSpeeds.highestMean')}</th>
          <th scope="col">{t('torrentSpeeds.volume')}</th>
        </tr>
      </thead>
      <tbody>
        {ways.map((way) => {
          const summary = summaryOf(line, line[way], longest)
          return (
            <tr key={way}>
              <th scope="row">
                <span className={styles.name}>
                  <span className={styles.mark} data-way={way} aria-hidden="true" />
                  {t(`torrentSpeeds.ways.${way}`)}
                </span>
              </th>
              <td className={styles.now}>{shown ? perSecond(shown[way]) : '–'}</td>
              <td>{summary ? perSecond(summary.mean) : '–'}</td>
              <td title={summary && summary.peak > 0 ? moment(summary.peakAt, span) : undefined}>
                {summary ? perSecond(summary.peak) : '–'}
              </td>
              <td>{summary ? formats.size(summary.volume) : '–'}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
