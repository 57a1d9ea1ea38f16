import { DatesProvider } from '@mantine/dates'
import '@mantine/dates/styles.layer.css'
import 'dayjs/locale/fr'
import 'dayjs/locale/en-gb'
import type { ReactNode } from 'react'
import { useServices } from '../services.tsx'

/** Around date fields: the calendar in the person's language, its week from Monday on. */
export function Dates({ children }: { children: ReactNode }) {
  const { locale } = useServices()
  return (
    <DatesProvider settings={{ locale: locale === 'fr' ? 'fr' : 'en-gb', firstDayOfWeek: 1, consistentWeeks: true }}>
      {children}
    </DatesProvider>
  )
}
