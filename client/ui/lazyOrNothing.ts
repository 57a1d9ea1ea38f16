import { type ComponentType, lazy } from 'react'

/** A part of a page that comes later; where it cannot be fetched the page does without, instead of failing as a whole. */
export const lazyOrNothing = (load: () => Promise<ComponentType>) =>
  lazy<ComponentType>(() =>
    load().then(
      (part) => ({ default: part }),
      () => ({ default: () => null }),
    ),
  )
