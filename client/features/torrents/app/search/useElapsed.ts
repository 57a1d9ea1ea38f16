import { useTranslations } from 'use-intl'
import { useFormats } from '../../../../ui/services.tsx'

/** Says how long an answer took, given in milliseconds. */
export function useElapsed(): (milliseconds: number) => string {
  const t = useTranslations()
  const formats = useFormats()
  return (ms) =>
    ms < 1000
      ? t('torrentSearch.page.ms', { ms })
      : t('torrentSearch.page.seconds', { seconds: formats.number(ms / 1000, { maximumFractionDigits: 1 }) })
}
