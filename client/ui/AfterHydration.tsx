import { type ReactNode, useSyncExternalStore } from 'react'

const never = () => () => undefined

/** Whether this is a browser that has taken over the server's page. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )

/** Draws what only browsers can draw; the fallback stands in the server's page. */
export const AfterHydration = ({ children, fallback }: { children: ReactNode; fallback: ReactNode }) =>
  useHydrated() ? children : fallback
