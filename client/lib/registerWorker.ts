/** Where nothing may stay on a device: the worker asks for no such page. */
const isRoom = (path: string) => !/^\/(admin|me|login|setup|invitation|reset)(\/|$)/.test(path)

const ownFiles = (): string[] =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => /^\/(assets|uploads)\//.test(new URL(name).pathname))

/**
 * Puts the service worker before the pages, and tells it what is seen. Browsers have none on a plain address of the
 * local network, where pages are read with the network alone.
 * @returns what tells it of the page that is shown now
 */
export async function registerWorker(): Promise<() => void> {
  const { serviceWorker } = navigator
  if (!serviceWorker) return () => undefined
  await serviceWorker.register('/sw.js')
  const { active } = await serviceWorker.ready
  const tell = (worker: ServiceWorker | null) => {
    const { pathname, search } = location
    if (search === '' && isRoom(pathname)) worker?.postMessage({ page: pathname, files: ownFiles() })
  }
  tell(active)
  return () => tell(serviceWorker.controller ?? active)
}
