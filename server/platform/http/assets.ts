import fs from 'node:fs'
import path from 'node:path'
import { Router } from 'express'
import sirv from 'sirv'

/** Folder of the browser build. */
export const clientFolder = path.join(import.meta.dirname, '../../../dist/client')

const year = 31_536_000

/**
 * Built files: hashed ones for ever, compressed at build; no folder listing, no dot file, no source map.
 * @param watched looks at the folder again for each request, while it is being rebuilt
 */
export function assets(watched: boolean): Router {
  const router = Router()
  if (!fs.existsSync(clientFolder)) return router
  const serve = sirv(clientFolder, {
    dev: watched,
    brotli: true,
    gzip: true,
    dotfiles: false,
    etag: true,
    extensions: [],
    setHeaders: (response, pathname) => {
      const hashed = pathname.startsWith('/assets/')
      response.setHeader('Cache-Control', hashed ? `public, max-age=${year}, immutable` : 'no-cache')
    },
  })
  router.use((request, response, next) => {
    if (request.path.endsWith('.map')) return next()
    return serve(request, response, next)
  })
  return router
}
