import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { AnyTRPCRouter } from '@trpc/server'
import type { Request, RequestHandler, Response } from 'express'
import type { Assets, PageRequest, PageResponse } from '../../client/web.server.tsx'
import { DomainError } from '../../shared/errors.ts'
import type { Config } from '../config.ts'
import type { Actor } from './actor.ts'
import { runCall } from './calls.ts'
import { minutes } from './clock.ts'
import { databaseRevision } from './db/open.ts'
import type { Deps } from './deps.ts'
import { actorByCookie } from './http/actor.ts'
import { clientFolder } from './http/assets.ts'
import { cookiesOf, exchangeOf } from './http/exchange.ts'
import { nonceOf } from './http/headers.ts'
import { rateKey } from './rate.ts'
import type { Context } from './trpc.ts'

type Render = (page: PageRequest) => Promise<PageResponse>

const serverBuild = path.join(import.meta.dirname, '../../dist/server/web.server.js')
const pagesPerMinute = { name: 'pages', points: 600, seconds: 60 }
/** Stands in drawn pages where each answer puts its own nonce; nobody can write it into a text. */
const noncePlace = `nonce-${randomUUID()}`
const pagesKept = 200

const compress = promisify(gzip)

/** A drawn page as bytes, cut where each answer puts its own nonce. */
interface DrawnPage {
  readonly status: number
  readonly headers: PageResponse['headers']
  readonly pieces: readonly Buffer[]
}

const drawnPage = ({ status, headers, html }: PageResponse): DrawnPage => ({
  status,
  headers,
  pieces: html.split(noncePlace).map((piece) => Buffer.from(piece)),
})

const withNonce = ([first, ...others]: readonly Buffer[], nonce: string): Buffer =>
  Buffer.concat([first ?? Buffer.alloc(0), ...others.flatMap((piece) => [Buffer.from(nonce), piece])])

/** Pages of visitors, kept until any row changes. */
class PageCache {
  readonly #pages = new Map<string, DrawnPage>()
  #revision = ''

  get(revision: string, key: string): DrawnPage | undefined {
    if (revision !== this.#revision) {
      this.#pages.clear()
      this.#revision = revision
    }
    return this.#pages.get(key)
  }

  set(revision: string, key: string, page: DrawnPage): void {
    if (revision !== this.#revision) return
    const [oldest] = this.#pages.keys()
    if (oldest !== undefined && this.#pages.size >= pagesKept) this.#pages.delete(oldest)
    this.#pages.set(key, page)
  }
}

const schemes = ['light', 'dark'] as const
const schemeOf = (config: Config, request: Request): PageRequest['colorScheme'] =>
  schemes.find((scheme) => scheme === cookiesOf(config, request).scheme) ?? 'auto'

/** Renders every address that nothing else answered, on the server, for readers without JavaScript included. */
export async function pages(deps: Deps, router: AnyTRPCRouter): Promise<RequestHandler> {
  if (!fs.existsSync(serverBuild)) {
    return (_request, _response, next) => next(new DomainError('UNAVAILABLE', 'common.errors.notBuilt'))
  }
  const { render } = (await import(pathToFileURL(serverBuild).href)) as { render: Render }
  const assets = JSON.parse(fs.readFileSync(path.join(clientFolder, '.vite/manifest.json'), 'utf8')) as Assets
  const cache = new PageCache()

  const draw = async (request: Request, response: Response, actor: Actor): Promise<DrawnPage> => {
    const ctx: Context = { deps, actor, http: null }
    const call: PageRequest['call'] = (path, type, input) => runCall(router, ctx, { path, type, input })
    const { origin } = exchangeOf(deps.config, request, response)
    const page = await render({
      url: new URL(request.originalUrl, origin).href,
      call,
      me: (await call('house.me', 'query', undefined)) as PageRequest['me'],
      locale: actor.locale,
      colorScheme: schemeOf(deps.config, request),
      nonce: noncePlace,
      assets,
      baseAddress: origin,
      report: (thrown, reference) => deps.log.error({ err: thrown, reference }, 'A page could not be drawn'),
    })
    return drawnPage(page)
  }

  return async (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return next(new DomainError('NOT_FOUND', 'common.errors.NOT_FOUND'))
    }
    await deps.rates.take(pagesPerMinute, rateKey(deps.clientAddress(request)))
    const actor = actorByCookie(deps, request)
    const visitor = actor.account === null && actor.enrolling === null && actor.shares.size === 0
    const key = [request.headers.host, actor.locale, schemeOf(deps.config, request), request.originalUrl].join(' ')
    // Some pages name today, which begins at a quarter of an hour in every time zone.
    const revision = `${databaseRevision(deps.db)} ${Math.floor(deps.clock.now() / minutes(15))}`
    const kept = visitor ? cache.get(revision, key) : undefined
    const page = kept ?? (await draw(request, response, actor))
    if (visitor && !kept && page.status === 200) cache.set(revision, key, page)
    response.status(page.status).set(page.headers)
    response.set('Vary', 'Cookie, Accept-Language, Accept-Encoding')
    // For the service worker, which keeps the pages of one reader apart from those of another; somebody who is half in
    // is neither.
    if (actor.enrolling === null) response.set('Foyer-Reader', String(actor.account?.id ?? 'visitor'))
    response.set('Cache-Control', visitor ? 'no-cache' : 'no-store')
    await sendHtml(request, response, withNonce(page.pieces, nonceOf(response)))
  }
}

/** Compressed lightly: a page is drawn anew too often for more. Without an ETag, as each answer has its own nonce. */
async function sendHtml(request: Request, response: Response, html: Buffer): Promise<void> {
  response.type('html')
  if (request.acceptsEncodings('gzip') !== 'gzip') return void response.end(html)
  response.set('Content-Encoding', 'gzip')
  response.end(await compress(html, { level: 1 }))
}
