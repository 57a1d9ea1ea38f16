export interface KeptPage {
  readonly path: string
  readonly title: string
  /** ISO. */
  readonly at: string
}

/** The pages that this device keeps, the last read first. */
export async function keptPages(): Promise<readonly KeptPage[]> {
  if (!('caches' in globalThis)) return []
  const names = (await caches.keys()).filter((name) => name.startsWith('foyer-pages:'))
  const pages = await Promise.all(names.map(pagesIn))
  return pages.flat().toReversed()
}

async function pagesIn(name: string): Promise<readonly KeptPage[]> {
  const cache = await caches.open(name)
  const keys = await cache.keys()
  const read = keys.map(async (key): Promise<KeptPage[]> => {
    const path = new URL(key.url).pathname
    const html = await (await cache.match(key))?.text()
    if (!html || path === '/offline') return []
    const page = new DOMParser().parseFromString(html, 'text/html')
    const at = page.querySelector<HTMLMetaElement>('meta[name="foyer-kept"]')?.content ?? ''
    return [{ path, title: page.title, at }]
  })
  return (await Promise.all(read)).flat()
}
