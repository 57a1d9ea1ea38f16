/** Caches of what only its reader may see. */
const isRead = (name: string) => /^foyer-(pages|pictures|data):/.test(name)

/** A page that the service worker kept, and since when; null where the house itself answered. */
export const keptAt = (): string | null =>
  document.querySelector<HTMLMetaElement>('meta[name="foyer-kept"]')?.content ?? null

/** Dispatched at the window when a call found nobody who answers. */
export const unreachedEvent = 'foyer:unreached'

/** Dispatched at the window when the house answers again. */
export const backEvent = 'foyer:back'

/** Whether the house itself answers now. */
export const houseAnswers = (): Promise<boolean> =>
  fetch('/api/health', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )

/** What is shown is read anew: it is no kept copy any more. */
export const forgetKeptMark = (): void => document.querySelector('meta[name="foyer-kept"]')?.remove()

/** Drops the pages, pictures and data that this device keeps, whoever read them. */
export async function forgetKeptPages(): Promise<void> {
  if (!('caches' in globalThis)) return
  const names = await caches.keys()
  await Promise.all(names.filter(isRead).map((name) => caches.delete(name)))
}

/** Whether pages can be had without a network: a worker stands before this one. */
export const hasKeptPages = (): boolean => Boolean(navigator.serviceWorker?.controller)
