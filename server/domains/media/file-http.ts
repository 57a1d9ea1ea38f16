import { pipeline } from 'node:stream/promises'
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { DomainError } from '../../../shared/errors.ts'
import type { Deps } from '../../platform/deps.ts'
import { codeOf } from '../../platform/files/writing.ts'
import { actorByBearer, actorByCookie } from '../../platform/http/actor.ts'
import { remakeVariants } from './jobs.ts'
import { contentDisposition, renamed } from './names.ts'
import { Previews } from './previews.ts'
import { requestedRange } from './ranges.ts'
import { type AskedFile, fileFor, type Rendition, renditionOf } from './serving.ts'
import type { MediaRow } from './views.ts'

type Made = Extract<Rendition, { made: true }>

const servedType = 'image/webp'
const year = 31_536_000

const notFound = () => new DomainError('NOT_FOUND', 'common.errors.NOT_FOUND')

const cacheControl = {
  open: `public, max-age=${year}, immutable`,
  signed: 'private, no-cache',
  private: 'private, no-cache',
}

/** Whatever a file holds, a browser runs nothing of it. */
function setHeaders(response: Response, { row, access }: AskedFile): void {
  response.set({
    'Content-Type': servedType,
    'Content-Disposition': contentDisposition(servedType, renamed(row.name, 'webp')),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': access === 'private' ? 'same-origin' : 'cross-origin',
    'Cache-Control': cacheControl[access],
  })
  if (access === 'private') response.vary('Cookie').vary('Authorization')
}

async function sendPreview(previews: Previews, response: Response, row: MediaRow, width: number): Promise<void> {
  const content = await previews.draw(row, width).catch((error: unknown) => {
    // The picture turned out to be damaged, or was deleted meanwhile; the job that makes its variants says so.
    const isDamaged = error instanceof DomainError && error.code !== 'UNAVAILABLE'
    if (isDamaged || codeOf(error) === 'ENOENT') throw notFound()
    throw error
  })
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('Content-Length', content.length)
  response.status(200).end(content)
}

async function sendVariant(deps: Deps, request: Request, response: Response, made: Made): Promise<void> {
  const { key, bytes, width } = made
  const etag = `"${width}-${bytes}"`
  response.set({ ETag: etag, 'Accept-Ranges': 'bytes' })
  if (request.headers['if-none-match']?.includes(etag)) return void response.status(304).end()
  const wantsPart = request.headers['if-range'] === undefined || request.headers['if-range'] === etag
  const range = wantsPart ? requestedRange(request.headers.range, bytes) : null
  if (range === 'unsatisfiable') {
    return void response.status(416).set('Content-Range', `bytes */${bytes}`).end()
  }
  if (range) response.set('Content-Range', `bytes ${range.start}-${range.end}/${bytes}`)
  response.status(range ? 206 : 200).set('Content-Length', String(range ? range.end - range.start + 1 : bytes))
  if (request.method === 'HEAD') return void response.end()
  try {
    await pipeline(deps.files.read(key, range ?? undefined), response)
  } catch (error) {
    if (!response.headersSent) throw error
    if (!request.destroyed) deps.log.error({ err: error, key }, 'A file could not be sent')
  }
}

/** `/uploads/<id>` is the largest size of a picture, `/uploads/<id>/<width>` one of its others; never the original. */
export function fileRoutes(deps: Deps): Router {
  const previews = new Previews(deps)
  const serve: RequestHandler<{ id: string; width?: string }> = async (request, response) => {
    const [, id] = /^([0-9a-z]{26})(?:\.[a-z0-9]{1,5})?$/.exec(request.params.id) ?? []
    const { width } = request.params
    if (id === undefined || (width !== undefined && !/^\d{1,5}$/.test(width))) throw notFound()
    const actor = () => {
      const by = request.headers.authorization === undefined ? actorByCookie : actorByBearer
      return by(deps, request)
    }
    const file = fileFor(deps, actor, id, request.query)
    const rendition = file && renditionOf(deps, file.row, width === undefined ? null : Number(width))
    if (!file || !rendition) throw notFound()
    setHeaders(response, file)
    if (rendition.made && (await deps.files.stat(rendition.key))) {
      return sendVariant(deps, request, response, rendition)
    }
    if (rendition.made) {
      deps.log.error({ key: rendition.key }, 'A variant of a picture is missing and will be made again')
      remakeVariants(deps, id)
    }
    return sendPreview(previews, response, file.row, rendition.width)
  }
  const router = Router()
  router.get('/uploads/:id', serve)
  router.get('/uploads/:id/:width', serve)
  return router
}
