import { createContext, useContext, useEffect, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { errorWords } from '../lib/errors.ts'
import { createFormats, type Formats } from '../lib/formats.ts'
import type { Listener } from '../lib/live.ts'
import type { Services } from '../lib/services.ts'

const ServicesContext = createContext<Services | null>(null)

export const ServicesProvider = ServicesContext.Provider

export function useServices(): Services {
  const services = useContext(ServicesContext)
  if (!services) throw new Error('No services around this component')
  return services
}

/** Who looks at the page, and what they may. */
export const useMe = () => useServices().me

/** The typed client, for acts; pages of `site/` read by their loader. */
export const useApi = () => useServices().api

/** Dates, numbers and sizes as the person reads them. */
export function useFormats(): Formats {
  const { locale, me } = useServices()
  const t = useTranslations()
  return useMemo(() => createFormats(locale, me.timeZone, t), [locale, me.timeZone, t])
}

/** Puts whatever was thrown into a sentence for the person. */
export function useErrorWords(): (thrown: unknown) => string {
  const t = useTranslations()
  return (thrown) => errorWords(t, thrown)
}

/** Listens in a room while the component is there; null listens nowhere. */
export function useLive(room: string | null, id: string, listener: Listener): void {
  const { live } = useServices()
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => {
    if (room === null) return
    const { known } = latest.current
    return live?.join(room, id, {
      onEvent: (event) => latest.current.onEvent(event),
      onStale: () => latest.current.onStale(),
      onRefused: () => latest.current.onRefused?.(),
      ...(known ? { known } : {}),
    })
  }, [live, room, id])
}
