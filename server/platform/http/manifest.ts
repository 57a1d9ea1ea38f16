import type { RequestHandler } from 'express'
import { siteSettings } from '../../../shared/house.ts'
import type { Deps } from '../deps.ts'

/** Paper of the house's first room in daylight, as its pages have it. */
const paper = '#fcf9f3'

const icon = (name: string, size: number, purpose: 'any' | 'maskable') => ({
  src: `/icons/${name}-${size}.png`,
  sizes: `${size}x${size}`,
  type: 'image/png',
  purpose,
})

/** What a device wants to know of the house to put it among its own applications. */
export function webManifest(deps: Deps): RequestHandler {
  return (_request, response) => {
    const { name, promise, language } = deps.settings.get(siteSettings)
    const manifest = {
      id: '/',
      name,
      short_name: name,
      ...(promise ? { description: promise } : {}),
      lang: language,
      start_url: '/',
      scope: '/',
      display: 'standalone',
      theme_color: paper,
      background_color: paper,
      icons: [icon('icon', 192, 'any'), icon('icon', 512, 'any'), icon('maskable', 512, 'maskable')],
    }
    response.set('Cache-Control', 'no-cache').type('application/manifest+json').send(JSON.stringify(manifest))
  }
}
