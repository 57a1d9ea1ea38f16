import { NativeSelect, type NativeSelectProps } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useServices } from '../services.tsx'

const spoken = (zone: string) => zone.replaceAll('_', ' ').replaceAll('/', ' / ')

/** Zones by continent, as the device knows them; the chosen one among them in any case. */
function groupsWith(chosen: string) {
  const known = Intl.supportedValuesOf('timeZone')
  const zones = known.includes(chosen) ? known : [chosen, ...known]
  const groups = Map.groupBy(zones, (zone) => zone.split('/')[0] ?? zone)
  return [...groups].map(([group, members]) => ({
    group,
    items: members.map((zone) => ({ value: zone, label: spoken(zone) })),
  }))
}

interface TimeZoneSelectProps extends Omit<NativeSelectProps, 'value'> {
  readonly value?: string
}

/** One of the world's time zones, with the time it is there. */
export function TimeZoneSelect({ value = 'UTC', ...rest }: TimeZoneSelectProps) {
  const t = useTranslations()
  const { locale } = useServices()
  const groups = useMemo(() => groupsWith(value), [value])
  const tag = locale === 'fr' ? 'fr-FR' : 'en-GB'
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone: value }).format(Date.now())
  return <NativeSelect description={t('app.timeZone.hint', { time })} {...rest} value={value} data={groups} />
}
