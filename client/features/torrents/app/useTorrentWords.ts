import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { TorrentProblem, TorrentState } from '../../../../shared/torrents.ts'
import { errorWords } from '../../../lib/errors.ts'
import { useFormats, useServices } from '../../../ui/services.tsx'
import { partsOfDuration } from '../duration.ts'

/** What is said where nothing can be said. */
const nothing = '–'

/** Sizes, speeds and lengths of time of torrents, as the reader says them. */
export interface TorrentWords {
  state(state: TorrentState): string
  problem(problem: TorrentProblem): string
  /** Bytes. */
  size(bytes: number | null): string
  /** Bytes a second; a dash where nothing moves. */
  speed(bytes: number): string
  /** Seconds. */
  duration(seconds: number | null): string
  ratio(ratio: number): string
  /** From 0 to 1: whole only when nothing is missing. */
  percent(share: number): string
  /** An instant as a day; within the last one as its hour. */
  since(iso: string): string
}

export function useTorrentWords(): TorrentWords {
  const t = useTranslations()
  const formats = useFormats()
  const { locale } = useServices()
  return useMemo(() => {
    const size = (bytes: number | null) => (bytes === null ? nothing : formats.size(bytes))
    return {
      state: (state) => t(`torrentPages.states.${state}`),
      problem: ({ key, args }) => errorWords(t, { code: 'INTERNAL', key, args }),
      size,
      speed: (bytes) => (bytes === 0 ? nothing : t('torrentPages.speed', { size: size(bytes) })),
      duration: (seconds) => {
        if (seconds === null) return nothing
        const { unit, value, rest } = partsOfDuration(seconds)
        return t(`torrentPages.durations.${unit}`, {
          value: String(value),
          rest: String(rest),
          twoDigits: String(rest).padStart(2, '0'),
        })
      },
      ratio: (ratio) => formats.number(ratio, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
      percent: (share) => formats.percent(Math.floor(share * 100) / 100),
      since: (iso) =>
        Date.now() - Date.parse(iso) < 86_400_000
          ? formats.time(iso)
          : new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: '2-digit' }).format(new Date(iso)),
    }
  }, [t, formats, locale])
}
