import { NativeSelect, type NativeSelectProps } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { MessageKey } from '../../../shared/messages/catalogue.gen.ts'
import type { Translate } from '../../lib/words.ts'
import { useServices } from '../services.tsx'

/** The place by which a zone goes: `America/Argentina/Buenos_Aires` → Buenos Aires, Argentina. */
const placeOf = (zone: string): string =>
  zone
    .split('/')
    .slice(zone.includes('/') ? 1 : 0)
    .toReversed()
    .join(', ')
    .replaceAll('_', ' ')

/** Zones by continent, as the device knows them; the chosen one among them in any case. */
function groupsWith(chosen: string, t: Translate) {
  const known = Intl.supportedValuesOf('timeZone')
  const zones = known.includes(chosen) ? known : [chosen, ...known]
  const groups = Map.groupBy(zones, (zone) => zone.split('/')[0] ?? zone)
  return [...groups].map(([continent, members]) => {
    const key = `app.timeZone.continents.${continent}`
    return {
      group: t.has(key as MessageKey) ? t(key as never) : continent,
      items: members.map((zone) => ({ value: zone, label: placeOf(zone) })),
    }
  })
}

interface TimeZoneSelectProps extends Omit<NativeSelectProps, 'value'> {
  readonly value?: string
}

/** One of the world's time zones, with the time it is there. */
export function TimeZoneSelect({ value = 'UTC', ...rest }: TimeZoneSelectProps) {
  const t = useTranslations()
  const { locale } = useServices()
  const groups = useMemo(() => groupsWith(value, t), [value, t])
  const tag = locale === 'fr' ? 'fr-FR' : 'en-GB'
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone: value }).format(Date.now())
  return <NativeSelect description={t('app.timeZone.hint', { time })} {...rest} value={value} data={groups} />
}
