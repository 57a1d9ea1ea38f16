import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { SpeedSpan } from '../../../../../shared/torrent-speeds.ts'
import { useFormats } from '../../../../ui/services.tsx'

/** How speeds and their moments are said. */
export function useSpeedWords() {
  const t = useTranslations()
  const formats = useFormats()
  return useMemo(() => {
    const iso = (at: number) => new Date(at * 1000).toISOString()
    return {
      perSecond: (bytes: number): string => t('app.amounts.perSecond', { size: formats.size(bytes) }),
      /** @param at seconds since the epoch */
      moment: (at: number, span: SpeedSpan): string =>
        span === 'month' ? formats.moment(iso(at)) : formats.time(iso(at)),
    }
  }, [t, formats])
}
